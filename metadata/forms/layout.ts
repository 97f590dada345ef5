/**
 * A form laid out: sections, rows and items with their fields found and their conditions compiled. Made once a release for
 * each form; drawn by `runtime/ui`, checked by the server, from the same object.
 */
import type { Compiled, Type } from '../expression.ts';
import { expressionOf } from '../kinds/kind.ts';
import type { Label } from '../label.ts';
import type { Default, Entity, Field, Form, Registry } from '../registry/model.ts';
import { compileAbout } from '../registry/typing.ts';
import type { FormItem } from '../schemas/generated/definitions.ts';
import type { Json } from '../value.ts';

export interface FormLayout {
  readonly entity: Entity | null;
  readonly sections: readonly FormSection[];
  /** All field items in order. */
  readonly items: readonly FieldItem[];
  /** Fields of the form's own variables, by key. */
  readonly variables: ReadonlyMap<string, Field>;
}

export interface FormSection {
  readonly label: Label | undefined;
  readonly show: Condition;
  readonly collapsed: boolean;
  readonly rows: readonly (readonly Item[])[];
}

export type Item = FieldItem | TextItem;

export interface TextItem {
  readonly kind: 'text';
  readonly text: Label;
}

export interface FieldItem {
  readonly kind: 'field';
  /** Key of the value: a field's or variable's key, or a path over lookups, which is only shown. */
  readonly path: string;
  readonly field: Field;
  readonly label: Label | undefined;
  readonly help: Label | undefined;
  readonly show: Condition;
  readonly required: Condition;
  readonly readOnly: Condition;
  /** What it begins with in a new record or task; the field's own where the form gives none. */
  readonly default: Default | null;
  /** By key of `runtime/ui/controls`. */
  readonly control: string;
  /** For line items: the columns, or null for all. */
  readonly columns: readonly string[] | null;
}

/** Certain, or to be asked while somebody types. */
export type Condition = boolean | Compiled;

const known = new WeakMap<Registry, WeakMap<Form, FormLayout>>();

/** Items whose field does not exist are left out; publishing has refused them. */
export function layoutOf(form: Form, registry: Registry): FormLayout {
  const made = known.get(registry) ?? new WeakMap<Form, FormLayout>();
  known.set(registry, made);
  const layout = made.get(form) ?? makeLayout(form, registry);
  made.set(form, layout);
  return layout;
}

// helpers //////////

interface Ground {
  readonly form: Form;
  readonly entity: Entity | null;
  readonly registry: Registry;
  readonly names: Readonly<Record<string, Type>>;
}

function makeLayout(form: Form, registry: Registry): FormLayout {
  const entity = (form.entity !== null && registry.entities.get(form.entity)) || null;
  const names = Object.fromEntries(
    [...form.variables].map(([key, field]) => [key, field.type.feelType(field)] as const),
  );
  const ground = { form, entity, registry, names };
  const sections = form.definition.sections.map((section) => ({
    label: section.label,
    show: section.show === undefined ? true : condition(section.show, ground, true),
    collapsed: section.collapsed ?? false,
    rows: section.fields
      .map((row) => (Array.isArray(row) ? row : [row]).flatMap((item) => itemOf(item, ground) ?? []))
      .filter((row) => row.length > 0),
  }));
  const items = sections
    .flatMap((section) => section.rows.flat())
    .filter((item): item is FieldItem => item.kind === 'field');
  return Object.freeze({ entity, sections, items, variables: form.variables });
}

function itemOf(written: FormItem, ground: Ground): Item | null {
  if (typeof written === 'object' && 'text' in written) return { kind: 'text', text: written.text };
  const item = typeof written === 'string' ? { field: written } : written;
  const field = fieldAt(item.field, ground);
  if (!field) return null;
  const through = item.field.includes('.');
  return {
    kind: 'field',
    path: item.field,
    field,
    label: item.label ?? field.label,
    help: item.help ?? field.help,
    show: item.show === undefined ? true : condition(item.show, ground, true),
    required: field.required || conditionOr(item.required, ground),
    readOnly: through || field.kept || field.readOnly || conditionOr(item.read_only, ground),
    default: item.default === undefined ? field.default : defaultOf(item.default as Json, ground),
    control: item.control ?? field.type.control,
    columns: item.columns ?? null,
  };
}

/** A variable, a field of the entity, or a field reached over lookups. */
function fieldAt(path: string, { form, entity, registry }: Ground): Field | null {
  const [first, ...rest] = path.split('.') as [string, ...string[]];
  let field = form.variables.get(first) ?? entity?.fields.get(first);
  for (const step of rest) {
    const targets = field?.type.refersTo?.(field)?.entities ?? [];
    field = targets.length === 1 ? registry.entities.get(targets[0]!)?.fields.get(step) : undefined;
  }
  return field ?? null;
}

function conditionOr(written: boolean | string | undefined, ground: Ground): Condition {
  return typeof written === 'string' ? condition(written, ground, false) : (written ?? false);
}

/** A condition that is wrong holds as `otherwise` says; publishing has refused it. */
function condition(source: string, { entity, registry, names }: Ground, otherwise: boolean): Condition {
  const result = compileAbout(source, entity, registry.entities, names);
  return result.ok ? result.compiled : otherwise;
}

function defaultOf(written: Json, { entity, registry, names }: Ground): Default | null {
  const source = expressionOf(written);
  if (source === null) return { kind: 'literal', value: written };
  const result = compileAbout(source, entity, registry.entities, names);
  return result.ok ? { kind: 'expression', compiled: result.compiled } : null;
}
