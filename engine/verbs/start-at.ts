/**
 * Starts an element by hand: the scopes around it that don't live yet are made, without their own flow. An event that interrupts does
 * so by hand too: the boundary event its activity, the start of an event sub-process the scope that lies in.
 */
import type { StartAt } from '../commands.ts';
import { type Key, ROOT } from '../instance.ts';
import type { Element } from '../process.ts';
import type { Fiber, Run } from '../run/run.ts';
import { reject } from '../run/stop.ts';
import { emit, spawn } from '../run/work.ts';
import { childrenOf, nextKey, nodeOf } from '../state/draft.ts';
import { chunkOf, inner } from '../state/keys.ts';
import { beginActivity } from './activity.ts';
import { armBoundaries } from './arm.ts';
import { cancel, openChunks } from './cancel.ts';
import { enter } from './enter.ts';
import { startEventSubProcess } from './event-sub-process.ts';
import { leave } from './leave.ts';
import { entriesOf } from './scope.ts';
import { uncatchable } from './uncatchable.ts';
import { setVariables } from './variables.ts';

export function* startAt(run: Run, place: StartAt): Fiber {
  const { process } = run;
  const element = process.elements.get(place.element);
  if (element === undefined || element === process.root)
    return reject('element.unknown', { process: process.key, element: place.element });
  const start = place.place === 'before' ? eventStartOf(element) : null;
  const scope = yield* scopeFor(run, start?.scope ?? element, place.scope);
  const given = place.local ? { local: place.variables } : { variables: place.variables };
  if (start !== null) {
    yield* startEventSubProcess(run, scope, start, given);
    return;
  }
  if (given.variables) setVariables(run, scope, given.variables);
  if (place.place === 'after') spawn(run, scope, () => leave(run, element, scope));
  else {
    if (element.kind === 'boundaryEvent' && element.interrupting) yield* interrupt(run, element, scope);
    spawn(run, scope, () => enter(run, { element, scope, variables: given.local }));
  }
}

// helpers //////////

/** The start event of an event sub-process, for itself or for the whole of it. */
function eventStartOf(element: Element): Element | null {
  if (element.kind === 'eventSubProcess') return entriesOf(element)[0]!;
  return element.kind === 'startEvent' && element.scope!.kind === 'eventSubProcess' ? element : null;
}

function* interrupt(run: Run, event: Element, scope: Key): Fiber {
  const host = event.attachedTo!;
  const living = livingIn(run, scope, host);
  if (living.length > 1)
    return reject('modify.scope', {
      element: event.id,
      why: `“${host.id}” runs ${living.length} times, and it would end one; end it by itself and start what follows`,
    });
  for (const key of living) yield* cancel(run, key);
}

function* scopeFor(run: Run, element: Element, given: Key | undefined): Fiber<Key> {
  const path: Element[] = [];
  for (let scope = element.scope!; scope !== run.process.root; scope = scope.scope!) path.unshift(scope);
  const known =
    given === undefined ? -1 : path.findIndex((scope) => nodeOf(run.draft, given)?.element === scope.id);
  if (given !== undefined && given !== ROOT && known < 0)
    return reject('modify.scope', { element: element.id, why: `“${given}” is no scope around it` });
  let key = known < 0 ? ROOT : given!;
  for (const scope of path.slice(known + 1)) {
    const living = given === ROOT ? [] : instancesIn(run, key, scope);
    if (living.length > 1)
      return reject('modify.scope', {
        element: element.id,
        why: `“${scope.id}” runs ${living.length} times; say in which`,
      });
    key = living[0] ?? (yield* makeScope(run, key, scope));
  }
  return key;
}

/** Living instances of a scope; of a loop, its turns. */
function instancesIn(run: Run, around: Key, scope: Element): Key[] {
  return livingIn(run, around, scope).flatMap((key) =>
    nodeOf(run.draft, key)!.loop ? [...childrenOf(run.draft, key), ...openChunks(run, key)] : [key],
  );
}

function livingIn(run: Run, around: Key, element: Element): Key[] {
  openChunks(run, around);
  return [...childrenOf(run.draft, around)].filter((key) => {
    const node = nodeOf(run.draft, key)!;
    return node.element === element.id && node.phase === undefined;
  });
}

/** A scope begins without its own flow: inputs are set, its events waited for, start listeners called. Of a loop, one turn. */
export function* makeScope(run: Run, around: Key, element: Element): Fiber<Key> {
  const cause = element.kind === 'eventSubProcess' ? ('event' as const) : undefined;
  if (element.loop === null)
    return yield* uncatchable(run, beginActivity(run, { element, scope: around, cause }));
  const body = nextKey(run.draft, chunkOf(around));
  const loop = { total: 1, sequential: element.loop.kind !== 'parallel', started: 0, completed: 0 };
  emit(run, { type: 'activated', key: body, element: element.id, scope: inner(around), loop });
  yield* armBoundaries(run, body, element);
  return yield* uncatchable(run, beginActivity(run, { element, scope: body, turn: { index: 0 } }));
}
