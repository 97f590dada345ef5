/** The frame of field types whose value is one line of text in a text column: text, e-mail, phone, URL, colour. */
import { problem } from '../failures.ts';
import {
  bad,
  defineFieldType,
  type FieldOf,
  type FieldType,
  type JsonSchema,
  ok,
  type Parsed,
  type SettingProblem,
} from '../fields/field-type.ts';
import type { Label } from '../label.ts';
import type { Json } from '../value.ts';
import { toText } from './conversion.ts';
import { checkLine, readLine, textSchema } from './text-value.ts';

export const TEXT_OPERATORS = [
  '=',
  '!=',
  'in',
  'not_in',
  'contains',
  'not_contains',
  'starts_with',
  'ends_with',
  'empty',
  'not_empty',
];

interface LineType<S> {
  readonly key: string;
  readonly label: Label;
  readonly schema: Readonly<Record<string, JsonSchema>>;
  readonly settings: (definition: Readonly<Record<string, Json>>) => S;
  readonly check?: (field: FieldOf<S>) => readonly SettingProblem[];
  readonly maxLength: (settings: S) => number;
  /** The normal form of a trimmed, non-empty line. */
  readonly normal: (line: string, field: FieldOf<S>) => Parsed;
  readonly format?: string;
  readonly groupable?: boolean;
  readonly search?: 'text' | 'digits';
  /** What texts must look like to be kept when another field becomes one of this type (POSIX); small letters if `lower`. */
  readonly like?: { readonly pattern: string; readonly lower: boolean };
}

export function lineType<S>(type: LineType<S>): FieldType<S> {
  const parse = (wire: Json, field: FieldOf<S>): Parsed => {
    const line = checkLine(wire, type.maxLength(field.settings), field);
    return line.ok && line.value !== null ? type.normal(line.value as string, field) : line;
  };
  return defineFieldType<S>({
    key: type.key,
    label: type.label,
    group: 'text',
    schema: type.schema,
    settings: type.settings,
    check: type.check,
    columns: () => [{ suffix: '', sql: 'text', collation: 'und-x-icu' }],
    parse,
    toColumns: (value) => [value],
    fromColumns: ([value]) => value!,
    feelType: () => ({ kind: 'string' }),
    toFeel: (value) => value as string,
    fromFeel: (value, field) =>
      typeof value === 'string' ? parse(value, field) : bad(problem('not_text', { field: field.name })),
    typescript: () => 'string',
    json: ({ settings }) => ({
      ...textSchema(type.maxLength(settings)),
      ...(type.format && { format: type.format }),
    }),
    operators: TEXT_OPERATORS,
    // A part of a number or address, or one not yet complete, is a fair thing to look for.
    operand: (wire, field) => {
      const line = checkLine(wire, type.maxLength(field.settings), field);
      if (!line.ok || line.value === null) return line;
      const normal = type.normal(line.value as string, field);
      return normal.ok ? normal : ok(line.value);
    },
    sortable: true,
    groupable: type.groupable ?? true,
    aggregates: ['min', 'max'],
    search: type.search ?? 'text',
    indexes: ['btree', 'trigram'],
    readText: readLine,
    writeText: (value) => value as string,
    convert(source, _field, _values, literal) {
      // Of several phones or addresses the first is the main one.
      const words =
        type.like && source.family === 'json'
          ? `coalesce(${source.sql} -> 0 ->> 'number', ${source.sql} -> 0 ->> 'address')`
          : toText(source);
      const text = type.like?.lower ? `lower(${words})` : words;
      return [type.like ? `(case when ${text} ~ ${literal(type.like.pattern)} then ${text} end)` : text];
    },
    control: type.key,
  });
}
