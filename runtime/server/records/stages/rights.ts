/**
 * Whether the person may make such records and set these fields; rights that depend on the record were answered as it was
 * read, those of new records are when they are written (`proveCreated`).
 */
import { isEverything, isNothing, rowsQuery } from '#metadata/rows.ts';
import { type RowSet, refuse, same } from '../row-set.ts';
import type { Unit } from '../unit.ts';
import { beginsWithValue } from './defaults.ts';

export function rights(set: RowSet, unit: Unit): void {
  const { entity } = set;
  const may = unit.rights.may('create', entity);
  for (const row of set.rows) {
    if (row.created && isNothing(may)) {
      refuse(set, row, '', 'may_not', { action: 'create', entity: entity.key }, 403);
      continue;
    }
    for (const [field, value] of row.given) {
      // Forms and programs send back what they have read; only a change of it needs the right.
      const unchanged = row.before !== null && same(row.before[field.key] ?? null, value);
      if (unchanged) row.given.delete(field);
      else if (field.kept || (field.readOnly && byHand(unit)))
        refuse(set, row, field.key, 'read_only', { field: field.name });
      else if (unit.rights.write(entity, field, row.created ? 'create' : 'edit') !== 'hidden') continue;
      else if (row.created && beginsWithValue(entity, field)) {
        row.claimed.set(field, value);
        row.given.delete(field);
      } else refuse(set, row, field.key, 'may_not_field', { field: field.name }, 403);
    }
    for (const field of row.lists.keys()) {
      if (unit.rights.write(entity, field, row.created ? 'create' : 'edit') === 'hidden')
        refuse(set, row, field.key, 'may_not_field', { field: field.name }, 403);
    }
  }
}

/** New records must be among those the person may create, and so must their fields. */
export async function proveCreated(set: RowSet, unit: Unit): Promise<void> {
  const { entity } = set;
  const created = set.rows.filter((row) => row.created);
  if (created.length === 0) return;
  const may = unit.rights.may('create', entity);
  const fields = [...new Set(created.flatMap((row) => [...row.given.keys()]))].flatMap((field) => {
    const right = unit.rights.write(entity, field, 'create');
    return typeof right === 'string' ? [] : [{ field, right }];
  });
  if (isEverything(may) && fields.length === 0) return;
  const conditions = [may, ...fields.map(({ right }) => right)];
  const query = rowsQuery({ entity, ids: created.map((row) => row.id), lock: null, conditions }, unit.asker);
  const { rows } = await unit.tx.query(query);
  const found = new Map(
    rows.map((row) => {
      const { values, met } = query.decode(row);
      return [values.id as string, met];
    }),
  );
  for (const row of created) {
    const met = found.get(row.id)!;
    if (!met[0]) refuse(set, row, '', 'may_not', { action: 'create', entity: entity.key }, 403);
    for (const [i, { field }] of fields.entries()) {
      if (row.given.has(field) && !met[i + 1])
        refuse(set, row, field.key, 'may_not_field', { field: field.name }, 403);
    }
  }
}

// helpers //////////

/** People in forms and by the API; what they bring in from files is theirs to set. */
function byHand({ principal, cause }: Unit): boolean {
  return principal.kind === 'person' && cause.kind === 'person';
}
