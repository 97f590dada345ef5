/**
 * Locks and reads the records that are changed, with what the person may do to each answered by the same statement. A record
 * that may not be seen is not there; one in the recycle bin is left alone.
 */
import type { ReadRight } from '#metadata/access.ts';
import type { FilterNode } from '#metadata/query.ts';
import { type RowValues, rowsQuery } from '#metadata/rows.ts';
import { isSummed, lockParents } from '../locks.ts';
import { rowProblem } from '../refused.ts';
import { type Row, type RowSet, refuse, same } from '../row-set.ts';
import { keyOf, type Unit } from '../unit.ts';

export async function load(set: RowSet, unit: Unit): Promise<void> {
  const { entity } = set;
  const changed = set.rows.filter((row) => !row.created);
  refuseRepeated(set, changed);
  if (isSummed(unit.registry, entity)) {
    const ids = changed.map((row) => row.id).filter((id) => !unit.known.has(keyOf(entity.key, id)));
    const present = ids.length ? await peek(unit, set, ids) : [];
    const coming = set.rows.map((row) => ({
      ...Object.fromEntries([...row.given].map(([field, value]) => [field.key, value])),
      ...row.input.fixed,
    }));
    await lockParents(unit, entity, [...present, ...coming]);
  }
  if (changed.length === 0) return;
  const conditional = conditionalFields(set, changed, unit);
  const conditions: FilterNode[] = [
    unit.rights.see(entity),
    unit.rights.may('edit', entity),
    ...conditional.map(({ right }) => right),
  ];
  const query = rowsQuery(
    { entity, ids: changed.map((row) => row.id), lock: 'write', conditions },
    unit.asker,
  );
  const { rows } = await unit.tx.query(query);
  const found = new Map(
    rows.map((row) => {
      const decoded = query.decode(row);
      return [decoded.values.id as string, decoded];
    }),
  );
  for (const row of changed) {
    const record = found.get(row.id);
    if (!record?.met[0]) {
      set.problems.push(missing(set, row));
      continue;
    }
    const key = keyOf(entity.key, row.id);
    // What this unit itself has done to it comes first.
    row.before = unit.known.get(key) ?? record.values;
    unit.known.set(key, row.before);
    row.values = { ...row.before };
    if (row.before.deleted_at !== null) refuse(set, row, '', 'deleted', {}, 410);
    else if (!record.met[1]) refuse(set, row, '', 'may_not', { action: 'change', entity: entity.key }, 403);
    for (const [i, { field }] of conditional.entries()) {
      const given = row.given.get(field);
      if (given !== undefined && !same(row.before[field.key] ?? null, given) && !record.met[i + 2])
        refuse(set, row, field.key, 'may_not_field', { field: field.name }, 403);
    }
  }
}

// helpers //////////

function refuseRepeated(set: RowSet, rows: readonly Row[]): void {
  const seen = new Set<string>();
  for (const row of rows) {
    if (seen.has(row.id)) refuse(set, row, 'id', 'duplicate_item', { field: 'id', value: row.id });
    seen.add(row.id);
  }
}

async function peek(unit: Unit, { entity }: RowSet, ids: readonly string[]): Promise<RowValues[]> {
  const query = rowsQuery({ entity, ids, lock: null }, unit.asker);
  return (await unit.tx.query(query)).rows.map((row) => query.decode(row).values);
}

/** Fields that may be changed only in some records. */
function conditionalFields(set: RowSet, rows: readonly Row[], unit: Unit) {
  const given = new Set(rows.flatMap((row) => [...row.given.keys()]));
  return [...given].flatMap((field) => {
    const right: ReadRight = unit.rights.write(set.entity, field, 'edit');
    return typeof right === 'string' ? [] : [{ field, right }];
  });
}

function missing({ entity }: RowSet, row: Row) {
  return rowProblem(
    row.row,
    row.path,
    'record_missing',
    { field: row.path || entity.key, entity: entity.key },
    row.path === '' ? 404 : 422,
  );
}
