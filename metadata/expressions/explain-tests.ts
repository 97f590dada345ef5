/**
 * What a decision cell says, as structure: `< 100`, `"a", "b"`, `[1..5]` taken apart, so that an editor can put them into the
 * words of its language and offer them as choices. What is none of these forms stays a condition as it is written.
 */
import type { CompileOptions, ExpressionProblem } from '../expression.ts';
import type { Value } from '../value.ts';
import { printFeel } from './feel/print.ts';
import { compileFeel } from './feel.ts';
import type { ComparisonOperator, Node } from './feel-ast.ts';
import { parseTemporal } from './temporal-text.ts';

/** A value that stands there, or an expression that gives one. */
export type Operand =
  | { readonly kind: 'value'; readonly value: Value }
  | { readonly kind: 'expression'; readonly text: string };

export type ExplainedTest =
  | { readonly kind: 'equals'; readonly operand: Operand }
  | { readonly kind: 'compare'; readonly operator: ComparisonOperator; readonly operand: Operand }
  | {
      readonly kind: 'range';
      readonly low: Operand;
      readonly high: Operand;
      readonly lowIncluded: boolean;
      readonly highIncluded: boolean;
    }
  /** Any expression with `?` in it, or one that may give a list or a range. */
  | { readonly kind: 'condition'; readonly text: string };

export type ExplainedTests =
  | {
      readonly ok: true;
      /** True for `-`: every input meets it. `tests` is empty then. */
      readonly always: boolean;
      /** True for `not(…)`: the input may meet none of the tests. */
      readonly negated: boolean;
      /** The input must meet one of them. */
      readonly tests: readonly ExplainedTest[];
    }
  | { readonly ok: false; readonly problems: readonly ExpressionProblem[] };

export function explainTests(source: string, options: Omit<CompileOptions, 'language'> = {}): ExplainedTests {
  const result = compileFeel(source, { ...options, language: 'feel-unary' });
  if (!result.ok) return result;
  const { ast } = result.compiled;
  if (ast?.kind !== 'unary-tests') return { ok: true, always: true, negated: false, tests: [] };
  return {
    ok: true,
    always: ast.tests.length === 0,
    negated: ast.negated,
    tests: ast.tests.map(explainTest),
  };
}

// helpers //////////

function explainTest(test: Node): ExplainedTest {
  if (test.kind === 'unary') {
    return { kind: 'compare', operator: test.operator, operand: operandOf(test.operand) };
  }
  if (test.kind === 'range') {
    const { low, high, lowIncluded, highIncluded } = test;
    return { kind: 'range', low: operandOf(low), high: operandOf(high), lowIncluded, highIncluded };
  }
  const operand = operandOf(test);
  if (operand.kind === 'value' || test.kind === 'name' || test.kind === 'path')
    return { kind: 'equals', operand };
  return { kind: 'condition', text: printFeel(test) };
}

function operandOf(node: Node): Operand {
  const value = constantOf(node);
  return value === undefined ? { kind: 'expression', text: printFeel(node) } : { kind: 'value', value };
}

/** The value of a literal, a negative number or a date made from a text; undefined for all else. */
function constantOf(node: Node): Value | undefined {
  if (node.kind === 'null') return null;
  if (node.kind === 'boolean' || node.kind === 'string' || node.kind === 'temporal') return node.value;
  if (node.kind === 'number') return node.value;
  if (node.kind === 'negation' && node.operand.kind === 'number') return node.operand.value.neg();
  if (node.kind !== 'call' || node.callee.kind !== 'name') return undefined;
  const [argument] = node.arguments;
  const makes = ['date', 'time', 'date and time', 'duration'].includes(node.callee.name);
  if (!makes || node.arguments.length !== 1 || argument?.kind !== 'string') return undefined;
  return parseTemporal(argument.value) ?? undefined;
}
