/**
 * What an entity says must hold of its records, asked of those that were written, when everything is calculated: a check may
 * read sums. One that does not give true or empty refuses the record with its own sentence.
 */
import { EvaluationFailure } from '#metadata/expression.ts';
import { textOf } from '#metadata/label.ts';
import type { Check } from '#metadata/registry.ts';
import type { RowValues } from '#metadata/rows.ts';
import { evaluateOver, loadPaths } from '../evaluate.ts';
import { type RowProblem, RowsRefused } from '../refused.ts';
import { type Change, keyOf, makerOfRecord, type Unit } from '../unit.ts';

export async function checks(unit: Unit): Promise<void> {
  const problems = await failedChecks(unit, 'refuse');
  if (problems.length > 0) throw new RowsRefused(problems);
}

/** Checks with this rule that do not hold. */
export async function failedChecks(unit: Unit, onSave: Check['onSave']): Promise<RowProblem[]> {
  const problems: RowProblem[] = [];
  const written = [...unit.changes.values()].filter(({ kind }) => kind === 'created' || kind === 'changed');
  for (const entity of new Set(written.map((change) => change.entity))) {
    const asked = entity.checks.filter((check) => check.onSave === onSave);
    if (asked.length === 0) continue;
    const changes = written.filter((change) => change.entity === entity);
    const records = changes.map(({ id }) => unit.known.get(keyOf(entity.key, id))!);
    const paths = asked.flatMap((check) => check.that.reads);
    await loadPaths(unit, entity, records, paths, null);
    for (const [i, change] of changes.entries())
      for (const check of asked)
        if (!holds(unit, change, records[i]!, check)) problems.push(failed(unit, change, check));
  }
  return problems;
}

// helpers //////////

function holds(unit: Unit, { entity, id }: Change, values: RowValues, check: Check): boolean {
  try {
    const maker = makerOfRecord(unit, keyOf(entity.key, id));
    return evaluateOver(unit, entity, values, check.that, maker) !== false;
  } catch (failure) {
    if (failure instanceof EvaluationFailure) return false;
    throw failure;
  }
}

function failed(unit: Unit, { entity, id }: Change, check: Check): RowProblem {
  const origin = unit.origins.get(keyOf(entity.key, id));
  const path = [origin?.path, check.field].filter(Boolean).join('.');
  const message = textOf(check.message, unit.principal.language, check.key);
  return {
    row: origin?.row ?? null,
    status: 422,
    error: { path, code: 'check_failed', message, params: { message, check: check.key } },
  };
}
