/**
 * A new version of a cancelled document: its values and lines as they were, at the beginning of its way, numbered after the one it
 * replaces and naming it. What the person may not read is taken along too; whether they may make such records at all is asked.
 */
import { amendedNumber, isCancelled, stageField } from '#metadata/document.ts';
import type { Entity, Field } from '#metadata/registry.ts';
import { type RowValues, referringSql } from '#metadata/rows.ts';
import type { Json } from '#metadata/value.ts';
import { notFound, Rejection } from '../rejection.ts';
import { entityOf } from './entity-of.ts';
import { saveRows } from './pipeline.ts';
import { lockLive } from './put-rows.ts';
import { readRecord } from './read.ts';
import type { Unit } from './unit.ts';

/** Gives the id of the new version. */
export async function amendRecord(unit: Unit, key: string, id: string): Promise<string> {
  const entity = entityOf(unit.registry, key);
  const asker = { ...unit.asker, rights: unit.rights };
  if (!(await readRecord(unit.tx, asker, entity, id, { children: [] })))
    throw notFound(`record ${id} of ${key}`);
  const by = entity.document?.amend ? entity.fields.get(entity.document.amend) : undefined;
  if (!by) throw refusedAmendment('not_amendable', `Records of ${key} are not amended.`);
  const [values] = await lockLive(unit, entity, [id]);
  if (!values) throw notFound(`record ${id} of ${key}`);
  if (!isCancelled(entity, values))
    throw refusedAmendment('not_cancelled', 'Only what was cancelled is amended. Cancel it first.');
  const { rows } = await unit.tx.query<{ id: string }>(referringSql(entity, by, entity.key), [[id]]);
  if (rows.length > 0)
    throw refusedAmendment('amended', 'It has been amended already.', { amendment: rows[0]!.id });
  const fixed = { ...copied(entity, values), ...anew(entity, values), [by.key]: id };
  const head = { row: 0, path: '', id: null, version: null, values: {}, fixed, listsFollow: true };
  const [made] = await saveRows(unit, entity, [head]);
  for (const list of entity.fields.values()) await copyLines(unit, list, id, made!);
  return made!;
}

// helpers //////////

function refusedAmendment(code: string, message: string, extra: Record<string, unknown> = {}): Rejection {
  return new Rejection({ status: 409, code, message, extra });
}

/** What a record holds of its own: nothing that is calculated, or kept by the platform. */
function copied(entity: Entity, values: RowValues): Record<string, Json> {
  const stage = stageField(entity)?.key;
  const own = [...entity.fields.values()].filter(
    (field) =>
      field.columns.length > 0 &&
      !field.kept &&
      !field.formula &&
      !field.rollup &&
      !field.type.counter &&
      (stage === undefined || !(field.key === stage || field.key.startsWith(`${stage}_`))),
  );
  return Object.fromEntries(own.map((field) => [field.key, values[field.key] ?? null]));
}

/** The number after the one it replaces; no reason any more. */
function anew(entity: Entity, values: RowValues): Record<string, Json> {
  const { amend, cancel } = entity.document!;
  const fresh: Record<string, Json> = cancel?.reason ? { [cancel.reason]: null } : {};
  for (const field of entity.fields.values()) {
    const number = field.type.counter ? values[field.key] : null;
    if (typeof number === 'string') fresh[field.key] = amendedNumber(number, values[amend!] !== null);
  }
  return fresh;
}

/** Lines belong to their record; other lists refer to the version they were made for. */
async function copyLines(unit: Unit, list: Field, from: string, to: string): Promise<void> {
  const child = list.type.holders && unit.registry.entities.get(list.type.holders(list).entity);
  const by = child?.fields.get(list.by ?? '');
  if (!child || !by || child.partOf !== by.key) return;
  const { rows } = await unit.tx.query<{ id: string }>(referringSql(child, by, list.entity), [[from]]);
  if (rows.length === 0) return;
  const lines = await lockLive(
    unit,
    child,
    rows.map(({ id }) => id),
  );
  // As they were entered: ids are in the order of time.
  const inputs = [...lines]
    .sort((a, b) => (String(a.id) < String(b.id) ? -1 : 1))
    .map((values, i) => ({
      row: 0,
      path: `${list.key}[${i}]`,
      id: null,
      version: null,
      values: {},
      fixed: { ...copied(child, values), [by.key]: to },
    }));
  await saveRows(unit, child, inputs, { lines: true });
}
