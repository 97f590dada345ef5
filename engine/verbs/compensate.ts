/**
 * Compensation (BPMN 10.7, 13.5.5): what was completed in a scope is undone by its handlers, latest first. A throwing event
 * becomes the scope of the handlers it started and is left when all are done. An event sub-process that compensates a
 * completed sub-process replaces the handlers inside it; they run only if it throws compensation again.
 */
import { type Compensable, type Key, ROOT } from '../instance.ts';
import type { Element } from '../process.ts';
import type { Fiber, Run } from '../run/run.ts';
import { emit, spawn } from '../run/work.ts';
import { nextKey, nodeOf } from '../state/draft.ts';
import { chunkOf, inner } from '../state/keys.ts';
import { enter } from './enter.ts';
import { compensationStart } from './finish.ts';

/** Starts the handlers for what was completed around `thrower`; false if there are none. `activity` narrows it to one. */
export function* compensate(run: Run, thrower: Key, activity: string | null): Fiber<boolean> {
  const found: Compensable[] = [];
  for (const scope of scopesAround(run, thrower)) {
    const entries = (nodeOf(run.draft, scope)!.done ?? []).filter(
      (entry) => activity === null || entry.element === activity,
    );
    if (entries.length === 0) continue;
    const keys = entries.map((entry) => entry.key);
    emit(run, { type: 'compensated', scope: inner(scope), keys });
    found.push(...entries);
  }
  if (found.length === 0) return false;
  emit(run, { type: 'compensating', key: thrower });
  startHandlers(run, thrower, found);
  return true;
}

// helpers //////////

/** The scope the event is thrown in; from an event sub-process also the scope that it belongs to. */
function scopesAround(run: Run, thrower: Key): Key[] {
  const scopes: Key[] = [];
  for (let key = nodeOf(run.draft, thrower)!.scope ?? ROOT; ; ) {
    scopes.push(key);
    const node = nodeOf(run.draft, key)!;
    if (key === ROOT || run.process.elements.get(node.element)!.kind !== 'eventSubProcess') return scopes;
    key = node.scope ?? ROOT;
  }
}

function startHandlers(run: Run, scope: Key, entries: readonly Compensable[]): void {
  const latestFirst = [...entries].sort(
    (a, b) => Number(b.key.split('.').at(-1)) - Number(a.key.split('.').at(-1)),
  );
  for (const entry of latestFirst) startHandler(run, scope, entry);
}

function startHandler(run: Run, scope: Key, entry: Compensable): void {
  const element = run.process.elements.get(entry.element)!;
  const isBody = element.loop !== null && entry.index === undefined;
  if (isBody) startHandlers(run, scope, entry.done ?? []);
  else startOwn(run, scope, element, entry);
}

/** A sub-process may have both: a handler on its border, and completed parts with handlers of their own. */
function startOwn(run: Run, scope: Key, element: Element, entry: Compensable): void {
  const handler = element.compensatedBy;
  if (handler !== null) {
    const arrival = { element: handler, scope, cause: 'compensation', ...variablesOf(entry) } as const;
    spawn(run, scope, () => enter(run, arrival));
  }
  if (entry.done !== undefined || compensationStart(element) !== null)
    spawn(run, scope, () => reopen(run, scope, element, entry));
}

/** A completed scope lives again with the variables it had, to undo what is in it. */
function* reopen(run: Run, scope: Key, element: Element, entry: Compensable): Fiber {
  const key = nextKey(run.draft, chunkOf(scope));
  emit(run, {
    type: 'activated',
    key,
    element: element.id,
    scope,
    cause: 'compensation',
    ...variablesOf(entry),
  });
  const own = compensationStart(element);
  if (own === null) {
    startHandlers(run, key, entry.done ?? []);
    return;
  }
  for (const part of entry.done ?? []) emit(run, { type: 'compensable', scope: key, entry: part });
  const start = own.children.find((child) => child.kind === 'startEvent')!;
  yield* start.type.trigger!(run, key, start, {});
}

function variablesOf(entry: Compensable) {
  const variables = { ...entry.variables, ...(entry.index !== undefined && { loopCounter: entry.index }) };
  return Object.keys(variables).length > 0 ? { variables } : {};
}
