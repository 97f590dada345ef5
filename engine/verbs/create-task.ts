/** A user task is created, with its listeners, and given up when it is interrupted. */
import type { Json } from '#metadata/value.ts';
import type { Key, TaskAttributes } from '../instance.ts';
import type { TaskAttribute, UserTaskSpec } from '../process/activity.ts';
import type { Expression } from '../process/expression.ts';
import type { Element } from '../process.ts';
import type { Fiber, Run } from '../run/run.ts';
import { fail } from '../run/stop.ts';
import { nodeOf, waitOf } from '../state/draft.ts';
import { dueOf } from '../time/instant.ts';
import { clockAt } from './clock-at.ts';
import { evaluate, evaluateText, type Place, textOf } from './evaluate.ts';
import { evaluateTimer } from './evaluate-timer.ts';
import { runListeners } from './listeners.ts';
import { openAttached, openOwn } from './waits.ts';

export function* createTask(run: Run, key: Key, element: Element): Fiber {
  const spec = element.task!;
  const attributes = yield* findAttributes(run, { key, element }, spec);
  openOwn(run, key, { kind: 'task', element: element.id, ...attributes });
  yield* openTimeouts(run, key, element);
  if (element.listeners.length === 0) return;
  const place: Place = { key, element, task: key };
  yield* runListeners(run, place, element.listeners, 'create');
  const task = nodeOf(run.draft, key) && waitOf(run.draft, key);
  if (task?.kind === 'task' && task.assignee !== undefined)
    yield* runListeners(run, place, element.listeners, 'assignment');
}

/** Its timeout listeners begin to wait, from the one of this number on. */
export function* openTimeouts(run: Run, key: Key, element: Element, from = 0): Fiber {
  for (const [timeout, { timer }] of element.task!.timeouts.entries()) {
    if (timeout < from) continue;
    const due = yield* evaluateTimer(run, { key, element }, timer);
    openAttached(run, key, { kind: 'timer', element: element.id, ...due, timeout });
  }
}

/** It is interrupted. */
export function* closeTask(run: Run, key: Key, element: Element): Fiber {
  if (waitOf(run.draft, key) === undefined) return;
  yield* runListeners(run, { key, element, task: key }, element.listeners, 'delete');
}

// helpers //////////

/** Only what the model says; a constant name stays with the element. */
function* findAttributes(run: Run, place: Place, spec: UserTaskSpec): Fiber<TaskAttributes> {
  const found: Mutable<TaskAttributes> = {};
  for (const { attribute, expression } of spec.attributes) {
    const { what, read } = ATTRIBUTES[attribute];
    const value = yield* read(run, place, expression, what);
    if (value !== undefined) Object.assign(found, { [attribute]: value });
  }
  return found;
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };
type Reader = (run: Run, place: Place, expression: Expression, what: string) => Fiber<Json | undefined>;

const ATTRIBUTES: { readonly [A in TaskAttribute]: { readonly what: string; readonly read: Reader } } = {
  name: { what: 'name', read: text },
  description: { what: 'description', read: text },
  assignee: { what: 'assignee', read: text },
  owner: { what: 'owner', read: text },
  users: { what: 'candidate users', read: names },
  groups: { what: 'candidate groups', read: names },
  due: { what: 'due date', read: date },
  followUp: { what: 'follow-up date', read: date },
  priority: { what: 'priority', read: number },
};

function* text(run: Run, place: Place, expression: Expression, what: string): Fiber<string | undefined> {
  return (yield* evaluateText(run, place, expression, what)) || undefined;
}

/** A list, or names with commas between them. */
function* names(run: Run, place: Place, expression: Expression, what: string): Fiber<string[] | undefined> {
  const value = yield* evaluate(run, place, expression, what);
  const list: Json[] = Array.isArray(value) ? value.flat() : [value];
  const found = list
    .flatMap((item) => (textOf(item) ?? '').split(','))
    .map((name) => name.trim())
    .filter((name) => name !== '');
  return found.length > 0 ? found : undefined;
}

function* date(run: Run, place: Place, expression: Expression, what: string): Fiber<number | undefined> {
  const value = yield* evaluate(run, place, expression, what);
  if (value === null || value === '') return undefined;
  const due = dueOf(value, clockAt(run, place.element));
  const actual = JSON.stringify(value);
  return (
    due ?? fail(run, 'expression.type', place.element.id, { what, expected: 'a date or duration', actual })
  );
}

function* number(run: Run, place: Place, expression: Expression, what: string): Fiber<number | undefined> {
  const value = yield* evaluate(run, place, expression, what);
  if (value === null || value === '') return undefined;
  const found = typeof value === 'string' ? Number(value) : value;
  if (typeof found === 'number' && Number.isFinite(found)) return found;
  const actual = JSON.stringify(value);
  return fail(run, 'expression.type', place.element.id, { what, expected: 'a number', actual });
}
