/**
 * Documents that are locked: what was changed, deleted or brought back of them, and of their lines, by whichever way. Processes whose
 * role unlocks the entity, and the platform itself, may; the log says so of each record. Cancelling says why.
 */
import { isCancelled, stageField, staysOpen } from '#metadata/document.ts';
import { EvaluationFailure } from '#metadata/expression.ts';
import { type Field, hasValue } from '#metadata/field.ts';
import type { Entity } from '#metadata/registry.ts';
import type { RowValues } from '#metadata/rows.ts';
import { evaluateOver, loadPaths, loadRelated } from '../evaluate.ts';
import { type RowProblem, RowsRefused, rowProblem } from '../refused.ts';
import { same } from '../row-set.ts';
import { type Change, keyOf, recordIn, type Unit } from '../unit.ts';

export async function locks(unit: Unit): Promise<void> {
  const problems: RowProblem[] = [];
  for (const change of unit.changes.values()) {
    if (change.kind === 'calculated') continue;
    problems.push(...unreasoned(unit, change));
    const field = await lockedIn(unit, change);
    if (!field) continue;
    if (unlocks(unit, change.entity)) unit.unlocked.add(keyOf(change.entity.key, change.id));
    else problems.push(refused(unit, change, field === true ? null : field));
  }
  if (problems.length > 0) throw new RowsRefused(eachOnce(problems));
}

// helpers //////////

/** A document and its lines are told as one. */
function eachOnce(problems: readonly RowProblem[]): RowProblem[] {
  const byPlace = new Map(
    problems.map((problem) => [`${problem.row} ${problem.error.path} ${problem.error.code}`, problem]),
  );
  return [...byPlace.values()];
}

/** What of the change a lock forbids: a field, or the deed as a whole (true); null: nothing. */
async function lockedIn(unit: Unit, change: Change): Promise<Field | true | null> {
  const { entity, before, kind, id } = change;
  if (before !== null && entity.document && (await isLocked(unit, entity, before))) {
    if (kind !== 'changed') return true;
    const field = changedField(entity, before, unit.known.get(keyOf(entity.key, id))!);
    if (field) return field;
  }
  const parent = await parentOf(unit, change);
  return parent !== null && (await isLocked(unit, parent.entity, parent.values)) ? true : null;
}

async function isLocked(unit: Unit, entity: Entity, values: RowValues): Promise<boolean> {
  if (isCancelled(entity, values)) return true;
  const lock = entity.document?.lock;
  if (!lock) return false;
  await loadPaths(unit, entity, [values], lock.reads, null);
  try {
    return evaluateOver(unit, entity, values, lock) === true;
  } catch (failure) {
    if (failure instanceof EvaluationFailure) return false;
    throw failure;
  }
}

/** The first field that was changed and does not stay open; one that was empty may be filled for the stage it enters. */
function changedField(entity: Entity, before: RowValues, after: RowValues): Field | null {
  const stage = stageField(entity);
  const entered =
    stage && before[stage.key] !== after[stage.key]
      ? stage.type.stages!(stage).stages.find(({ key }) => key === after[stage.key])
      : undefined;
  const asked = new Set([...(entered?.requires ?? []), reasonFor(entity, entered?.key)]);
  for (const field of entity.fields.values()) {
    if (field.kept || field.formula || field.rollup || field.columns.length === 0) continue;
    if (same(before[field.key] ?? null, after[field.key] ?? null) || staysOpen(entity, field.key)) continue;
    if (asked.has(field.key) && !hasValue(before[field.key])) continue;
    return field;
  }
  return null;
}

function reasonFor({ document }: Entity, stage: string | undefined): string | null {
  return document?.cancel && document.cancel.stage === stage ? document.cancel.reason : null;
}

/** The document a line belongs to, as it was before this unit; null where there is none, or it was made with its lines. */
async function parentOf(
  unit: Unit,
  { entity, id, before }: Change,
): Promise<{ entity: Entity; values: RowValues } | null> {
  const by = entity.partOf === null ? undefined : entity.fields.get(entity.partOf);
  const parent = by && unit.registry.entities.get(by.type.refersTo?.(by)?.entities[0] ?? '');
  if (!by || !parent?.document) return null;
  const parentId = (before ?? unit.known.get(keyOf(entity.key, id)))?.[by.key];
  if (typeof parentId !== 'string') return null;
  const changed = unit.changes.get(keyOf(parent.key, parentId));
  // A record that goes itself says so for its lines.
  if (changed?.kind === 'deleted' || changed?.kind === 'restored') return null;
  if (changed) return changed.before && { entity: parent, values: changed.before };
  await loadRelated(unit, parent, [parentId], null);
  const values = recordIn(unit, parent.key, parentId);
  return values ? { entity: parent, values } : null;
}

function unlocks({ principal, rights, keepsLocks }: Unit, entity: Entity): boolean {
  return !keepsLocks && principal.kind !== 'person' && rights.unlocks(entity);
}

function unreasoned(unit: Unit, { entity, id, before }: Change): RowProblem[] {
  const after = unit.known.get(keyOf(entity.key, id))!;
  const reason = entity.document?.cancel?.reason;
  const field = reason ? entity.fields.get(reason) : undefined;
  if (!field || !isCancelled(entity, after) || hasValue(after[field.key])) return [];
  if (before !== null && isCancelled(entity, before) && !hasValue(before[field.key])) return [];
  return [problemAt(unit, entity, id, field.key, 'cancel_reason', { field: field.name })];
}

function refused(unit: Unit, { entity, id }: Change, field: Field | null): RowProblem {
  return field
    ? problemAt(unit, entity, id, field.key, 'locked_field', { field: field.name })
    : problemAt(unit, entity, id, '', 'locked', {});
}

function problemAt(
  unit: Unit,
  entity: Entity,
  id: string,
  field: string,
  code: 'locked' | 'locked_field' | 'cancel_reason',
  params: Record<string, string>,
): RowProblem {
  const origin = unit.origins.get(keyOf(entity.key, id));
  const path = [origin?.path, field].filter(Boolean).join('.');
  return rowProblem(origin?.row ?? null, path, code, params, code === 'cancel_reason' ? 422 : 423);
}
