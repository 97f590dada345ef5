/** An event sub-process answers its event: it interrupts its scope or runs beside the scope's flow. */
import type { Payload } from '../elements/element-type.ts';
import type { Key } from '../instance.ts';
import type { Element } from '../process.ts';
import type { Fiber, Run } from '../run/run.ts';
import { spawn } from '../run/work.ts';
import { nodeOf, waitOf, waitsOf } from '../state/draft.ts';
import { empty } from './cancel.ts';
import { enter } from './enter.ts';
import { setVariables } from './variables.ts';
import { close } from './waits.ts';

/** `start` is its start event, `scope` the scope instance it lies in. */
export function* startEventSubProcess(run: Run, scope: Key, start: Element, payload: Payload): Fiber {
  if (start.interrupting) {
    yield* empty(run, scope);
    closeStarts(run, scope);
  }
  if (nodeOf(run.draft, scope) === undefined) return;
  if (payload.variables) setVariables(run, scope, payload.variables);
  const element = start.scope!;
  const cause = start.interrupting ? 'interrupting' : 'event';
  const variables = payload.local;
  spawn(run, scope, () => enter(run, { element, scope, cause, variables }));
}

// helpers //////////

/** In an interrupted scope no event sub-process can start any more; events on its border stay. */
function closeStarts(run: Run, scope: Key): void {
  for (const key of [...waitsOf(run.draft, scope)]) {
    const element = run.process.elements.get(waitOf(run.draft, key)!.element);
    if (element?.kind === 'startEvent') close(run, key, false);
  }
}
