/**
 * Loops (BPMN 13.3.6, 13.3.7): a body holds the turns, one after the other or all at once. Boundary events and the
 * asynchronous boundary of the activity belong to the body; mappings and listeners to each turn. A parallel body
 * larger than 20 puts every turn into a chunk of its own.
 */

import { type Json, typeName } from '#metadata/value.ts';
import { fromState } from '#metadata/value-json.ts';
import type { Arrival, Turn } from '../elements/element-type.ts';
import { type Key, type Loop, ROOT, type Variables } from '../instance.ts';
import type { LoopSpec } from '../process/activity.ts';
import type { Element } from '../process.ts';
import type { Fiber, Run } from '../run/run.ts';
import { fail } from '../run/stop.ts';
import { emit, spawn } from '../run/work.ts';
import { nextKey, nodeOf } from '../state/draft.ts';
import { chunkOf, inner, keyIn, numberOfKey } from '../state/keys.ts';
import { allBits } from '../state/open-bits.ts';
import { empty } from './cancel.ts';
import { needChunks } from './chunks.ts';
import { enter } from './enter.ts';
import { evaluate, evaluateCondition } from './evaluate.ts';
import { finish } from './finish.ts';
import { leave } from './leave.ts';
import { ownVariables, setVariables } from './variables.ts';
import { openOwn } from './waits.ts';

const CHUNKED_FROM = 21;
const MAX_TURNS = 100_000;

/** The body begins. */
export function* startLoop(run: Run, arrival: Arrival): Fiber<Key> {
  const { element, scope, flow, cause } = arrival;
  const spec = element.loop!;
  const { total, items } = yield* countTurns(run, scope, element, spec);
  const key = arrival.key ?? nextKey(run.draft, chunkOf(scope));
  const sequential = spec.kind !== 'parallel';
  const chunked = !sequential && total !== null && total >= CHUNKED_FROM;
  const loop: Loop = {
    total,
    sequential,
    started: 0,
    completed: 0,
    ...(items && sequential && { items }),
    ...(chunked && { chunks: { first: numberOfKey(key) + 1, open: allBits(total) } }),
  };
  emit(run, {
    type: 'activated',
    key,
    element: element.id,
    scope: inner(scope),
    flow,
    cause,
    loop,
  });
  if (items && !sequential) run.items.set(key, items);
  return key;
}

/** The first turn begins, or all of them; without one the loop is done. */
export function* beginTurns(run: Run, body: Key, element: Element): Fiber {
  const node = nodeOf(run.draft, body);
  if (node === undefined) return;
  const { sequential, total } = node.loop!;
  const spec = element.loop!;
  if (total === 0 || (spec.kind === 'standard' && !(yield* turnsAgain(run, body, element, spec, true)))) {
    yield* endLoop(run, body, element);
    return;
  }
  const items = run.items.get(body);
  if (sequential) beginTurn(run, body, element, 0, node.loop!.items);
  else for (let index = 0; index < total!; index++) beginTurn(run, body, element, index, items);
  run.items.delete(body);
}

/** A turn has done its work: it is counted, and the loop goes on or ends. */
export function* endTurn(run: Run, key: Key, element: Element): Fiber {
  const { scope, index, variables } = nodeOf(run.draft, key)!;
  const spec = element.loop!;
  const output = spec.output
    ? yield* evaluate(run, { key, element }, spec.output.element, 'output element')
    : undefined;
  const node = nodeOf(run.draft, key);
  if (node === undefined) return;
  const seen = ownVariables(node);
  if (element.asynchronous?.eachAfter) {
    finish(run, key, element);
    parkTurn(run, scope!, element, index!, {
      ...variables,
      ...(output !== undefined && { [OUTPUT]: output }),
    });
    return;
  }
  finish(run, key, element);
  yield* countTurn(run, scope!, element, index!, output, seen);
}

/** The job after a turn was done. */
export function* resumeTurn(run: Run, key: Key, element: Element): Fiber {
  const node = nodeOf(run.draft, key)!;
  const { [OUTPUT]: output, ...variables } = node.variables ?? {};
  emit(run, { type: 'unparked', key });
  yield* countTurn(run, node.scope!, element, node.index!, output, {
    ...variables,
    loopCounter: node.index!,
  });
}

// helpers //////////

/** Where a turn's output waits with the token of the job after it. */
const OUTPUT = ' output';

function* countTurns(
  run: Run,
  scope: Key,
  element: Element,
  spec: LoopSpec,
): Fiber<{ total: number | null; items?: Json[] }> {
  const place = { key: scope, element };
  if (spec.kind === 'standard') return { total: null };
  if (spec.collection !== null) {
    const items = yield* evaluate(run, place, spec.collection, 'collection');
    if (!Array.isArray(items))
      return fail(run, 'loop.collection', element.id, { actual: typeName(fromState(items)) });
    return { total: checkTotal(run, element, items.length), items };
  }
  const value = yield* evaluate(run, place, spec.cardinality!, 'cardinality');
  const total = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  if (typeof total !== 'number' || !Number.isInteger(total) || total < 0)
    return fail(run, 'loop.count', element.id, { actual: JSON.stringify(value) });
  return { total: checkTotal(run, element, total) };
}

function checkTotal(run: Run, element: Element, count: number): number {
  return count <= MAX_TURNS ? count : fail(run, 'loop.limit', element.id, { count, limit: MAX_TURNS });
}

function beginTurn(
  run: Run,
  body: Key,
  element: Element,
  index: number,
  items: readonly Json[] | undefined,
): void {
  const { item } = element.loop!;
  const variables: Variables | undefined = items && item !== null ? { [item]: items[index]! } : undefined;
  const chunks = nodeOf(run.draft, body)!.loop!.chunks;
  const turn: Turn = { index, ...(chunks && { chunk: keyIn(chunkOf(body), chunks.first + index) }) };
  spawn(run, body, () => enter(run, { element, scope: body, turn, variables }));
}

function parkTurn(run: Run, body: Key, element: Element, index: number, variables: Variables): void {
  const chunks = nodeOf(run.draft, body)!.loop!.chunks;
  const chunk = chunks ? keyIn(chunkOf(body), chunks.first + index) : chunkOf(body);
  const key = nextKey(run.draft, chunk);
  emit(run, { type: 'parked', key, element: element.id, scope: body, phase: 'after', index, variables });
  openOwn(run, key, { kind: 'job', element: element.id });
}

function* countTurn(
  run: Run,
  body: Key,
  element: Element,
  index: number,
  output: Json | undefined,
  seen: Variables,
): Fiber {
  emit(run, { type: 'loopMoved', key: body, index, output });
  const spec = element.loop!;
  const { total, completed, items } = nodeOf(run.draft, body)!.loop!;
  if (spec.completion !== null) {
    const place = { key: body, element, extra: seen };
    if (yield* evaluateCondition(run, place, spec.completion, 'completion condition')) {
      yield* empty(run, body);
      yield* endLoop(run, body, element);
      return;
    }
  }
  if (nodeOf(run.draft, body) === undefined) return;
  if (spec.kind === 'standard') {
    if (yield* turnsAgain(run, body, element, spec, false))
      beginTurn(run, body, element, completed, undefined);
    else yield* endLoop(run, body, element);
  } else if (completed === total) yield* endLoop(run, body, element);
  else if (spec.kind === 'sequential') beginTurn(run, body, element, completed, items);
}

/** Whether a standard loop makes a further turn; the first one is made untested unless it tests before. */
function* turnsAgain(run: Run, body: Key, element: Element, spec: LoopSpec, first: boolean): Fiber<boolean> {
  const { started } = nodeOf(run.draft, body)!.loop!;
  if (spec.maximum !== null && started >= spec.maximum) return false;
  if (first && !spec.testBefore) return true;
  if (spec.condition === null) return spec.maximum !== null;
  return yield* evaluateCondition(run, { key: body, element }, spec.condition, 'loop condition');
}

/** Every turn is made: outputs are gathered, and the activity is complete. */
function* endLoop(run: Run, body: Key, element: Element): Fiber {
  const node = nodeOf(run.draft, body);
  if (node === undefined) return;
  const scope = node.scope ?? ROOT;
  if (element.loop!.output)
    setVariables(run, scope, { [element.loop!.output.collection]: gather(run, body) });
  finish(run, body, element);
  yield* leave(run, element, scope);
}

/** The outputs of the turns, in their order. */
function gather(run: Run, body: Key): Json[] {
  const { total, started, chunks, outputs = {} } = nodeOf(run.draft, body)!.loop!;
  const list: Json[] = [];
  if (chunks) {
    const ids = Array.from({ length: total! }, (_, index) => keyIn(chunkOf(body), chunks.first + index));
    const kept = ids.filter((id) => !run.draft.deleted.has(id));
    needChunks(run, kept.slice(0, started));
    for (const id of kept) {
      const output = run.draft.chunks.get(id)?.output;
      if (output !== undefined) list.push(output);
    }
    return list;
  }
  for (let index = 0; index < started; index++) {
    if (Object.hasOwn(outputs, index)) list.push(outputs[index]!);
  }
  return list;
}
