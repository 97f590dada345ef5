/**
 * Records that look like one another by the rules of their entity. An entity that refuses duplicates refuses them on every way
 * in; one that warns is asked by `warnings.ts`, where a person can answer.
 */
import type { DuplicateRule, Entity } from '#metadata/registry.ts';
import { duplicatesSql, type RowValues } from '#metadata/rows.ts';
import { columnsJson } from '../columns-json.ts';
import { recordTitles } from '../read.ts';
import { type RowProblem, RowsRefused, rowProblem } from '../refused.ts';
import { same } from '../row-set.ts';
import { type Change, keyOf, type Unit } from '../unit.ts';

export async function duplicates(unit: Unit): Promise<void> {
  const problems = await lookalikes(unit, 'refuse');
  if (problems.length > 0) throw new RowsRefused(problems);
}

/** What was written and looks like another record, of entities with this rule. A record is told once. */
export async function lookalikes(unit: Unit, onSave: 'warn' | 'refuse'): Promise<RowProblem[]> {
  const written = [...unit.changes.values()].filter(
    ({ entity, kind }) => entity.duplicates?.onSave === onSave && (kind === 'created' || kind === 'changed'),
  );
  const problems = new Map<string, RowProblem>();
  for (const entity of new Set(written.map((change) => change.entity)))
    for (const rule of entity.duplicates!.match) {
      const asked = written.filter((change) => change.entity === entity && concerns(unit, change, rule));
      for (const [id, others] of await found(unit, entity, rule, asked))
        if (!problems.has(id)) problems.set(id, await told(unit, entity, rule, id, others));
    }
  return [...problems.values()];
}

// helpers //////////

/** A change of other fields makes nothing a duplicate. */
function concerns(unit: Unit, { entity, id, before }: Change, { equal, similar }: DuplicateRule): boolean {
  const after = unit.known.get(keyOf(entity.key, id))!;
  const changed = (key: string) => !same(before?.[key] ?? null, after[key] ?? null);
  return before === null || [...equal, ...similar].some(changed);
}

async function found(
  unit: Unit,
  entity: Entity,
  rule: DuplicateRule,
  changes: readonly Change[],
): Promise<Map<string, string[]>> {
  const ids = new Map<string, string[]>();
  if (changes.length === 0) return ids;
  const fields = ['id', ...rule.equal, ...rule.similar].map((key) => entity.fields.get(key)!);
  const values = (id: string): RowValues => unit.known.get(keyOf(entity.key, id))!;
  const { rows } = await unit.tx.query<{ id: string; other: string }>(duplicatesSql(entity, rule), [
    JSON.stringify(changes.map(({ id }) => columnsJson(fields, values(id)))),
  ]);
  for (const { id, other } of rows) ids.set(id, [...(ids.get(id) ?? []), other]);
  return ids;
}

/** Named by title as far as the person may see them. */
async function told(
  unit: Unit,
  entity: Entity,
  { equal, similar }: DuplicateRule,
  id: string,
  others: readonly string[],
): Promise<RowProblem> {
  const asker = { ...unit.asker, rights: unit.rights };
  const titles = await recordTitles(
    unit.tx,
    asker,
    others.map((other) => ({ entity: entity.key, id: other })),
  );
  const names = [...titles.values()].map((title) => `“${title}”`).join(', ') || '…';
  const origin = unit.origins.get(keyOf(entity.key, id));
  // At a field the person knows of, else at the record as a whole.
  const known = [...similar, ...equal].find(
    (key) => unit.rights.field(entity, entity.fields.get(key)!) !== 'hidden',
  );
  const path = [origin?.path, known].filter(Boolean).join('.');
  return rowProblem(origin?.row ?? null, path, 'looks_like', { names });
}
