/** A parsed expression to a closure. Names that don't exist are failures, as in Camunda 7; paths through null are null. */

import type { Env, Scope } from '../../expression.ts';
import {
  FeelDate,
  FeelDateTime,
  FeelFunction,
  FeelTime,
  isContext,
  isDecimal,
  numberOf,
  Reference,
  type Value,
} from '../../value.ts';
import { EvaluationFailure } from '../evaluation-failure.ts';
import { compare, isEmpty, isEqual, shown, toBoolean, toNumber, toText } from './coerce.ts';
import { callFunction } from './functions.ts';
import { callMethod } from './methods.ts';
import type { Node, Operator } from './parse.ts';

export type Closure = (scope: Scope, env: Env) => Value;

export function close(node: Node): Closure {
  switch (node.kind) {
    case 'literal': {
      const { value } = node;
      return () => value;
    }
    case 'number': {
      const value = numberOf(node.text);
      return () => value;
    }
    case 'name': {
      const { name } = node;
      return (scope) => {
        const value = scope.get(name);
        if (value === undefined) throw new EvaluationFailure(`there is no variable “${name}”`);
        return value;
      };
    }
    case 'property': {
      const base = close(node.base);
      const name = close(node.name);
      return (scope, env) => property(base(scope, env), name(scope, env), env);
    }
    case 'call':
      return closeCall(node);
    case 'unary': {
      const operand = close(node.operand);
      if (node.operator === '!') return (scope, env) => !toBoolean(operand(scope, env));
      if (node.operator === '-') return (scope, env) => toNumber(operand(scope, env)).neg();
      return (scope, env) => isEmpty(operand(scope, env));
    }
    case 'binary':
      return closeBinary(node.operator, close(node.left), close(node.right));
    case 'choice': {
      const [condition, then, otherwise] = [close(node.condition), close(node.then), close(node.otherwise)];
      return (scope, env) => (toBoolean(condition(scope, env)) ? then(scope, env) : otherwise(scope, env));
    }
  }
}

// helpers //////////

function closeCall(node: Extract<Node, { kind: 'call' }>): Closure {
  const { name } = node;
  const args = node.args.map(close);
  const values = (scope: Scope, env: Env) => args.map((arg) => arg(scope, env));
  if (node.base === null) return (scope, env) => callFunction(name, values(scope, env), env);
  const base = close(node.base);
  return (scope, env) => {
    const value = base(scope, env);
    if (value === null) throw new EvaluationFailure(`${name}() can’t be called on null`);
    return callMethod(value, name, values(scope, env), env);
  };
}

function closeBinary(operator: Operator, left: Closure, right: Closure): Closure {
  switch (operator) {
    case '&&':
      return (scope, env) => toBoolean(left(scope, env)) && toBoolean(right(scope, env));
    case '||':
      return (scope, env) => toBoolean(left(scope, env)) || toBoolean(right(scope, env));
    case '==':
      return (scope, env) => isEqual(left(scope, env), right(scope, env), env);
    case '!=':
      return (scope, env) => !isEqual(left(scope, env), right(scope, env), env);
    case '<':
      return ordered(left, right, (order) => order < 0);
    case '>':
      return ordered(left, right, (order) => order > 0);
    case '<=':
      return ordered(left, right, (order) => order <= 0);
    case '>=':
      return ordered(left, right, (order) => order >= 0);
    case '+':
      return (scope, env) => toNumber(left(scope, env)).plus(toNumber(right(scope, env)));
    case '-':
      return (scope, env) => toNumber(left(scope, env)).minus(toNumber(right(scope, env)));
    case '*':
      return (scope, env) => toNumber(left(scope, env)).times(toNumber(right(scope, env)));
    case '/':
      return divided(left, right, false);
    case '%':
      return divided(left, right, true);
  }
}

function ordered(left: Closure, right: Closure, holds: (order: number) => boolean): Closure {
  return (scope, env) => {
    const order = compare(left(scope, env), right(scope, env), env);
    return order !== null && holds(order);
  };
}

function divided(left: Closure, right: Closure, rest: boolean): Closure {
  return (scope, env) => {
    const [a, b] = [toNumber(left(scope, env)), toNumber(right(scope, env))];
    if (b.isZero()) throw new EvaluationFailure('division by zero');
    return rest ? a.mod(b) : a.div(b);
  };
}

function property(base: Value, name: Value, env: Env): Value {
  if (base === null || name === null) return null;
  if (Array.isArray(base)) return base[toNumber(name).toNumber()] ?? null;
  const key = toText(name);
  if (base instanceof Reference) return env.field?.(base, key) ?? null;
  if (isContext(base)) {
    const value = Object.hasOwn(base, key) ? base[key]! : null;
    return value instanceof FeelFunction && value.parameters?.length === 0 ? value.invoke([]) : value;
  }
  if (
    base instanceof FeelDateTime ||
    base instanceof FeelDate ||
    base instanceof FeelTime ||
    isDecimal(base) ||
    typeof base === 'string'
  )
    return callMethod(base, `get${key.charAt(0).toUpperCase()}${key.slice(1)}`, [], env);
  throw new EvaluationFailure(`${shown(base)} has no property “${key}”`);
}
