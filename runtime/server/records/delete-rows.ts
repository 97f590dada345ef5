/**
 * To the recycle bin and back. What refers to a deleted record holds it back, lets go of it, or goes along (`on_delete`); what
 * went along comes back with it.
 */
import type { Entity } from '#metadata/registry.ts';
import { type RowValues, referringSql, rowsQuery } from '#metadata/rows.ts';
import { Rejection } from '../rejection.ts';
import { isSummed, lockParents, lockRows } from './locks.ts';
import { lockLive, putRows, readRows } from './put-rows.ts';
import { type RowProblem, RowsRefused, rowProblem } from './refused.ts';
import { lostReferences } from './restored-references.ts';
import { stillReferenced } from './still-referenced.ts';
import { keyOf, recordsIn, type Unit } from './unit.ts';

export interface RowToDelete {
  readonly id: string;
  readonly row: number;
  readonly version: number | null;
}

/** More records than this at once are no mistake one wants to make. */
const MOST_ALONG = 10_000;

/** Moves records to the recycle bin. Throws RowsRefused. */
export async function deleteRows(unit: Unit, entity: Entity, rows: readonly RowToDelete[]): Promise<void> {
  await moveRows(unit, entity, rows, true);
}

/** Brings records back from the recycle bin, with what was deleted along with them. */
export async function restoreRows(unit: Unit, entity: Entity, rows: readonly RowToDelete[]): Promise<void> {
  await moveRows(unit, entity, rows, false);
}

// helpers //////////

async function moveRows(
  unit: Unit,
  entity: Entity,
  rows: readonly RowToDelete[],
  away: boolean,
): Promise<void> {
  const ids = rows.map(({ id }) => id);
  if (isSummed(unit.registry, entity)) await lockParents(unit, entity, await readRows(unit, entity, ids));
  const conditions = [unit.rights.see(entity), unit.rights.may('delete', entity)];
  const query = rowsQuery({ entity, ids, lock: 'write', conditions }, unit.asker);
  const found = new Map(
    (await unit.tx.query(query)).rows.map((row) => {
      const decoded = query.decode(row);
      return [decoded.values.id as string, decoded];
    }),
  );
  const problems: RowProblem[] = [];
  const moving: RowValues[] = [];
  for (const { id, row, version } of rows) {
    const record = found.get(id);
    const values = unit.known.get(keyOf(entity.key, id)) ?? record?.values;
    const there = values && (values.deleted_at === null) === away;
    if (!record?.met[0] || !values || (away && !there))
      problems.push(rowProblem(row, '', 'record_missing', { field: entity.key, entity: entity.key }, 404));
    else if (!record.met[1])
      problems.push(
        rowProblem(row, '', 'may_not', { action: away ? 'delete' : 'restore', entity: entity.key }, 403),
      );
    else if (version !== null && version !== values.version)
      problems.push(
        rowProblem(row, '', 'version_conflict', { fields: 'version' }, 409, { version: values.version }),
      );
    else if (there) moving.push(values);
    unit.origins.set(keyOf(entity.key, id), { row, path: '' });
  }
  if (problems.length > 0) throw new RowsRefused(problems);
  if (away) await remove(unit, entity, moving);
  else await bringBack(unit, entity, moving);
}

/** Deletes what is locked, after everything that refers to it had its say. */
async function remove(unit: Unit, entity: Entity, records: readonly RowValues[]): Promise<void> {
  if (records.length === 0) return;
  if (unit.changes.size + records.length > MOST_ALONG)
    throw new Rejection({
      status: 422,
      code: 'too_many',
      message: `More than ${MOST_ALONG} records would be deleted along with this. Delete those that refer to it first.`,
    });
  await putRows(unit, entity, records, 'deleted', (values) => ({ ...values, deleted_at: unit.at }));
  const ids = records.map((values) => values.id as string);
  for (const { entity: key, field: fieldKey, onDelete } of entity.reverse) {
    const other = unit.registry.entities.get(key)!;
    const field = other.fields.get(fieldKey)!;
    const { rows } = await unit.tx.query<{ id: string; target: string }>(
      referringSql(other, field, entity.key),
      [ids],
    );
    if (rows.length === 0) continue;
    if (onDelete === 'restrict') {
      const rowOf = (id: string) => unit.origins.get(keyOf(entity.key, id))?.row ?? null;
      throw new RowsRefused(stillReferenced(entity, other, rows, rowOf));
    }
    const referring = await lockLive(
      unit,
      other,
      rows.map(({ id }) => id),
    );
    if (onDelete === 'cascade') await remove(unit, other, referring);
    else
      await putRows(unit, other, referring, 'changed', (values) => ({ ...values, [fieldKey]: null }), [
        field,
      ]);
  }
}

async function bringBack(unit: Unit, entity: Entity, records: readonly RowValues[]): Promise<void> {
  if (records.length === 0) return;
  const along = await wentAlong(unit, entity, records);
  const lost = await lostReferences(unit, entity, records);
  const emptied = (values: RowValues) =>
    Object.fromEntries((lost.get(values.id as string) ?? []).map(({ key }) => [key, null]));
  const fields = [...new Set([...lost.values()].flat())];
  const back = (values: RowValues) => ({ ...values, ...emptied(values), deleted_at: null });
  await putRows(unit, entity, records, 'restored', back, fields);
  for (const { other, ids } of along) {
    await lockRows(unit, other, ids);
    const rows = recordsIn(unit, other.key, ids);
    await bringBack(
      unit,
      other,
      rows.filter((values) => values.deleted_at !== null),
    );
  }
}

/** Children that were deleted in the same moment as their parent. */
async function wentAlong(unit: Unit, entity: Entity, records: readonly RowValues[]) {
  const found: { other: Entity; ids: string[] }[] = [];
  for (const { entity: key, field: fieldKey, onDelete } of entity.reverse) {
    if (onDelete !== 'cascade') continue;
    const other = unit.registry.entities.get(key)!;
    const field = other.fields.get(fieldKey)!;
    const moments = new Map(records.map((values) => [values.id as string, values.deleted_at]));
    const { rows } = await unit.tx.query<{ id: string; target: string; deleted_at: string }>(
      referringSql(other, field, entity.key, undefined, 'deleted'),
      [[...moments.keys()]],
    );
    const ids = rows.filter((row) => row.deleted_at === moments.get(row.target)).map(({ id }) => id);
    if (ids.length > 0) found.push({ other, ids });
  }
  return found;
}
