/**
 * Which rows a unit locks before it writes, in an order all units keep: the records whose sums will change, the topmost first,
 * then the records themselves by id (DECISIONS 18). `for no key update` holds off other writers and lets foreign keys be checked.
 */
import type { Entity, Registry } from '#metadata/registry.ts';
import { type RowValues, rowsQuery } from '#metadata/rows.ts';
import { keyOf, type Unit } from './unit.ts';

/** A lookup by which sums of another entity's records are made from this one's. */
interface Upward {
  readonly by: string;
  readonly parent: Entity;
}

/** Locks the parents that the sums over these rows belong to, and theirs in turn. `rows`: as they were and as they will be. */
export async function lockParents(unit: Unit, entity: Entity, rows: readonly RowValues[]): Promise<void> {
  const levels: { entity: Entity; ids: string[] }[] = [];
  await discover(unit, entity, rows, levels);
  for (const level of levels.reverse()) {
    const locked = await lockRows(unit, level.entity, level.ids);
    // One of them may have got another parent while we waited.
    if (upwards(unit.registry, level.entity).length > 0) await lockParents(unit, level.entity, locked);
  }
}

/** Locks records and keeps them as they now stand. Deleted ones too. */
export async function lockRows(unit: Unit, entity: Entity, ids: readonly string[]): Promise<RowValues[]> {
  const missing = ids.filter((id) => !unit.known.has(keyOf(entity.key, id)));
  if (missing.length === 0) return [];
  const query = rowsQuery({ entity, ids: missing, lock: 'write' }, unit.asker);
  const { rows } = await unit.tx.query(query);
  return rows.map((row) => {
    const { values } = query.decode(row);
    unit.known.set(keyOf(entity.key, values.id as string), values);
    return values;
  });
}

/** Whether records of the entity are part of sums. */
export function isSummed(registry: Registry, entity: Entity): boolean {
  return upwards(registry, entity).length > 0;
}

// helpers //////////

async function discover(
  unit: Unit,
  entity: Entity,
  rows: readonly RowValues[],
  levels: { entity: Entity; ids: string[] }[],
): Promise<void> {
  for (const { by, parent } of upwards(unit.registry, entity)) {
    const wanted = [
      ...new Set(rows.flatMap((row) => (typeof row[by] === 'string' ? [row[by] as string] : []))),
    ];
    const ids = wanted.filter((id) => !unit.known.has(keyOf(parent.key, id)));
    if (ids.length === 0) continue;
    levels.push({ entity: parent, ids: ids.sort() });
    if (upwards(unit.registry, parent).length === 0) continue;
    const query = rowsQuery({ entity: parent, ids, lock: null }, unit.asker);
    const found = await unit.tx.query(query);
    await discover(
      unit,
      parent,
      found.rows.map((row) => query.decode(row).values),
      levels,
    );
  }
}

const upwardsOf = new WeakMap<Registry, Map<string, Upward[]>>();

function upwards(registry: Registry, entity: Entity): readonly Upward[] {
  let all = upwardsOf.get(registry);
  if (!all) {
    all = new Map();
    for (const parent of registry.entities.values()) {
      for (const { rollup } of parent.fields.values()) {
        const holders = rollup ? parent.fields.get(rollup.children) : undefined;
        const child = holders?.type.holders?.(holders)?.entity;
        if (!holders?.by || child === undefined) continue;
        const known = all.get(child) ?? [];
        if (!known.some((one) => one.by === holders.by && one.parent === parent))
          all.set(child, [...known, { by: holders.by, parent }]);
      }
    }
    upwardsOf.set(registry, all);
  }
  return all.get(entity.key) ?? [];
}
