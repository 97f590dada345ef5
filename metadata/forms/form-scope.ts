/**
 * What the conditions and formulas of a form read while somebody fills it in: the values as they stand, the person, the
 * stage's pipeline, and fields of records the form refers to, as far as they are at hand.
 */
import type { Env, Scope } from '../expression.ts';
import { feelValue, parseValue } from '../field.ts';
import { platformFunctions } from '../functions.ts';
import type { Entity, Field, Registry } from '../registry/model.ts';
import { contextOf, FeelFunction, type Json, numberOf, Reference, type Value } from '../value.ts';

/** Values by key of field, as they travel: `{customer: {id, title}, amount: {amount, currency}}`. */
export type FormValues = Readonly<Record<string, Json | undefined>>;

export interface FormEnv {
  readonly now: number;
  /** The person's IANA zone. */
  readonly zone: string;
  /** Id of the person who fills the form in. */
  readonly me: string | null;
  /** A field of another record, as it travels; undefined where it is not at hand. */
  readonly field?: (entity: string, id: string, name: string) => Json | undefined;
}

export interface FormGround {
  readonly entity: Entity | null;
  readonly variables: ReadonlyMap<string, Field>;
  readonly registry: Registry;
}

/** The record that is being edited, for references that lead back to it; a new one has no id yet. */
export interface Edited {
  readonly entity: string;
  readonly id: string;
  readonly values: FormValues;
}

export const NEW_RECORD = 'new';

export function formScope({ entity, variables }: FormGround, values: FormValues, me: string | null): Scope {
  return {
    get(name) {
      if (name === 'me') return me === null ? null : new Reference('user', me);
      const field = variables.get(name) ?? entity?.fields.get(name);
      if (field) return valueIn(field, values[name]);
      return partValue(name, entity, values);
    },
  };
}

export function formEvaluation({ entity, registry }: FormGround, env: FormEnv, edited?: Edited): Env {
  return {
    now: env.now,
    zone: env.zone,
    functions: { ...platformFunctions(env, registry.calendars), pipeline: pipelineFunction(entity) },
    field(record, name) {
      const of = registry.entities.get(record.entity);
      const field = of?.fields.get(name);
      if (!field) return undefined;
      const wire =
        edited && edited.entity === record.entity && edited.id === record.id
          ? edited.values[name]
          : env.field?.(record.entity, record.id, name);
      return wire === undefined ? undefined : valueIn(field, wire);
    },
  };
}

/** The value for expressions; what is not yet a value of its type reads as empty. */
export function valueIn(field: Field, wire: Json | undefined): Value {
  const parsed = parseValue(field, wire);
  return parsed.ok ? feelValue(field, parsed.value) : null;
}

/** `pipeline(stage)`: what the stage of this record's pipeline says of itself. */
export function pipelineFunction(entity: Entity | null): FeelFunction {
  const pipelines = [...(entity?.fields.values() ?? [])].flatMap((field) => field.type.stages?.(field) ?? []);
  return new FeelFunction('pipeline', ['stage'], ([key]) => {
    const stage = pipelines.flatMap(({ stages }) => stages).find((candidate) => candidate.key === key);
    if (!stage) return null;
    return contextOf([
      ['key', stage.key],
      ['label', stage.key],
      ['probability', stage.probability === null ? null : numberOf(stage.probability)],
      ['outcome', stage.outcome],
    ]);
  });
}

// helpers //////////

/** `amount_currency`: a part of a field of several columns. */
function partValue(name: string, entity: Entity | null, values: FormValues): Value | undefined {
  for (const field of entity?.fields.values() ?? []) {
    const at = field.columns.findIndex((column) => column.suffix !== '' && column.name === name);
    if (at < 0) continue;
    const parsed = parseValue(field, values[field.key]);
    const cell = parsed.ok && parsed.value !== null ? field.type.toColumns(parsed.value, field)[at] : null;
    return (cell ?? null) as Value;
  }
  return undefined;
}
