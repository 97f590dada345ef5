/** The rows go to the table: new ones by one statement, changed ones by one. Nothing is written where nothing has changed. */
import type { Field } from '#metadata/field.ts';
import { insertSql, storedFields, updateSql } from '#metadata/rows.ts';
import { columnsJson } from '../columns-json.ts';
import { changedFields, type Row, type RowSet } from '../row-set.ts';
import { keyOf, makerOf, noteChange, type Unit } from '../unit.ts';
import { worded } from '../violations.ts';

export async function write(set: RowSet, unit: Unit): Promise<void> {
  const { entity } = set;
  const created = set.rows.filter((row) => row.created);
  const changes = set.rows.flatMap((row) => (row.created ? [] : changeOf(set, row, unit)));
  try {
    if (created.length > 0) {
      const fields = storedFields(entity);
      const name = `insert ${entity.key} ${unit.release}`;
      const rows = JSON.stringify(created.map((row) => columnsJson(fields, row.values)));
      await unit.tx.query({ name, text: insertSql(entity), values: [rows] });
    }
    if (changes.length > 0) {
      const fields = storedFields(entity).filter((field) =>
        changes.some((change) => change.fields.has(field)),
      );
      const id = entity.fields.get('id')!;
      const rows = changes.map(({ row }) => columnsJson([id, ...fields], row.values));
      await unit.tx.query({ text: updateSql(entity, fields), values: [JSON.stringify(rows)] });
    }
  } catch (error) {
    throw worded(error, set);
  }
  for (const row of created) noteChange(unit, entity, row.id, null, row.values, 'created');
  for (const { row } of changes) noteChange(unit, entity, row.id, row.before, row.values, 'changed');
  for (const row of set.rows) unit.origins.set(keyOf(entity.key, row.id), { row: row.row, path: row.path });
}

/** A record whose lines were changed has a new version too. */
export async function writeVersions(set: RowSet, rows: readonly Row[], unit: Unit): Promise<void> {
  const { entity } = set;
  const fields = ['version', 'updated_at', 'updated_by'].map((key) => entity.fields.get(key)!);
  const id = entity.fields.get('id')!;
  for (const row of rows) {
    row.values = { ...unit.known.get(keyOf(entity.key, row.id))! };
    nextVersion(row, unit);
  }
  const cells = rows.map((row) => columnsJson([id, ...fields], row.values));
  await unit.tx.query(updateSql(entity, fields), [JSON.stringify(cells)]);
  for (const row of rows) noteChange(unit, entity, row.id, row.before, row.values, 'changed');
}

// helpers //////////

function nextVersion(row: Row, unit: Unit): void {
  row.values.version = (row.before!.version as number) + 1;
  const { at, principal } = makerOf(unit, row.row);
  row.values.updated_at = at;
  row.values.updated_by = principal.personId;
}

/** Formulas alone make no new version. */
function changeOf(set: RowSet, row: Row, unit: Unit): { row: Row; fields: Set<Field> }[] {
  const changed = changedFields(set, row);
  if (changed.length === 0) return [];
  if (changed.some((field) => !field.formula && !field.rollup)) nextVersion(row, unit);
  return [{ row, fields: new Set(changedFields(set, row)) }];
}
