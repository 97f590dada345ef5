/**
 * What records refer to when they come back from the recycle bin: it may have been deleted after them. A reference that is
 * cleared when its record goes is cleared now; any other holds them back until that record is restored. Called by `delete-rows.ts`.
 */
import type { Field } from '#metadata/field.ts';
import type { Entity } from '#metadata/registry.ts';
import { type RowValues, rowsQuery } from '#metadata/rows.ts';
import type { Json } from '#metadata/value.ts';
import { type RowProblem, RowsRefused, rowProblem } from './refused.ts';
import { keyOf, type Unit } from './unit.ts';

/** The fields of each record that have to be emptied. Throws RowsRefused. */
export async function lostReferences(
  unit: Unit,
  entity: Entity,
  records: readonly RowValues[],
): Promise<ReadonlyMap<string, readonly Field[]>> {
  const uses = records.flatMap((values) => usesOf(entity, values));
  const live = await liveTargets(unit, uses);
  const lost = new Map<string, Field[]>();
  const problems: RowProblem[] = [];
  for (const { record, field, target, id } of uses) {
    if (live.has(keyOf(target, id))) continue;
    const rule = unit.registry.entities
      .get(target)
      ?.reverse.find((one) => one.entity === entity.key && one.field === field.key);
    if (rule?.onDelete === 'clear') lost.set(record, [...(lost.get(record) ?? []), field]);
    else {
      const row = unit.origins.get(keyOf(entity.key, record))?.row ?? null;
      problems.push(rowProblem(row, '', 'target_deleted', { field: field.name }, 409));
    }
  }
  if (problems.length > 0) throw new RowsRefused(problems);
  return lost;
}

// helpers //////////

interface Use {
  readonly record: string;
  readonly field: Field;
  readonly target: string;
  readonly id: string;
}

function usesOf(entity: Entity, values: RowValues): Use[] {
  return [...entity.fields.values()].flatMap((field) => {
    const targets = field.type.refersTo?.(field)?.entities;
    const value: Json = values[field.key] ?? null;
    if (!targets || value === null || field.system) return [];
    const [target, id] =
      typeof value === 'string'
        ? [targets[0]!, value]
        : [(value as { entity: string }).entity, (value as { id: string }).id];
    return [{ record: values.id as string, field, target, id }];
  });
}

/** Kept from being deleted until the unit is done. */
async function liveTargets(unit: Unit, uses: readonly Use[]): Promise<ReadonlySet<string>> {
  const live = new Set<string>();
  for (const target of new Set(uses.map((use) => use.target))) {
    const entity = unit.registry.entities.get(target);
    if (!entity) continue;
    const ids = [...new Set(uses.filter((use) => use.target === target).map(({ id }) => id))].sort();
    const query = rowsQuery({ entity, ids, lock: 'read' }, unit.asker);
    for (const row of (await unit.tx.query(query)).rows) {
      const { values } = query.decode(row);
      if (values.deleted_at === null) live.add(keyOf(target, values.id as string));
    }
  }
  return live;
}
