/**
 * The children that came with their records: saved by the same pipeline, a set for each list of the entity, within the same
 * transaction. Those missing from a whole list are deleted.
 */

import type { Field } from '#metadata/field.ts';
import { textOf } from '#metadata/label.ts';
import { pipelineOf } from '#metadata/record-type.ts';
import { referringSql } from '#metadata/rows.ts';
import { Rejection } from '../../rejection.ts';
import { deleteRows } from '../delete-rows.ts';
import { type Row, type RowInput, type RowSet, refuse, type SaveRows } from '../row-set.ts';
import { keyOf, type Unit } from '../unit.ts';
import { writeVersions } from './write.ts';

/** Lists within lists within lists: deeper than this the metadata goes in a circle. */
const DEEPEST = 5;

export async function saveLines(set: RowSet, unit: Unit, save: SaveRows): Promise<void> {
  for (const field of set.entity.fields.values()) {
    if (!field.type.holders) continue;
    if (set.rows.some((row) => row.lists.has(field))) await saveList(set, field, unit, save);
    await proveFilled(set, field, unit);
  }
  const touched = set.rows.filter(
    (row) => row.before !== null && row.before.version === row.values.version && linesChanged(row, unit),
  );
  if (touched.length > 0) await writeVersions(set, touched, unit);
}

// helpers //////////

async function saveList(set: RowSet, field: Field, unit: Unit, save: SaveRows): Promise<void> {
  const { entity: key } = field.type.holders!(field);
  const child = unit.registry.entities.get(key)!;
  const by = child.fields.get(field.by!)!;
  if (unit.depth >= DEEPEST)
    throw new Rejection({
      status: 422,
      code: 'too_deep',
      message: `${field.name}: lists within lists may be ${DEEPEST} deep.`,
    });
  const rows = set.rows.filter((row) => row.lists.has(field));
  const known = rows.filter((row) => !row.created).map((row) => row.id);
  const present = known.length ? await childrenOf(unit, child, by, known, field) : [];
  const inputs: RowInput[] = [];
  const remove: { id: string; row: number }[] = [];
  for (const row of rows) {
    const lines = row.lists.get(field)!;
    const own = present.filter((one) => one.parent === row.id);
    const kept = new Set<string>();
    for (const line of lines.save) {
      const id = line.id ?? own.find((one) => isSameLink(field, one.target, line.values))?.id ?? null;
      if (id !== null && !own.some((one) => one.id === id)) {
        refuse(set, row, line.path, 'record_missing', { field: field.name, entity: child.key });
        continue;
      }
      if (id !== null) kept.add(id);
      inputs.push({
        row: row.row,
        path: row.path === '' ? line.path : `${row.path}.${line.path}`,
        id,
        version: line.version,
        values: without(line.values, by.key),
        fixed: { [by.key]: row.id },
      });
    }
    const gone = lines.whole
      ? own.filter((one) => !kept.has(one.id)).map((one) => one.id)
      : lines.remove.filter((id) => own.some((one) => one.id === id));
    remove.push(...gone.map((id) => ({ id, row: row.row })));
  }
  unit.depth++;
  if (remove.length)
    await deleteRows(
      unit,
      child,
      remove.map(({ id, row }) => ({ id, row, version: null })),
    );
  if (inputs.length) await save(unit, child, inputs, { lines: true });
  unit.depth--;
}

function linesChanged(row: Row, unit: Unit): boolean {
  return [...row.lists.keys()].some((field) => {
    const { entity: child } = field.type.holders!(field);
    return [...unit.changes.values()].some(({ entity, id, before, kind }) => {
      if (entity.key !== child || kind === 'calculated') return false;
      const after = unit.known.get(keyOf(child, id));
      return after?.[field.by!] === row.id || before?.[field.by!] === row.id;
    });
  });
}

interface Present {
  readonly id: string;
  readonly parent: string;
  /** For links: the record on the other side. */
  readonly target: string | null;
}

async function childrenOf(
  unit: Unit,
  child: RowSet['entity'],
  by: Field,
  parents: readonly string[],
  field: Field,
): Promise<Present[]> {
  const also = targetOf(field);
  const { rows } = await unit.tx.query<{ id: string; target: string; other?: string }>(
    referringSql(child, by, '', also === null ? undefined : child.fields.get(also)),
    [parents],
  );
  return rows.map(({ id, target, other }) => ({ id, parent: target, target: other ?? null }));
}

function targetOf(field: Field): string | null {
  return field.type.holders!(field).made?.target ?? null;
}

/** A link named by the other record alone is the one that is there already. */
function isSameLink(
  field: Field,
  present: string | null,
  values: Readonly<Record<string, unknown>>,
): boolean {
  const target = targetOf(field);
  if (target === null || present === null) return false;
  const named = values[target];
  const id = typeof named === 'object' && named !== null ? (named as { id?: unknown }).id : named;
  return id === present;
}

function without(values: Readonly<Record<string, unknown>>, key: string): Readonly<Record<string, unknown>> {
  const { [key]: _, ...rest } = values;
  return rest;
}

/** Lists that the stage asks for, when the record enters it or its list was changed. */
async function proveFilled(set: RowSet, field: Field, unit: Unit): Promise<void> {
  for (const stage of set.entity.fields.values()) {
    if (!stage.type.stages) continue;
    for (const row of set.rows) {
      const to = pipelineOf(set.entity, stage, row.values)!.stages.find(
        (candidate) => candidate.key === row.values[stage.key],
      );
      const moved = row.before?.[stage.key] !== row.values[stage.key];
      if (!to?.requires.includes(field.key) || (!moved && !row.lists.has(field))) continue;
      const child = unit.registry.entities.get(field.type.holders!(field).entity)!;
      const { rows } = await unit.tx.query(referringSql(child, child.fields.get(field.by!)!, ''), [[row.id]]);
      if (rows.length === 0)
        refuse(set, row, field.key, 'stage_requires', {
          field: field.name,
          stage: textOf(to.label, 'en', to.key),
        });
    }
  }
}
