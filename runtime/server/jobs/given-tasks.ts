/** Tasks that history says were given to somebody, as orders to tell them. What is done already, or long ago, is no news. */
import type { Changed, Opened } from '#engine/events.ts';
import type { Json } from '#metadata/value.ts';
import type { Queryable } from '../db/database.ts';
import type { HistoryRow } from '../store/history.ts';
import { namesOf } from '../store/people.ts';
import { type GivenTask, openTasksGiven } from '../store/tasks.ts';
import type { TellOrder } from '../store/tell-orders.ts';

/** Milliseconds behind which a task is no news any more: history that was brought in, a server that stood still. */
const NEWS = 86_400_000;

export async function givenTasks(
  tx: Queryable,
  rows: readonly HistoryRow[],
  now: number,
): Promise<TellOrder[]> {
  const given = rows.flatMap(({ instance, at, cause, events }) => {
    if (now - Date.parse(at) > NEWS) return [];
    const actorId = cause?.kind === 'person' ? cause.id : null;
    return events.flatMap((event) => {
      if (event.type !== 'opened' && event.type !== 'changed') return [];
      const assignee = assigneeIn(event);
      return typeof assignee === 'string' ? [{ instance, key: event.key, assignee, at, actorId }] : [];
    });
  });
  if (given.length === 0) return [];
  const open = new Map(
    (await openTasksGiven(tx, [...new Set(given.map(({ instance }) => instance))])).map((task) => [
      idOf(task),
      task,
    ]),
  );
  const people = await namesOf(tx, [...new Set(given.map(({ assignee }) => assignee))]);
  return given.flatMap(({ assignee, at, actorId, ...place }) => {
    const task = open.get(idOf(place));
    const person = people.get(assignee);
    // Handed on meanwhile: who has it now is told by the later event.
    if (!task || task.assignee !== assignee || !person) return [];
    return [
      {
        kind: 'task' as const,
        at,
        actorId,
        ...(task.entity && task.record && { entity: task.entity, recordId: task.record }),
        people: [person.id],
        task: { id: idOf(place), name: task.name ?? task.element },
      },
    ];
  });
}

// helpers //////////

function assigneeIn(event: Opened | Changed): Json | undefined {
  if (event.type === 'opened') return event.wait.kind === 'task' ? event.wait.assignee : undefined;
  return event.kind === 'task' ? event.set.assignee : undefined;
}

const idOf = ({ instance, key }: Pick<GivenTask, 'instance' | 'key'>) => `${instance}.${key}`;
