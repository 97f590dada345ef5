/**
 * Two records become one: what refers to the one that goes refers to the one that stays, which gets the values that were chosen;
 * the other goes to the recycle bin and leads on from there. One transaction, kept in a journal, so that it can be taken back.
 */
import type { Field } from '#metadata/field.ts';
import type { Entity } from '#metadata/registry.ts';
import { type RowValues, referringSql, treeAncestorsSql } from '#metadata/rows.ts';
import type { Json } from '#metadata/value.ts';
import type { Principal } from '../auth/principal.ts';
import type { Transaction } from '../db/database.ts';
import { newId } from '../ids.ts';
import type { Live } from '../model/model.ts';
import { moveBelongings } from '../store/belongings.ts';
import { insertChecks, insertMerged } from '../store/duplicates.ts';
import { insertJournal } from '../store/journal.ts';
import { writeAudit } from '../store/sessions.ts';
import { deleteRows } from './delete-rows.ts';
import { entityOf } from './entity-of.ts';
import { type Ground, tell } from './ground.ts';
import { lockParents, lockRows } from './locks.ts';
import { saveRows } from './pipeline.ts';
import { lockLive, putRows, readRows } from './put-rows.ts';
import { RowsRefused, rejectionOf, rowProblem } from './refused.ts';
import { keyOf, type Unit } from './unit.ts';

export interface MergeInput {
  /** The record that goes. */
  readonly other: string;
  /** The versions the choice was made on. */
  readonly version: number;
  readonly otherVersion: number;
  /** Values of the record that stays, where they are to change. */
  readonly values: Readonly<Record<string, unknown>>;
}

/** Gives the id of the journal, by which the merge can be taken back. */
export async function mergeRecords(
  ground: Ground,
  principal: Principal,
  key: string,
  id: string,
  input: MergeInput,
): Promise<string> {
  const journal = newId(ground.clock.now());
  try {
    await ground.model.transaction((tx, live) => merge(ground, principal, tx, live, key, id, input, journal));
    return journal;
  } catch (error) {
    throw error instanceof RowsRefused ? rejectionOf(error.problems) : error;
  }
}

// helpers //////////

async function merge(
  ground: Ground,
  principal: Principal,
  tx: Transaction,
  live: Live,
  key: string,
  id: string,
  { other, version, otherVersion, values }: MergeInput,
  journal: string,
): Promise<void> {
  const entity = entityOf(live.registry, key);
  const at = new Date(ground.clock.now());
  const { personId } = principal;
  const detail = { entity: key, into: id, record: other };
  await insertJournal(tx, { id: journal, kind: 'merge', entity: key, personId, at, detail });
  const options = { cause: { kind: 'merge', id: journal, entity: key, into: id } as const, journal };
  const { unit } = await ground.unit(tx, live, principal, options, async (begun) => {
    const [stays, goes] = await locked(begun, entity, id, other);
    const above = await wayOut(begun, entity, stays, goes);
    await moveReferences(begun, entity, id, other);
    await deleteRows(begun, entity, [
      { id: other, row: 1, version: otherVersion + movedVersions(begun, entity, goes) },
    ]);
    await saveRows(begun, entity, [
      {
        row: 0,
        path: '',
        id,
        version: version + movedVersions(begun, entity, stays),
        values: { ...above, ...values },
      },
    ]);
  });
  await insertMerged(tx, key, { record: other, into: id, journal });
  await moveBelongings(tx, key, { record: other, into: id, journal });
  if (entity.duplicates) await insertChecks(tx, key, [id]);
  await writeAudit(tx, { at, personId, deed: 'merged', detail: { ...detail, journal } });
  tell(unit, ground);
}

/** Both under a lock, in the order of their ids, behind the parents that their sums belong to. */
async function locked(
  unit: Unit,
  entity: Entity,
  id: string,
  other: string,
): Promise<readonly [RowValues, RowValues]> {
  await lockParents(unit, entity, await readRows(unit, entity, [id, other]));
  await lockRows(unit, entity, [id, other]);
  const found = [id, other].map((one) => unit.known.get(keyOf(entity.key, one)));
  const problems = found.flatMap((values, row) =>
    values && values.deleted_at === null
      ? []
      : [rowProblem(row, '', 'record_missing', { field: entity.key, entity: entity.key }, 404)],
  );
  if (problems.length > 0) throw new RowsRefused(problems);
  return [found[0]!, found[1]!];
}

/** How far the record's version has moved within this unit, by references among the two. */
function movedVersions(unit: Unit, entity: Entity, before: RowValues): number {
  const now = unit.known.get(keyOf(entity.key, before.id as string))!;
  return (now.version as number) - (before.version as number);
}

/** The record that stays must not refer to the one that goes, and in a tree it takes that one's place. */
async function wayOut(
  unit: Unit,
  entity: Entity,
  stays: RowValues,
  goes: RowValues,
): Promise<Record<string, Json>> {
  const values: Record<string, Json> = {};
  for (const field of entity.fields.values()) {
    if (field.kept || field.columns.length === 0) continue;
    if (field.type.tree) {
      const { rows } = await unit.tx.query<{ id: string }>(treeAncestorsSql(entity, field), [stays.id]);
      if (rows.some((row) => row.id === goes.id)) values[field.key] = goes[field.key] ?? null;
    } else if (refersTo(field, entity, stays[field.key] ?? null, goes.id as string)) values[field.key] = null;
  }
  // Before anything below is moved: a tree must not become a circle on the way.
  if (Object.keys(values).length > 0)
    await putRows(
      unit,
      entity,
      [unit.known.get(keyOf(entity.key, stays.id as string))!],
      'changed',
      (now) => ({ ...now, ...values }),
      Object.keys(values).map((field) => entity.fields.get(field)!),
    );
  return values;
}

function refersTo(field: Field, entity: Entity, value: Json, id: string): boolean {
  if (!field.type.refersTo?.(field)?.entities.includes(entity.key) || value === null) return false;
  if (typeof value === 'string') return value === id;
  const { entity: of, id: to } = value as { entity?: string; id?: string };
  return of === entity.key && to === id;
}

async function moveReferences(unit: Unit, entity: Entity, id: string, other: string): Promise<void> {
  for (const { entity: key, field: fieldKey } of entity.reverse) {
    const of = unit.registry.entities.get(key)!;
    const field = of.fields.get(fieldKey)!;
    const { rows } = await unit.tx.query<{ id: string }>(referringSql(of, field, entity.key), [[other]]);
    const ids = rows.map((row) => row.id).filter((referring) => key !== entity.key || referring !== id);
    if (ids.length === 0) continue;
    const referring = await lockLive(unit, of, ids);
    const moving = of.made ? await withoutTwins(unit, of, field, id, referring) : referring;
    const to = (now: RowValues): RowValues => ({
      ...now,
      [fieldKey]: typeof now[fieldKey] === 'string' ? id : { entity: entity.key, id },
    });
    if (moving.length > 0) await putRows(unit, of, moving, 'changed', to, [field]);
  }
}

/** Links that the record that stays has already go with the other one. */
async function withoutTwins(
  unit: Unit,
  links: Entity,
  field: Field,
  id: string,
  moving: readonly RowValues[],
): Promise<readonly RowValues[]> {
  const far = [...links.fields.values()].find(
    (one) => one !== field && !one.system && one.type.refersTo?.(one) && one.required,
  );
  if (!far) return moving;
  const { rows } = await unit.tx.query<{ other: string }>(
    referringSql(links, field, field.type.refersTo!(field)!.entities[0]!, far),
    [[id]],
  );
  const there = new Set(rows.map((row) => row.other));
  return moving.filter((values) => !there.has(values[far.key] as string));
}
