/** Starts an element by hand: the scopes around it that don't live yet are made, without their own flow. */
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
import { enter } from './enter.ts';
import { leave } from './leave.ts';
import { uncatchable } from './uncatchable.ts';
import { setVariables } from './variables.ts';

export function* startAt(run: Run, place: StartAt): Fiber {
  const { process } = run;
  const element = process.elements.get(place.element);
  if (element === undefined || element === process.root)
    return reject('element.unknown', { process: process.key, element: place.element });
  const scope = yield* scopeFor(run, element, place.scope);
  if (place.variables && !place.local) setVariables(run, scope, place.variables);
  const variables = place.local && place.variables ? { variables: place.variables } : {};
  if (place.place === 'after') spawn(run, scope, () => leave(run, element, scope));
  else spawn(run, scope, () => enter(run, { element, scope, ...variables }));
}

// helpers //////////

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
  const found = [...childrenOf(run.draft, around)].filter((key) => {
    const node = nodeOf(run.draft, key)!;
    return node.element === scope.id && node.phase === undefined;
  });
  return found.flatMap((key) => (nodeOf(run.draft, key)!.loop ? [...childrenOf(run.draft, key)] : [key]));
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
