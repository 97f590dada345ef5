/**
 * Entities whose records are documents: they lock themselves, are cancelled instead of deleted, and amended by a new version. Server
 * and apps ask here what a record's state is; what it forbids is kept by the write path.
 */
import { EvaluationFailure } from './expression.ts';
import { type FormEnv, type FormValues, formEvaluation, formScope } from './forms/form-scope.ts';
import type { Entity, Field, Registry } from './registry/model.ts';

export type { DocumentRules } from './registry/model.ts';

type Values = Readonly<Record<string, unknown>>;

/** The field whose stage says that a document is cancelled. */
export function stageField(entity: Entity): Field | undefined {
  return [...entity.fields.values()].find((field) => field.type.stages);
}

export function isCancelled(entity: Entity, values: Values): boolean {
  const cancel = entity.document?.cancel;
  const field = stageField(entity);
  return cancel != null && field !== undefined && values[field.key] === cancel.stage;
}

/** Whether a form may change no more than what stays open; the server says so of every write. */
export function isLocked(entity: Entity, values: FormValues, env: FormEnv, registry: Registry): boolean {
  if (!entity.document) return false;
  if (isCancelled(entity, values)) return true;
  const { lock } = entity.document;
  const ground = { entity, variables: new Map(), registry };
  try {
    return (
      lock !== null && lock.evaluate(formScope(ground, values, env.me), formEvaluation(ground, env)) === true
    );
  } catch (failure) {
    if (failure instanceof EvaluationFailure) return false;
    throw failure;
  }
}

/**
 * Fields of a locked document that may be changed nevertheless: those its entity names, and stages with what they bring along, since
 * the pipeline says where it may go.
 */
export function staysOpen(entity: Entity, key: string): boolean {
  if (entity.document?.open.includes(key)) return true;
  const stage = stageField(entity)?.key;
  return stage !== undefined && (key === stage || key === `${stage}_since` || key === `${stage}_checks`);
}

/** The number of the next version: `INV-7` → `INV-7-1`, the version `INV-7-1` → `INV-7-2`. @param amended it is a version itself */
export function amendedNumber(number: string, amended: boolean): string {
  const version = amended ? /^(.*)-(\d+)$/.exec(number) : null;
  return version ? `${version[1]}-${Number(version[2]) + 1}` : `${number}-1`;
}
