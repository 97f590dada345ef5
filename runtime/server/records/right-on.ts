/** Whether conditions hold of one record, asked with the same SQL by which rights stand in every statement. */
import type { FilterNode } from '#metadata/query.ts';
import type { Entity } from '#metadata/registry.ts';
import { type RowValues, rowsQuery } from '#metadata/rows.ts';
import type { Queryable } from '../db/database.ts';
import { isId } from '../ids.ts';
import { notFound } from '../rejection.ts';
import type { FullAsker } from './asker.ts';

export interface RightsOnRecord {
  readonly values: RowValues;
  readonly seen: boolean;
  /** Of each condition, in their order. */
  readonly met: readonly boolean[];
}

/** Null where there is no such record, deleted ones included. */
export async function conditionsOn(
  db: Queryable,
  who: FullAsker,
  entity: Entity,
  id: string,
  conditions: readonly FilterNode[],
): Promise<RightsOnRecord | null> {
  if (!isId(id)) return null;
  const query = rowsQuery(
    { entity, ids: [id.toLowerCase()], lock: null, conditions: [who.rights.see(entity), ...conditions] },
    who,
  );
  const { rows } = await db.query(query);
  if (!rows[0]) return null;
  const { values, met } = query.decode(rows[0]);
  return { values, seen: met[0]!, met: met.slice(1) };
}

/** The same of a record the person may see; 404 where they may not. */
export async function conditionsOnSeen(
  db: Queryable,
  who: FullAsker,
  entity: Entity,
  id: string,
  conditions: readonly FilterNode[],
): Promise<RightsOnRecord> {
  const found = await conditionsOn(db, who, entity, id, conditions);
  if (!found?.seen) throw notFound(`record ${id} of ${entity.key}`);
  return found;
}
