/**
 * Values of a record by paths, in the form process variables are kept in: what expressions of a process read. A record that was
 * followed comes as `{$record, $fields}`, a list of children as a list of those.
 */
import { feelValue } from '#metadata/field.ts';
import type { Entity } from '#metadata/registry.ts';
import {
  isEverything,
  type RowAsker,
  type RowsQuery,
  type RowValues,
  referringSql,
  rowsQuery,
  visibleQuery,
} from '#metadata/rows.ts';
import type { Json, Value } from '#metadata/value.ts';
import { toState } from '#metadata/value-json.ts';
import type { Queryable } from '../db/database.ts';

export type PathValues = { readonly [field: string]: Json };

/** Longest list of children an expression may read. */
const MOST = 5000;

/**
 * By id; records that are not there, in the recycle bin or out of the asker's sight are left out, hidden fields are null.
 * @param lock keeps them, and what paths lead to, as they are until the transaction ends
 */
export async function valuesByPath(
  db: Queryable,
  asker: RowAsker,
  entity: Entity,
  ids: readonly string[],
  paths: readonly (readonly string[])[],
  lock: RowsQuery['lock'] = null,
): Promise<Map<string, PathValues>> {
  const found = new Map<string, PathValues>();
  if (ids.length === 0) return found;
  const steps = grouped(paths);
  const title = steps.has('title') && !entity.fields.has('title');
  const conditions = [asker.rights.see(entity)];
  const query = rowsQuery({ entity, ids: [...new Set(ids)], lock, title, conditions }, asker);
  const rows = (await db.query<Record<string, unknown>>(query)).rows
    .map((row) => query.decode(row))
    .filter(({ values, met }) => met[0] && values.deleted_at === null);
  const values = rows.map((row) => row.values);
  const columns = new Map<string, readonly Json[]>();
  for (const [step, rests] of steps)
    columns.set(step, await stepValues(db, asker, entity, values, step, rests, lock && 'read'));
  for (const [i, { values: own, title: text }] of rows.entries()) {
    const fields = [...columns].map(([step, list]) => [step, list[i]!] as const);
    found.set(own.id as string, { ...Object.fromEntries(fields), ...(title && { title: text }) });
  }
  return found;
}

/** A record's own values in state form, for conditions that compare what was with what is. */
export function stateOf(entity: Entity, values: RowValues): PathValues {
  const state: Record<string, Json> = {};
  for (const field of entity.fields.values())
    if (field.columns.length > 0 && !field.type.sealed)
      state[field.key] = toState(feelValue(field, values[field.key]));
  return state;
}

// helpers //////////

function grouped(paths: readonly (readonly string[])[]): Map<string, (readonly string[])[]> {
  const groups = new Map<string, (readonly string[])[]>();
  for (const [step, ...rest] of paths)
    if (step !== undefined) groups.set(step, [...(groups.get(step) ?? []), ...(rest.length ? [rest] : [])]);
  return groups;
}

/** The value of one step for each of the records, in their order. */
async function stepValues(
  db: Queryable,
  asker: RowAsker,
  entity: Entity,
  records: readonly RowValues[],
  step: string,
  rests: readonly (readonly string[])[],
  lock: RowsQuery['lock'],
): Promise<readonly Json[]> {
  const field = entity.fields.get(step);
  if (!field) return records.map((values) => partOf(asker, entity, values, step));
  if (field.type.sealed || asker.rights.field(entity, field) === 'hidden') return records.map(() => null);
  const holders = field.type.holders?.(field);
  if (holders && field.by !== null) {
    const child = asker.registry.entities.get(holders.entity)!;
    const by = child.fields.get(field.by)!;
    const ids = records.map((values) => values.id as string);
    const { rows } = await db.query<{ id: string; target: string }>(referringSql(child, by, ''), [ids]);
    const children = rows.slice(0, MOST);
    const followed = await follow(
      db,
      asker,
      child,
      children.map(({ id }) => id),
      rests,
      lock,
    );
    const seen = isEverything(asker.rights.see(child)) ? null : await visible(db, asker, child, children);
    return ids.map((id) =>
      children
        .filter((row) => row.target === id && (seen === null || seen.has(row.id)))
        .map((row) => followed(row.id)),
    );
  }
  const targets = field.type.refersTo?.(field)?.entities ?? [];
  const target = targets.length === 1 ? asker.registry.entities.get(targets[0]!) : undefined;
  if (!target || rests.length === 0) return records.map((values) => toState(feelValue(field, values[step])));
  const ids = records.flatMap((values) => (values[step] as string | null) ?? []);
  const followed = await follow(db, asker, target, ids, rests, lock);
  return records.map((values) => (values[step] === null ? null : followed(values[step] as string)));
}

async function follow(
  db: Queryable,
  asker: RowAsker,
  entity: Entity,
  ids: readonly string[],
  rests: readonly (readonly string[])[],
  lock: RowsQuery['lock'],
): Promise<(id: string) => Json> {
  const reference = (id: string) => ({ $record: { entity: entity.key, id } });
  if (rests.length === 0) return reference;
  const found = await valuesByPath(db, asker, entity, ids, rests, lock);
  return (id) => {
    const fields = found.get(id);
    return fields ? { ...reference(id), $fields: fields } : reference(id);
  };
}

async function visible(
  db: Queryable,
  asker: RowAsker,
  entity: Entity,
  records: readonly { readonly id: string }[],
): Promise<ReadonlySet<string>> {
  const query = visibleQuery(
    entity,
    records.map(({ id }) => id),
    asker,
  );
  return new Set((await db.query<{ id: string }>(query)).rows.map(({ id }) => id));
}

/** `amount_currency`: a part of a field of several columns. */
function partOf({ rights }: RowAsker, entity: Entity, values: RowValues, name: string): Json {
  for (const field of entity.fields.values()) {
    const at = field.columns.findIndex((column) => column.suffix !== '' && column.name === name);
    const value = values[field.key] ?? null;
    if (at >= 0)
      return value === null || rights.field(entity, field) === 'hidden'
        ? null
        : toState((field.type.toColumns(value, field)[at] ?? null) as Value);
  }
  return null;
}
