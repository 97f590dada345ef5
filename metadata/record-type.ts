/**
 * Kinds of record within one entity: customers, partners and suppliers in one register. A choice field says which a record is; the
 * kind decides its form, what it requires, its pipeline and its icon. Server and apps ask the same questions here.
 */
import type { Field } from './field.ts';
import type { PipelineFacts } from './fields/field-type.ts';
import { madeForm } from './registry/made.ts';
import type { Entity, Form, RecordType, Registry } from './registry/model.ts';

export type { RecordType, RecordTypes } from './registry/model.ts';

type Values = Readonly<Record<string, unknown>>;

/** The kind a record is; null where its entity has none, or it has not been said. */
export function typeOf(entity: Entity, values: Values): RecordType | null {
  const key = entity.types && values[entity.types.by];
  return typeof key === 'string' ? (entity.types!.of.get(key) ?? null) : null;
}

/** The way of a record in this stage field: that of its kind, else the field's own. */
export function pipelineOf(entity: Entity, field: Field, values: Values): PipelineFacts | undefined {
  const key = entity.types ? values[entity.types.by] : null;
  return field.type.stages?.(field, typeof key === 'string' ? key : null);
}

/**
 * The form of a record: that of its kind, else the entity's default, its first, or one made from its fields. Forms of tasks are none
 * of it: those that ask for variables of a process, and those that say `default: false`.
 */
export function formOf(registry: Registry, entity: Entity, values: Values = {}): Form {
  const own = [...registry.forms.values()].filter(
    ({ entity: key, variables, definition }) =>
      key === entity.key && variables.size === 0 && definition.default !== false,
  );
  const named = typeOf(entity, values)?.form;
  const ofKinds = new Set([...(entity.types?.of.values() ?? [])].map(({ form }) => form));
  return (
    own.find((form) => form.key === named) ??
    own.find((form) => form.definition.default) ??
    own.find((form) => !ofKinds.has(form.key)) ??
    own[0] ??
    madeForm(entity)
  );
}
