/** A user task is created, with its listeners, and given up when it is interrupted. */
import type { Json } from '#metadata/value.ts';
import type { Key, TaskAttributes } from '../instance.ts';
import type { Element, Expression, UserTaskSpec } from '../process.ts';
import type { Fiber, Run } from '../run/run.ts';
import { fail } from '../run/stop.ts';
import { nodeOf, waitOf } from '../state/draft.ts';
import { dueOf } from '../time/instant.ts';
import { evaluate, evaluateText, type Place, textOf } from './evaluate.ts';
import { evaluateTimer } from './evaluate-timer.ts';
import { runListeners } from './listeners.ts';
import { openAttached, openOwn } from './waits.ts';

export function* createTask(run: Run, key: Key, element: Element): Fiber {
  const spec = element.task!;
  const attributes = yield* findAttributes(run, { key, element }, spec);
  openOwn(run, key, { kind: 'task', element: element.id, ...attributes });
  for (const [timeout, { timer }] of spec.timeouts.entries()) {
    const due = yield* evaluateTimer(run, { key, element }, timer);
    openAttached(run, key, { kind: 'timer', element: element.id, ...due, timeout });
  }
  if (element.listeners.length === 0) return;
  const place: Place = { key, element, task: key };
  yield* runListeners(run, place, element.listeners, 'create');
  const task = nodeOf(run.draft, key) && waitOf(run.draft, key);
  if (task?.kind === 'task' && task.assignee !== undefined)
    yield* runListeners(run, place, element.listeners, 'assignment');
}

/** It is interrupted. */
export function* closeTask(run: Run, key: Key, element: Element): Fiber {
  if (waitOf(run.draft, key) === undefined) return;
  yield* runListeners(run, { key, element, task: key }, element.listeners, 'delete');
}

// helpers //////////

function* findAttributes(run: Run, place: Place, spec: UserTaskSpec): Fiber<TaskAttributes> {
  const name = yield* text(run, place, spec.name, 'name');
  const description = yield* text(run, place, spec.description, 'description');
  const assignee = yield* text(run, place, spec.assignee, 'assignee');
  const owner = yield* text(run, place, spec.owner, 'owner');
  const users = yield* names(run, place, spec.users, 'candidate users');
  const groups = yield* names(run, place, spec.groups, 'candidate groups');
  const due = yield* date(run, place, spec.due, 'due date');
  const followUp = yield* date(run, place, spec.followUp, 'follow-up date');
  const priority = yield* number(run, place, spec.priority, 'priority');
  return {
    ...(name !== null && { name }),
    ...(description !== null && { description }),
    ...(assignee !== null && { assignee }),
    ...(owner !== null && { owner }),
    ...(users.length > 0 && { users }),
    ...(groups.length > 0 && { groups }),
    ...(due !== null && { due }),
    ...(followUp !== null && { followUp }),
    ...(priority !== null && { priority }),
  };
}

function* text(run: Run, place: Place, expression: Expression | null, what: string): Fiber<string | null> {
  if (expression === null) return null;
  const value = yield* evaluateText(run, place, expression, what);
  return value === '' ? null : value;
}

/** A list, or names with commas between them. */
function* names(run: Run, place: Place, expression: Expression | null, what: string): Fiber<string[]> {
  if (expression === null) return [];
  const value = yield* evaluate(run, place, expression, what);
  const list: Json[] = Array.isArray(value) ? value.flat() : [value];
  return list
    .flatMap((item) => (textOf(item) ?? '').split(','))
    .map((name) => name.trim())
    .filter((name) => name !== '');
}

function* date(run: Run, place: Place, expression: Expression | null, what: string): Fiber<number | null> {
  if (expression === null) return null;
  const value = yield* evaluate(run, place, expression, what);
  if (value === null || value === '') return null;
  const due = dueOf(value, run.session.env.now, run.process.context.zone ?? run.session.env.zone);
  const actual = JSON.stringify(value);
  return (
    due ?? fail(run, 'expression.type', place.element.id, { what, expected: 'a date or duration', actual })
  );
}

function* number(run: Run, place: Place, expression: Expression | null, what: string): Fiber<number | null> {
  if (expression === null) return null;
  const value = yield* evaluate(run, place, expression, what);
  if (value === null || value === '') return null;
  const found = typeof value === 'string' ? Number(value) : value;
  if (typeof found === 'number' && Number.isFinite(found)) return found;
  const actual = JSON.stringify(value);
  return fail(run, 'expression.type', place.element.id, { what, expected: 'a number', actual });
}
