/** The life of an activity up to its own work: it is activated, its events are armed, inputs set, listeners called. */
import type { Arrival } from '../elements/element-type.ts';
import { type Key, ROOT } from '../instance.ts';
import type { Element } from '../process.ts';
import type { Fiber, Run } from '../run/run.ts';
import { emit, spawn } from '../run/work.ts';
import { nextKey, nodeOf } from '../state/draft.ts';
import { chunkOf, inner, keyIn } from '../state/keys.ts';
import { armBoundaries, armEventSubProcesses } from './arm.ts';
import { BpmnError } from './bpmn-error.ts';
import { runListeners } from './listeners.ts';
import { beginTurns, startLoop } from './loop.ts';
import { applyInputs } from './mappings.ts';
import { failWith } from './throw-error.ts';

/** A token arrives at an activity. */
export function* enterActivity(run: Run, arrival: Arrival): Fiber {
  const { element, turn } = arrival;
  if (element.loop !== null && turn === undefined) {
    const body = yield* startLoop(run, arrival);
    yield* armBoundaries(run, body, element);
    yield* afterConditions(run, body, element, () => beginTurns(run, body, element));
  } else yield* startActivity(run, arrival);
}

/** An activity or event that has been waited for already begins: all but its own work. */
export function* beginActivity(run: Run, arrival: Arrival): Fiber<Key> {
  const key = activate(run, arrival);
  yield* prepare(run, key, arrival);
  return key;
}

// helpers //////////

/** One instance of an activity begins (of a loop: one of its turns). */
function* startActivity(run: Run, arrival: Arrival): Fiber {
  const { element } = arrival;
  const key = activate(run, arrival);
  try {
    yield* prepare(run, key, arrival);
    yield* afterConditions(run, key, element, () => element.type.execute!(run, key, element));
  } catch (error) {
    yield* failAt(run, key, error);
  }
}

/**
 * An activity does its own work after the conditions around it were looked at: one that is true already may end it, or begin beside
 * it, even if the work takes no time. Of a scope with event sub-processes the work is its own, so that it isn't quiet before it
 * has begun, and goes with whatever interrupts it.
 */
function* afterConditions(run: Run, key: Key, element: Element, work: () => Fiber): Fiber {
  const node = nodeOf(run.draft, key);
  if (node === undefined) return;
  if (run.news.length === 0) {
    yield* work();
    return;
  }
  const place = element.eventSubProcesses.length > 0 && node.loop === undefined ? key : (node.scope ?? ROOT);
  spawn(run, place, function* later(): Fiber {
    if (nodeOf(run.draft, key) === undefined) return;
    try {
      yield* work();
    } catch (error) {
      yield* failAt(run, key, error);
    }
  });
}

/** An error that the work threw is one of the activity; what is no BPMN error is nobody's here. */
function* failAt(run: Run, key: Key, error: unknown): Fiber {
  if (!(error instanceof BpmnError)) throw error;
  yield* failWith(run, key, { code: error.code, message: error.message });
}

function* prepare(run: Run, key: Key, { element, turn }: Arrival): Fiber {
  if (element.inputs.length > 0) yield* applyInputs(run, key, element);
  if (turn === undefined) yield* armBoundaries(run, key, element);
  if (element.eventSubProcesses.length > 0) yield* armEventSubProcesses(run, key, element);
  if (element.listeners.length > 0) yield* runListeners(run, { key, element }, element.listeners, 'start');
}

function activate(run: Run, arrival: Arrival): Key {
  const { element, scope, flow, turn, variables, cause } = arrival;
  const chunk = turn?.chunk;
  const key = arrival.key ?? (chunk === undefined ? nextKey(run.draft, chunkOf(scope)) : keyIn(chunk, 0));
  emit(run, {
    type: 'activated',
    key,
    element: element.id,
    scope: inner(scope),
    flow,
    index: turn?.index,
    variables,
    cause,
    chunk: chunk !== undefined && arrival.key === undefined ? true : undefined,
  });
  return key;
}
