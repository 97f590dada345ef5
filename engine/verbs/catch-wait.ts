/** What an instance waited for happened: the element that waited goes on. */
import type { Payload } from '../elements/element-type.ts';
import type { Key, TimerWait, Wait } from '../instance.ts';
import type { Element } from '../process.ts';
import type { Fiber, Run } from '../run/run.ts';
import { waitOf, waitsOf } from '../state/draft.ts';
import { nextRun } from '../time/cycle.ts';
import { openTrigger } from '../triggers/table.ts';
import { clockAt } from './clock-at.ts';
import { runAction } from './listeners.ts';
import { setVariables } from './variables.ts';
import { change, close } from './waits.ts';

export function* catchWait(run: Run, key: Key, payload: Payload): Fiber {
  const wait = waitOf(run.draft, key);
  if (wait === undefined) return;
  const element = run.process.elements.get(wait.element)!;
  if (element.trigger?.kind === 'multiple' && element.trigger.parallel) {
    yield* catchOneOfAll(run, key, element, payload);
    return;
  }
  if (wait.kind === 'timer' && wait.timeout !== undefined) {
    if (wait.cycle !== undefined) repeat(run, key, wait);
    else close(run, key, true);
    const task = wait.node!;
    const { run: action } = element.task!.timeouts[wait.timeout]!;
    yield* runAction(run, { key: task, element, task, event: 'timeout' }, action);
    return;
  }
  if (!staysOpen(element, wait)) close(run, key, true);
  else if (wait.kind === 'timer') repeat(run, key, wait);
  yield* element.type.trigger!(run, wait.node ?? key, element, payload);
}

// helpers //////////

/** Of a parallel multiple event (10.5.1): it happens once everything it names has; beside a flow it then begins anew. */
function* catchOneOfAll(run: Run, key: Key, element: Element, payload: Payload): Fiber {
  const at = waitOf(run.draft, key)!.node ?? key;
  close(run, key, true);
  for (const other of waitsOf(run.draft, at)) {
    if (waitOf(run.draft, other)!.element !== element.id) continue;
    if (payload.variables) setVariables(run, at, payload.variables);
    return;
  }
  if (isBeside(element)) yield* openTrigger(run, at, element);
  yield* element.type.trigger!(run, at, element, payload);
}

/** Events that don't interrupt go on waiting; of timers only repeating ones. */
function staysOpen(element: Element, wait: Wait): boolean {
  return isBeside(element) && (wait.kind !== 'timer' || wait.cycle !== undefined);
}

function isBeside(element: Element): boolean {
  return (element.kind === 'boundaryEvent' || element.kind === 'startEvent') && !element.interrupting;
}

function repeat(run: Run, key: Key, wait: TimerWait): void {
  const clock = clockAt(run, run.process.elements.get(wait.element)!);
  const next = nextRun(wait.cycle!, wait.repeat ?? -1, wait.due, clock);
  if (next === null) close(run, key, true);
  else change(run, key, { due: next.due, repeat: next.repeat });
}
