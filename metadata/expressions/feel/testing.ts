/**
 * Unary tests (DMN 1.5 §7.3.3, §10.3.2.8, table 54): what a decision cell and `in` ask of a value. `< 5` compares; an
 * expression with `?` in it is a condition; any other gives a value to equal, a range to lie in, or a list of such.
 */
import { Range, type Value } from '../../value.ts';
import type { Node } from '../feel-ast.ts';
import type { Type } from '../types.ts';
import { checkComparison, checkKey, compareBy } from './comparing.ts';
import { equal } from './equality.ts';
import { readLocal } from './local.ts';
import { mentions } from './mentions.ts';
import { rangeContains } from './ranges.ts';
import type { Analysis, Compiler } from './rules.ts';
import { type Closure, type Run, spend } from './run.ts';
import { INPUT_NAME, type NameScope, resolve } from './scopes.ts';

/** Reports tests that can never be met. `scope` has the input bound. */
export function analyseTest(
  test: Node,
  input: { readonly node: Node; readonly type: Type },
  scope: NameScope,
  analysis: Analysis,
): void {
  if (test.kind === 'unary') {
    const operand = { node: test.operand, type: analysis.of(test.operand, scope).type };
    checkComparison(test.operator, input, operand, analysis);
    return;
  }
  const { type } = analysis.of(test, scope);
  if (mentions(test, INPUT_NAME)) return;
  if (test.kind === 'list') for (const item of test.items) checkKey(input.type, item, analysis);
  const bound = type.kind === 'range' ? type.of : type;
  if (type.kind === 'list' || type.kind === 'boolean' || input.type.kind === 'list') return;
  checkComparison('=', input, { node: test, type: bound }, analysis);
}

/** The test as a closure that gives true, false or null; the input is bound in `scope`. */
export function compileTest(test: Node, scope: NameScope, compiler: Compiler): Closure {
  const input = compileInput(scope);
  if (test.kind === 'unary') {
    const { operator } = test;
    const bound = compiler.compile(test.operand, scope);
    return (run, local) => compareBy(operator, input(run, local), bound(run, local), run);
  }
  const read = compiler.compile(test, scope);
  if (mentions(test, INPUT_NAME)) return (run, local) => conditionOf(read(run, local));
  return (run, local) => meets(input(run, local), read(run, local), run);
}

// helpers //////////

function compileInput(scope: NameScope): Closure {
  const { final } = resolve(scope, INPUT_NAME);
  return final.at === 'local' ? readLocal(final.hops) : () => null;
}

function conditionOf(value: Value): boolean | null {
  return typeof value === 'boolean' ? value : null;
}

function meets(input: Value, expected: Value, run: Run): boolean | null {
  if (expected instanceof Range && !(input instanceof Range)) return rangeContains(expected, input, run);
  if (Array.isArray(expected)) return isAmong(input, expected, run);
  // A condition over other names than the input stands for itself.
  if (typeof expected === 'boolean' && typeof input !== 'boolean' && input !== null) return expected;
  return equal(input, expected, run);
}

function isAmong(input: Value, list: readonly Value[], run: Run): boolean | null {
  spend(run, list.length >> 3);
  if (Array.isArray(input) && equal(input, list as Value[], run) === true) return true;
  return list.some((item) =>
    item instanceof Range && !(input instanceof Range)
      ? rangeContains(item, input, run) === true
      : equal(input, item, run) === true,
  );
}
