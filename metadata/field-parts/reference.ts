/** What the field types that point to records have in common: the id, its column, its value in expressions. */
import { problem } from '../failures.ts';
import {
  bad,
  defineFieldType,
  type FieldOf,
  type FieldType,
  type JsonSchema,
  ok,
  type Parsed,
  type ReferenceFacts,
  type Surroundings,
} from '../fields/field-type.ts';
import type { Label } from '../label.ts';
import { type Json, Reference } from '../value.ts';

export interface ReferenceSettings {
  readonly to: string;
  readonly onDelete: ReferenceFacts['onDelete'];
  /** FEEL filter over the other entity: what may be chosen; `record` is the record being edited. */
  readonly where: string | null;
}

const UUID = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i;
export const REFERENCE_OPERATORS = ['=', '!=', 'in', 'not_in', 'empty', 'not_empty'];

export const ON_DELETE: JsonSchema = {
  enum: ['restrict', 'clear', 'cascade'],
  description:
    'What happens here when the record referred to is deleted: the deletion is refused, the reference becomes empty, or this record is deleted too.',
};

export const WHERE: JsonSchema = {
  type: 'string',
  description:
    'FEEL filter over the other entity: only these records may be chosen. `record` is the record being edited.',
};

/** The id in text or in an object with `id`, as lists deliver it. Null when it is none. */
export function idOf(wire: Json): string | null {
  const id = typeof wire === 'object' && wire !== null && !Array.isArray(wire) ? wire.id : wire;
  return typeof id === 'string' && UUID.test(id) ? id.toLowerCase() : null;
}

interface ReferenceType {
  readonly key: string;
  readonly label: Label;
  readonly schema: Readonly<Record<string, JsonSchema>>;
  readonly mandatory?: readonly string[];
  readonly settings: (definition: Readonly<Record<string, Json>>, around: Surroundings) => ReferenceSettings;
  readonly operators?: readonly string[];
}

/** A field type with one uuid column referring to one entity. */
export function referenceType(type: ReferenceType): FieldType<ReferenceSettings> {
  const parse = (wire: Json, field: FieldOf<ReferenceSettings>): Parsed => {
    const id = idOf(wire);
    return id === null ? bad(problem('not_a_record', { field: field.name })) : ok(id);
  };
  return defineFieldType<ReferenceSettings>({
    key: type.key,
    label: type.label,
    group: 'relation',
    schema: type.schema,
    mandatory: type.mandatory,
    settings: type.settings,
    columns: () => [{ suffix: '', sql: 'uuid' }],
    parse,
    toColumns: (value) => [value],
    fromColumns: ([value]) => value!,
    feelType: ({ settings }) => ({ kind: 'record', entity: settings.to }),
    toFeel: (value, { settings }) => new Reference(settings.to, value as string),
    fromFeel: (value, field) =>
      value instanceof Reference && value.entity === field.settings.to
        ? ok(value.id)
        : bad(problem('not_a_record', { field: field.name })),
    typescript: ({ settings }) => `Ref<'${settings.to}'>`,
    typescriptInput: ({ settings }) => `Ref<'${settings.to}'> | Id<'${settings.to}'>`,
    json: ({ settings }) => ({
      description: `A record of ${settings.to}: its id is enough when written.`,
      oneOf: [
        { type: 'string', format: 'uuid' },
        {
          type: 'object',
          required: ['id'],
          properties: {
            id: { type: 'string', format: 'uuid' },
            title: { type: ['string', 'null'], readOnly: true },
          },
        },
      ],
    }),
    operators: type.operators ?? REFERENCE_OPERATORS,
    sortable: true,
    groupable: true,
    aggregates: [],
    indexes: ['btree'],
    // A cell names a record by external id or title; the import looks it up and gives the id.
    readText: (text) => ok(text.trim() === '' ? null : text.trim()),
    writeText: (value) => String((value as { title?: string }).title ?? idOf(value) ?? ''),
    control: type.key,
    refersTo: ({ settings }) => ({ entities: [settings.to], onDelete: settings.onDelete }),
  });
}
