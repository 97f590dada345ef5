/**
 * A change made on an older version than the one that is there is refused and names what differs (409): the fields that
 * others changed meanwhile, else those that would be overwritten.
 */
import { fieldsChangedSince } from '../../store/changes.ts';
import { type Row, type RowSet, refuse } from '../row-set.ts';
import type { Unit } from '../unit.ts';

export async function version(set: RowSet, unit: Unit): Promise<void> {
  for (const row of set.rows) {
    const { before, input } = row;
    if (!before || input.version === null || input.version === before.version) continue;
    const keys = await differing(set, row, input.version, unit);
    const names = keys.map((key) => set.entity.fields.get(key)?.name ?? key);
    refuse(set, row, '', 'version_conflict', { fields: names.join(', ') }, 409, {
      fields: keys,
      version: before.version,
    });
  }
}

// helpers //////////

async function differing(set: RowSet, row: Row, since: number, unit: Unit): Promise<string[]> {
  const { entity } = set;
  const logged = await fieldsChangedSince(unit.tx, entity.key, row.id, since);
  const given = [...row.given.keys()].map((field) => field.key);
  const keys = logged.length > 0 ? logged : given;
  return keys.filter((key) => {
    const field = entity.fields.get(key);
    return field && unit.rights.field(entity, field) !== 'hidden';
  });
}
