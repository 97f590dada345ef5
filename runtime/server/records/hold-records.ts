/**
 * Locks records that a unit of work reckons with before it writes, in the order of entities and ids (DECISIONS 5), so that units which
 * read and change the same records go one after the other and don't lose each other's changes.
 */
import { type RowAsker, rowsQuery } from '#metadata/rows.ts';
import type { Queryable } from '../db/database.ts';
import { isId } from '../ids.ts';
import { survivorsOf } from '../store/duplicates.ts';

export async function holdRecords(
  tx: Queryable,
  asker: RowAsker,
  records: readonly { readonly entity: string; readonly id: string }[],
): Promise<void> {
  const ids = new Map<string, Set<string>>();
  const named = records
    .filter(({ id }) => isId(id))
    .map(({ entity, id }) => ({ entity, id: id.toLowerCase() }));
  const survivors = await survivorsOf(
    tx,
    named.map(({ id }) => id),
  );
  for (const { entity, id } of named)
    ids.set(entity, (ids.get(entity) ?? new Set()).add(survivors.get(id) ?? id));
  for (const key of [...ids.keys()].sort()) {
    const entity = asker.registry.entities.get(key);
    if (entity) await tx.query(rowsQuery({ entity, ids: [...ids.get(key)!], lock: 'write' }, asker));
  }
}
