/**
 * The door to field types: by key, and the deeds that treat every type alike. Browser and server check and convert
 * values of records through here.
 */
import type { FieldType, JsonSchema, Parsed, TextConventions } from './fields/field-type.ts';
import { FIELD_TYPES } from './fields/table.ts';
import type { Column, Field } from './registry/model.ts';
import type { Json, Value } from './value.ts';

export { numberSeries, numberText } from './fields/autonumber.ts';
export type {
  FieldType,
  JsonSchema,
  Parsed,
  PipelineFacts,
  StageFacts,
  TextConventions,
} from './fields/field-type.ts';
export { accepts } from './fields/file.ts';
export type { Column, Field } from './registry/model.ts';

/** Types a person may choose, in the order the designer shows them. */
export const CHOOSABLE_TYPES: readonly FieldType[] = [...FIELD_TYPES.values()].filter(
  (type) => !type.internal,
);

export function fieldType(key: string): FieldType | undefined {
  return FIELD_TYPES.get(key);
}

/** The normal form of a value that came as JSON; null, undefined and "" are the empty value of every type. */
export function parseValue(field: Field, wire: Json | undefined): Parsed {
  if (wire === undefined || wire === null || wire === '') return { ok: true, value: null };
  return field.type.parse(wire, field);
}

/** The normal form of a spreadsheet's cell. References come out as the text that names the record. */
export function parseText(field: Field, text: string, conventions: TextConventions): Parsed {
  const read = field.type.readText(text, field, conventions);
  return read.ok && read.value !== null && !field.type.refersTo && !field.type.holdsFile
    ? parseValue(field, read.value)
    : read;
}

export function textOfValue(field: Field, value: Json, conventions: TextConventions): string {
  return value === null ? '' : field.type.writeText(value, field, conventions);
}

/** A record's value for expressions. */
export function feelValue(field: Field, value: Json | undefined): Value {
  return value === undefined || value === null
    ? (field.type.emptyFeel ?? null)
    : field.type.toFeel(value, field);
}

/** An expression's result as the field's value. An empty text or list is empty. */
export function valueOfFeel(field: Field, value: Value): Parsed {
  const empty = value === null || value === '' || (Array.isArray(value) && value.length === 0);
  return empty ? { ok: true, value: null } : field.type.fromFeel(value, field);
}

/** Column values in the order of `field.columns`; all null for the empty value. */
export function columnValues(field: Field, value: Json): readonly Json[] {
  return value === null ? field.columns.map(() => null) : field.type.toColumns(value, field);
}

export function mainColumn(field: Field): Column | undefined {
  return field.columns[0];
}

/** Whether a value is there at all: null, an empty text and an empty list are not. */
export function hasValue(value: Json | undefined): boolean {
  return (
    value !== undefined && value !== null && value !== '' && !(Array.isArray(value) && value.length === 0)
  );
}

/** Equal as values of records. */
export function sameValue(a: Json, b: Json): boolean {
  return (
    a === b || (typeof a === 'object' && typeof b === 'object' && JSON.stringify(a) === JSON.stringify(b))
  );
}

/** JSON Schema of a field's value on the wire, null included. */
export function valueSchema(field: Field): JsonSchema {
  const schema = field.type.json(field);
  if (typeof schema.type === 'string') {
    const nullable = { ...schema, type: [schema.type, 'null'] };
    return Array.isArray(schema.enum) ? { ...nullable, enum: [...schema.enum, null] } : nullable;
  }
  return { oneOf: [schema, { type: 'null' }] };
}
