/** SQL of potik.saved_view: views that people keep for themselves, for a team or for all. */
import type { Queryable } from '../db/database.ts';

export interface SavedViewRow {
  readonly id: string;
  readonly entity: string;
  readonly label: string;
  readonly audience: 'me' | 'team' | 'all';
  readonly teamId: string | null;
  readonly personId: string;
  readonly definition: { readonly where?: unknown; readonly [key: string]: unknown };
}

const COLUMNS = 'id, entity, label, audience, team_id as "teamId", person_id as "personId", definition';

/** Who may use a view: $1 the person, $2 ids of their teams. */
const FOR = `(audience = 'all' or person_id = $1 or team_id = any($2::uuid[]))`;

/** A view the person may use: an own one, or one of a team of theirs or of all. */
export async function savedViewById(
  db: Queryable,
  id: string,
  personId: string | null,
  teamIds: readonly string[],
): Promise<SavedViewRow | null> {
  const { rows } = await db.query<SavedViewRow>(
    `select ${COLUMNS} from potik.saved_view where id = $3 and ${FOR}`,
    [personId, teamIds, id],
  );
  return rows[0] ?? null;
}

export async function savedViewsFor(
  db: Queryable,
  personId: string | null,
  teamIds: readonly string[],
): Promise<SavedViewRow[]> {
  const { rows } = await db.query<SavedViewRow>(
    `select ${COLUMNS} from potik.saved_view where ${FOR} order by entity, lower(label), id limit 500`,
    [personId, teamIds],
  );
  return rows;
}

/** Inserts a view, or changes an own one; false when the id is somebody else's. */
export async function putSavedView(db: Queryable, view: SavedViewRow, at: Date): Promise<boolean> {
  const { id, personId, entity, label, audience, teamId, definition } = view;
  const { rowCount } = await db.query(
    `insert into potik.saved_view (id, person_id, entity, label, audience, team_id, definition, saved_at) values ($1, $2, $3, $4, $5, $6, $7, $8)
     on conflict (id) do update set entity = $3, label = $4, audience = $5, team_id = $6, definition = $7, saved_at = $8
      where saved_view.person_id = $2`,
    [id, personId, entity, label, audience, teamId, JSON.stringify(definition), at],
  );
  return rowCount === 1;
}

/** @param others also views of a team and of all that somebody else saved */
export async function deleteSavedView(
  db: Queryable,
  id: string,
  personId: string,
  others: boolean,
): Promise<boolean> {
  const { rowCount } = await db.query(
    `delete from potik.saved_view where id = $1 and (person_id = $2 or ($3 and audience <> 'me'))`,
    [id, personId, others],
  );
  return rowCount === 1;
}
