/**
 * What `for`, `some` and `every` run over (DMN 1.5 §10.3.2.14): lists, ranges of whole numbers or days, `1..10` up or
 * down. Numbers are counted, never listed, so that a long range takes no memory.
 */
import { Decimal, FeelDate, numberOf, Range, typeName, type Value } from '../../value.ts';
import type { Iterator } from '../feel-ast.ts';
import { dateOfEpochDay, epochDay } from '../temporal.ts';
import { bind } from './local.ts';
import { elementOf } from './meanings.ts';
import type { Analysis, Compiler, Printer } from './rules.ts';
import { BINDS } from './rules.ts';
import { type Closure, type Local, note, type Run, spend } from './run.ts';
import { type NameScope, variable } from './scopes.ts';

/** Does something for one combination of items; returning true ends the loop. */
export type Body = (run: Run, local: Local | null) => boolean;

/** Runs a body for all combinations; false where something cannot be run over. */
export type Loop = (run: Run, local: Local | null, body: Body) => boolean;

/** The scope inside, all iterators bound. */
export function analyseIterators(
  iterators: readonly Iterator[],
  outer: NameScope,
  analysis: Analysis,
): NameScope {
  return iterators.reduce(
    (scope, { name, source }) => variable(scope, name, elementOf(analysis.of(source, scope))),
    outer,
  );
}

export function compileIterators(
  iterators: readonly Iterator[],
  outer: NameScope,
  compiler: Compiler,
): { loop: Loop; scope: NameScope } {
  let scope = outer;
  const sources: Closure[] = [];
  for (const { name, source } of iterators) {
    sources.push(compiler.compile(source, scope));
    scope = variable(scope, name, elementOf(compiler.meaningOf(source)));
  }
  return { loop: (run, local, body) => loopFrom(sources, 0, run, local, body) !== undefined, scope };
}

export function printIterators(iterators: readonly Iterator[], { print }: Printer): string {
  return iterators.map(({ name, source }) => `${name} in ${print(source, BINDS.expression)}`).join(', ');
}

/** A range to run over, ends included, from one to the other in either direction; null where it cannot be. */
export function spanOf(from: Value, to: Value, run: Run): Value {
  if (isWhole(from) && isWhole(to)) return new Range(from, to, true, true);
  if (from instanceof FeelDate && to instanceof FeelDate) return new Range(from, to, true, true);
  return note(
    run,
    `A loop runs from whole number to whole number or from date to date, not from ${typeName(from)} to ${typeName(to)}.`,
  );
}

// helpers //////////

/** true: the body ended it; undefined: nothing to run over. */
function loopFrom(
  sources: readonly Closure[],
  index: number,
  run: Run,
  local: Local | null,
  body: Body,
): boolean | undefined {
  if (index === sources.length) return body(run, local);
  const items = itemsOf(sources[index]!(run, local), run);
  if (!items) return undefined;
  for (const item of items) {
    spend(run, 1);
    const ended = loopFrom(sources, index + 1, run, bind(item, local), body);
    if (ended !== false) return ended;
  }
  return false;
}

function itemsOf(value: Value, run: Run): Iterable<Value> | null {
  if (Array.isArray(value)) return value;
  if (value === null) return null;
  if (!(value instanceof Range)) return [value];
  const { start, end } = value;
  if (isWhole(start) && isWhole(end)) return count(steps(start.toNumber(), end.toNumber(), value), numberOf);
  if (start instanceof FeelDate && end instanceof FeelDate) {
    return count(steps(epochDay(start), epochDay(end), value), dateOfEpochDay);
  }
  return note(run, 'A loop can run only over a range of whole numbers or of dates.');
}

function steps(start: number, end: number, range: Range): { from: number; to: number; by: 1 | -1 } {
  const by = start <= end ? 1 : -1;
  return { from: range.startIncluded ? start : start + by, to: range.endIncluded ? end : end - by, by };
}

function* count(
  { from, to, by }: { from: number; to: number; by: 1 | -1 },
  item: (at: number) => Value,
): Iterable<Value> {
  for (let at = from; by > 0 ? at <= to : at >= to; at += by) yield item(at);
}

function isWhole(value: Value): value is Decimal {
  return value instanceof Decimal && value.isInteger() && value.abs().lt(Number.MAX_SAFE_INTEGER);
}
