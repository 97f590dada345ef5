/**
 * Personal fields of records lose their values, in the records and in everything that was kept of them. Called for one record on
 * request and for many by retention; both have a transaction.
 */
import { parseValue } from '#metadata/field.ts';
import type { Entity, Field } from '#metadata/registry.ts';
import type { Json } from '#metadata/value.ts';
import type { AnonymisePreview } from '../../api/anonymise.ts';
import type { Transaction } from '../db/database.ts';
import { eraseTraces, noteAnonymised } from '../store/erase.ts';
import { saveRows } from './pipeline.ts';
import type { Unit } from './unit.ts';

export interface PersonalField {
  readonly field: Field;
  readonly deed: AnonymisePreview['fields'][number]['deed'];
  /** What takes the place of the value. */
  readonly to: Json;
}

/** Values that must stand are replaced by ones that tell nothing; where none is possible, they stay, which the preview says. */
export function personalFields(entity: Entity, id: string): readonly PersonalField[] {
  const personal = [...entity.fields.values()].filter(
    (field) => field.personal && !field.kept && field.columns.length > 0,
  );
  return personal.map((field) => {
    if (!field.required) return { field, deed: 'cleared', to: null };
    const stand = [`Anonymised ${id.slice(-6)}`, `anonymised-${id.slice(-12)}@anonymised.invalid`].find(
      (text) => parseValue(field, text).ok,
    );
    return stand === undefined ? { field, deed: 'kept', to: null } : { field, deed: 'replaced', to: stand };
  });
}

/** Writes the values; `eraseKept` comes when the unit is finished, because the unit itself is logged. */
export async function clearPersonal(
  unit: Unit,
  entity: Entity,
  rows: readonly { readonly id: string; readonly row: number; readonly version: number | null }[],
): Promise<void> {
  await saveRows(
    unit,
    entity,
    rows.map(({ id, row, version }) => {
      const changed = personalFields(entity, id).filter(({ deed }) => deed !== 'kept');
      return {
        row,
        path: '',
        id,
        version,
        values: Object.fromEntries(changed.map(({ field, to }) => [field.key, to])),
      };
    }),
  );
}

/** Takes the values out of what was kept of the records; gives the keys of the fields. */
export async function eraseKept(
  tx: Transaction,
  entity: Entity,
  ids: readonly string[],
  at: Date,
): Promise<string[]> {
  const fields = personalFields(entity, ids[0] ?? '').flatMap(({ field, deed }) =>
    deed === 'kept' ? [] : [field.key],
  );
  for (const id of ids) await eraseTraces(tx, entity.key, id, fields);
  await noteAnonymised(tx, entity.key, ids, at);
  return fields;
}
