/**
 * The form of a user task or start event: a form of the solution by its key, an imported form that was deployed under its
 * file's name, or the fields that stand in the diagram. Its values come from process variables and go back to them. The
 * server and the designer's trial show and take the same form through here.
 */
import { type FormLayout, layoutOf, layoutOfFields } from './form.ts';
import type { Registry } from './registry.ts';
import type { FieldDefinition } from './schemas/generated/definitions.ts';
import type { Json } from './value.ts';
import { fromState, toState } from './value-json.ts';

/** What a diagram says of a form (`FormSpec` of the engine). */
export interface GivenForm {
  readonly key: string | null;
  /** A foreign form, by the text that names it. */
  readonly foreign: string | null;
  readonly fields: readonly GivenField[];
}

export interface GivenField {
  readonly id: string;
  readonly label: string | null;
  readonly type: string;
  readonly options: readonly { readonly key: string; readonly label: string }[];
  readonly constraints: Readonly<Record<string, string>>;
}

/** A form found for an element, before values. */
export interface FoundForm {
  readonly layout: FormLayout;
  /** Key of the form definition, null where the fields come with the diagram. */
  readonly key: string | null;
  readonly fields: Readonly<Record<string, Json>>;
  /** Sentences about what of an imported form does not run. */
  readonly notRun: readonly string[];
}

export function findForm(given: GivenForm | undefined, registry: Registry): FoundForm {
  const named = given?.key ?? (given?.foreign ? importedKey(given.foreign) : null);
  const form = named === null ? undefined : registry.forms.get(named.slice(named.indexOf('/') + 1));
  if (form) {
    const notRun = form.definition.not_run ?? [];
    return { layout: layoutOf(form, registry), key: form.key, fields: {}, notRun };
  }
  const fields = Object.fromEntries((given?.fields ?? []).map((field) => [field.id, fieldDefinition(field)]));
  const missing = given?.foreign ?? given?.key;
  const notRun = missing
    ? [`The form “${missing}” was not deployed; deploy its file together with the process.`]
    : [];
  return {
    layout: layoutOfFields(fields as Record<string, FieldDefinition>, registry),
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

/** Values of the form's own variables, in wire form. A value that is none of the field's type is left out. */
export function variableValues(
  layout: FormLayout,
  variables: Readonly<Record<string, Json>>,
): Record<string, Json> {
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

// helpers //////////

/** Types of `camunda:formField` beside our own, which keep their names. */
const FOREIGN_TYPES: Readonly<Record<string, string>> = {
  string: 'text',
  long: 'integer',
  double: 'decimal',
  enum: 'choice',
};

function fieldDefinition({ id, label, type, options, constraints }: GivenField): Json {
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
