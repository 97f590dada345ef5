/**
 * Changes of records that the platform makes for the sake of others: references that let go or move on. Nobody's rights are
 * asked; sums, history and processes that wait follow as from any change.
 */
import { type Field, mainColumn } from '#metadata/field.ts';
import type { Entity } from '#metadata/registry.ts';
import { type RowValues, rowsQuery, updateSql } from '#metadata/rows.ts';
import { columnsJson } from './columns-json.ts';
import { isSummed, lockParents, lockRows } from './locks.ts';
import { keyOf, noteChange, type Unit } from './unit.ts';
import { worded } from './violations.ts';

/** Records as they stand, not locked. */
export async function readRows(unit: Unit, entity: Entity, ids: readonly string[]): Promise<RowValues[]> {
  const query = rowsQuery({ entity, ids, lock: null }, unit.asker);
  return (await unit.tx.query(query)).rows.map((row) => query.decode(row).values);
}

/** Locks records and gives those that are not in the recycle bin. */
export async function lockLive(unit: Unit, entity: Entity, ids: readonly string[]): Promise<RowValues[]> {
  if (isSummed(unit.registry, entity)) await lockParents(unit, entity, await readRows(unit, entity, ids));
  await lockRows(unit, entity, ids);
  return ids.flatMap((id) => {
    const values = unit.known.get(keyOf(entity.key, id));
    return values && values.deleted_at === null ? [values] : [];
  });
}

/** Writes what is locked; `also` are the fields that `change` sets beside the platform's own. */
export async function putRows(
  unit: Unit,
  entity: Entity,
  records: readonly RowValues[],
  kind: 'deleted' | 'restored' | 'changed',
  change: (values: RowValues) => RowValues,
  also: readonly Field[] = [],
): Promise<void> {
  const keys = ['deleted_at', 'version', 'updated_at', 'updated_by'];
  const fields = [
    ...keys.map((key) => entity.fields.get(key)!),
    ...also.filter((field) => mainColumn(field)),
  ];
  const after = records.map((values) => ({
    ...change(values),
    version: (values.version as number) + 1,
    updated_at: unit.at,
    updated_by: unit.principal.personId,
  }));
  const id = entity.fields.get('id')!;
  try {
    await unit.tx.query(updateSql(entity, fields), [
      JSON.stringify(after.map((values) => columnsJson([id, ...fields], values))),
    ]);
  } catch (error) {
    throw worded(error, { entity, rows: [], problems: [], lines: false });
  }
  for (const [i, values] of records.entries())
    noteChange(unit, entity, values.id as string, values, after[i]!, kind);
}
