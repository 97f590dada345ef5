/** The change log of a unit: a row a record, with the values before and after, who did it and why. */
import type { Json } from '#metadata/value.ts';
import { newId } from '../../ids.ts';
import { insertChanges, type NewChange } from '../../store/changes.ts';
import { same } from '../row-set.ts';
import { type Change, keyOf, makerOfRecord, type Unit } from '../unit.ts';

export async function log(unit: Unit): Promise<void> {
  const rows = [...unit.changes.values()].flatMap((change) => rowOf(unit, change));
  if (rows.length > 0) await insertChanges(unit.tx, rows);
}

// helpers //////////

/** That a secret was set, replaced or taken away is told; what it is stays sealed. */
const told = (secret: Json): Json => (secret === null ? null : { set: true });

function rowOf(unit: Unit, { entity, id, before, kind }: Change): NewChange[] {
  const key = keyOf(entity.key, id);
  const after = unit.known.get(key)!;
  const origin = unit.origins.get(key);
  const cause = origin && kind !== 'calculated' && unit.causeOf ? unit.causeOf(origin.row) : unit.cause;
  const maker = kind === 'calculated' ? unit : makerOfRecord(unit, key);
  const values: Record<string, [Json, Json]> = {};
  for (const field of entity.fields.values()) {
    if (!field.logged || field.columns.length === 0) continue;
    const was = before?.[field.key] ?? null;
    const is = after[field.key] ?? null;
    if (!same(was, is)) values[field.key] = field.type.sealed ? [told(was), told(is)] : [was, is];
  }
  // Nothing that is kept in the log has changed: the deed itself is only told where it made or ended the record.
  if (Object.keys(values).length === 0 && (kind === 'changed' || kind === 'calculated')) return [];
  return [
    {
      id: newId(maker.now),
      at: maker.at,
      entity: entity.key,
      recordId: id,
      kind,
      version: after.version as number,
      personId: maker.principal.personId,
      cause: (unit.unlocked.has(key) ? { ...cause, unlocked: true } : cause) as unknown as Json,
      values: values as unknown as Json,
    },
  ];
}
