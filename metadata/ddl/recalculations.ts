/**
 * Calculated fields of records that are there when a release changes how they are calculated: done behind the switch, in the order of what
 * depends on what. A key can't wait for that: whether its values stay different is known only when all are calculated.
 */
import { type DefinitionProblem, error } from '../definition.ts';
import { fieldId } from '../registry/calculations.ts';
import type { Ground } from './ground.ts';
import { fieldPairs, type Pair } from './pairs.ts';
import { isRetyped } from './retype.ts';
import type { Step } from './steps.ts';

type Recalculation = Extract<Step, { kind: 'recalculate' }>;
type Known = Pick<Ground, 'before' | 'after' | 'hints' | 'facts'>;

/** Calculated fields whose values may differ from what is stored: new ones, changed ones, and what depends on those. */
export function recalculations(
  pairs: readonly Pair[],
  { before, after, hints, facts }: Known,
): Recalculation[] {
  const stale = new Map<string, { entity: string; field: string }>();
  const mark = (entity: string, field: string): void => {
    const id = fieldId(entity, field);
    if (stale.has(id)) return;
    stale.set(id, { entity, field });
    for (const dependent of after.calculations.dependents.get(id) ?? [])
      mark(dependent.entity, dependent.field);
  };
  for (const { old, now } of pairs) {
    if (facts.rows(old.table) === 0) continue;
    const fields = fieldPairs(old, now, hints);
    for (const field of now.fields.values()) {
      const was = fields.find(({ is }) => is === field)?.was;
      const calculated = field.formula !== null || field.rollup !== null;
      const retyped =
        was !== undefined &&
        isRetyped(was, field, hints.values.get(fieldId(now.key, field.key)), hints.entities);
      const rewritten =
        calculated &&
        (!was ||
          was.definition.formula !== field.definition.formula ||
          was.definition.rollup !== field.definition.rollup ||
          retyped);
      if (rewritten) mark(now.key, field.key);
      else if (retyped)
        for (const dependent of after.calculations.dependents.get(fieldId(now.key, field.key)) ?? [])
          mark(dependent.entity, dependent.field);
    }
  }
  for (const pipeline of after.pipelines.values()) {
    const was = before.pipelines.get(pipeline.key);
    if (!was || JSON.stringify(was.stages) === JSON.stringify(pipeline.stages)) continue;
    const entity = after.entities.get(pipeline.entity);
    for (const key of entity?.calculated ?? [])
      if (/\bpipeline\s*\(/.test(entity!.fields.get(key)?.definition.formula ?? '')) mark(entity!.key, key);
  }
  const order = (id: string) => after.calculations.order.get(id) ?? 0;
  return [...stale]
    .sort(([a], [b]) => order(a) - order(b))
    .map(([, about]) => ({ about, phase: 'finish', kind: 'recalculate', ...about }));
}

/** Keys that would be calculated anew for records that are there: equal values would come to light when it is too late to refuse. */
export function recalculatedKeys(
  recalculated: readonly Recalculation[],
  pairs: readonly Pair[],
  { facts }: Known,
): DefinitionProblem[] {
  return recalculated.flatMap(({ entity, field }) => {
    const pair = pairs.find(({ now }) => now.key === entity);
    const rows = pair ? facts.rows(pair.old.table) : 0;
    const keys = pair?.now.unique.filter((set) => set.includes(field)) ?? [];
    if (rows === 0 || keys.length === 0) return [];
    const name = `${entity}.${field}`;
    const text = `${name} must be unique and would be calculated anew for about ${rows} records, of which two may become equal. Publish it without being unique, and make it unique by the next release.`;
    const alone = keys.some((set) => set.length === 1);
    const path = alone ? ['fields', field, 'unique'] : ['unique'];
    return [error('key_recalculated', text, `entity/${entity}`, path, { field: name, rows })];
  });
}
