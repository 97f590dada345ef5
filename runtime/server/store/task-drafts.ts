/** SQL of what people have entered into a task without completing it. */
import type { Json } from '#metadata/value.ts';
import type { Queryable } from '../db/database.ts';
import type { TaskPlace } from './tasks.ts';

export interface TaskDraft {
  readonly values: Json;
  readonly savedAt: string;
}

export async function saveTaskDraft(
  db: Queryable,
  draft: { instance: string; key: string; person: string; values: Json; at: Date },
): Promise<void> {
  await db.query(
    `insert into potik.task_draft (instance_id, key, person_id, "values", saved_at) values ($1, $2, $3, $4, $5)
       on conflict (instance_id, key, person_id) do update set "values" = excluded."values", saved_at = excluded.saved_at`,
    [draft.instance, draft.key, draft.person, JSON.stringify(draft.values), draft.at],
  );
}

export async function findTaskDraft(
  db: Queryable,
  instance: string,
  key: string,
  person: string,
): Promise<TaskDraft | null> {
  const { rows } = await db.query<TaskDraft>(
    'select "values", saved_at as "savedAt" from potik.task_draft where instance_id = $1 and key = $2 and person_id = $3',
    [instance, key, person],
  );
  return rows[0] ?? null;
}

export async function deleteTaskDrafts(db: Queryable, places: readonly TaskPlace[]): Promise<void> {
  await db.query(
    {
      name: 'delete-task-drafts',
      text: `delete from potik.task_draft d using unnest($1::uuid[], $2::text[]) as p (instance, key)
              where d.instance_id = p.instance and d.key = p.key`,
    },
    [places.map(({ instance }) => instance), places.map(({ key }) => key)],
  );
}
