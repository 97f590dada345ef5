/** SQL of potik.saved_view: views that people keep for themselves or share. */
import type { Queryable } from '../db/database.ts';

export interface SavedViewRow {
  readonly id: string;
  readonly entity: string;
  readonly label: string;
  readonly shared: boolean;
  readonly personId: string;
  readonly definition: { readonly where?: unknown; readonly [key: string]: unknown };
}

const COLUMNS = 'id, entity, label, shared, person_id as "personId", definition';

/** A view the person may use: an own one, or one that is shared. */
export async function savedViewById(
  db: Queryable,
  id: string,
  personId: string | null,
): Promise<SavedViewRow | null> {
  const { rows } = await db.query<SavedViewRow>(
    `select ${COLUMNS} from potik.saved_view where id = $1 and (shared or person_id = $2)`,
    [id, personId],
  );
  return rows[0] ?? null;
}

export async function savedViewsFor(db: Queryable, personId: string | null): Promise<SavedViewRow[]> {
  const { rows } = await db.query<SavedViewRow>(
    `select ${COLUMNS} from potik.saved_view where shared or person_id = $1 order by entity, lower(label), id limit 500`,
    [personId],
  );
  return rows;
}

/** Inserts a view, or changes an own one; false when the id is somebody else's. */
export async function putSavedView(db: Queryable, view: SavedViewRow, at: Date): Promise<boolean> {
  const { id, personId, entity, label, shared, definition } = view;
  const { rowCount } = await db.query(
    `insert into potik.saved_view (id, person_id, entity, label, shared, definition, saved_at) values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (id) do update set entity = $3, label = $4, shared = $5, definition = $6, saved_at = $7
      where saved_view.person_id = $2`,
    [id, personId, entity, label, shared, JSON.stringify(definition), at],
  );
  return rowCount === 1;
}

export async function deleteSavedView(db: Queryable, id: string, personId: string): Promise<boolean> {
  const { rowCount } = await db.query('delete from potik.saved_view where id = $1 and person_id = $2', [
    id,
    personId,
  ]);
  return rowCount === 1;
}
