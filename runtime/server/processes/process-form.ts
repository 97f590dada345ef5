/**
 * The form of a user task or start event: a form of the solution by its key, an imported form that was deployed under its
 * file's name, or the fields that stand in the diagram. Values come from the record it is bound to and from variables, in
 * the wire form of their fields; what is handed in goes the same way back.
 */
import type { Definition, Element, FormField } from '#engine/process.ts';
import { type FormLayout, layoutOf, layoutOfFields } from '#metadata/form.ts';
import type { Registry } from '#metadata/registry.ts';
import type { Json } from '#metadata/value.ts';
import { fromState, toState } from '#metadata/value-json.ts';
import type { TaskForm } from '../../api/tasks.ts';

export type Variables = Readonly<Record<string, Json>>;

/** A form found for an element, before values. */
export interface FoundForm {
  readonly layout: FormLayout;
  /** Key of the form definition, null where the fields come with the diagram. */
  readonly key: string | null;
  readonly fields: Readonly<Record<string, Json>>;
  /** Sentences about what of an imported form does not run. */
  readonly notRun: readonly string[];
}

export function findForm(element: Element, registry: Registry): FoundForm {
  const spec = element.form;
  const named = spec?.key ?? (spec?.foreign ? importedKey(spec.foreign) : null);
  const form = named === null ? undefined : registry.forms.get(named.slice(named.indexOf('/') + 1));
  if (form) {
    const notRun = form.definition.not_run ?? [];
    return { layout: layoutOf(form, registry), key: form.key, fields: {}, notRun };
  }
  const fields = Object.fromEntries((spec?.fields ?? []).map((field) => [field.id, fieldDefinition(field)]));
  const missing = spec?.foreign ?? spec?.key;
  const notRun = missing
    ? [`The form “${missing}” was not deployed; deploy its file together with the process.`]
    : [];
  return {
    layout: layoutOfFields(fields as never, registry),
    key: null,
    fields: fields as Record<string, Json>,
    notRun,
  };
}

/** `embedded:app:forms/start-form.html` → `start_form`: the key under which a deployed form file is kept. */
export function importedKey(foreign: string): string {
  const file = foreign.split(/[/:]/).at(-1) ?? foreign;
  const stem = file.replace(/\.(html?|form|json)$/i, '');
  const key = stem
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^[^a-z]+/, '')
    .slice(0, 48)
    .replace(/_+$/, '');
  return key || 'form';
}

/** The record a form is bound to: the variable that the process declares as a record of the form's entity. */
export function boundRecord(
  layout: FormLayout,
  definition: Definition,
  variables: Variables,
): { entity: string; id: string } | null {
  const entity = layout.entity?.key;
  if (!entity) return null;
  for (const { name, type } of definition.process.context.variables) {
    if (type.kind !== 'record' || type.entity !== entity) continue;
    const value = variables[name] as { $record?: { entity: string; id: string } } | undefined;
    if (value?.$record) return value.$record;
  }
  return null;
}

/** Values of the form's own variables, in wire form. A value that is none of the field's type is left out. */
export function variableValues(layout: FormLayout, variables: Variables): Record<string, Json> {
  const values: Record<string, Json> = {};
  for (const [key, field] of layout.variables) {
    const kept = variables[key];
    if (kept === undefined || kept === null) continue;
    const parsed = field.type.fromFeel(fromState(kept), field);
    if (parsed.ok) values[key] = parsed.value;
  }
  return values;
}

/** Parsed wire values of the form's variables as process variables; fields that were not handed in are left alone. */
export function toVariables(
  layout: FormLayout,
  values: Readonly<Record<string, Json>>,
): Record<string, Json> {
  const variables: Record<string, Json> = {};
  for (const [key, field] of layout.variables) {
    const value = values[key];
    if (value !== undefined)
      variables[key] = value === null ? null : toState(field.type.toFeel(value, field));
  }
  return variables;
}

export function formReply(
  { key, fields, notRun, layout }: FoundForm,
  record: { id: string; version: number } | null,
  values: Readonly<Record<string, Json>>,
): TaskForm {
  return {
    key,
    entity: layout.entity?.key ?? null,
    recordId: record?.id ?? null,
    fields,
    sections: null,
    values,
    version: record?.version ?? null,
    notRun: [...notRun],
  };
}

// helpers //////////

/** Types of `camunda:formField` beside our own, which keep their names. */
const FOREIGN_TYPES: Readonly<Record<string, string>> = {
  string: 'text',
  long: 'integer',
  double: 'decimal',
  enum: 'choice',
};

function fieldDefinition({ id, label, type, options, constraints }: FormField): Json {
  return {
    type: FOREIGN_TYPES[type] ?? type,
    label: label ?? id,
    ...(options.length > 0 && {
      options: Object.fromEntries(options.map((option) => [option.key, option.label])),
    }),
    ...('required' in constraints && { required: true }),
    ...('readonly' in constraints && { read_only: true }),
  };
}
