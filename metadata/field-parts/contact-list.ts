/** The frame of several phones or several e-mails on one record: each with what it is for, the first is the main one. */
import { problem, shown } from '../failures.ts';
import {
  bad,
  defineFieldType,
  type FieldOf,
  type FieldType,
  type JsonSchema,
  ok,
  type Parsed,
} from '../fields/field-type.ts';
import type { Label } from '../label.ts';
import { hint } from '../nearest.ts';
import { contextOf, isContext, type Json, type Value } from '../value.ts';
import { toText } from './conversion.ts';
import { checkLine } from './text-value.ts';

interface ContactList<S> {
  readonly key: string;
  readonly label: Label;
  readonly schema: Readonly<Record<string, JsonSchema>>;
  readonly settings: (definition: Readonly<Record<string, Json>>) => S;
  /** The property that holds the number or address: `number`, `address`. */
  readonly part: string;
  readonly normal: (text: string, settings: S) => string | null;
  /** What a text must look like to become an entry when another field becomes one of this type (POSIX). */
  readonly like: { readonly pattern: string; readonly lower: boolean };
  readonly code: 'not_a_phone' | 'not_an_email';
  readonly search: 'text' | 'digits';
}

const MOST = 20;

export function contactList<S>(type: ContactList<S>): FieldType<S> {
  const known = [type.part, 'kind'];

  const entry = (wire: Json, at: number, field: FieldOf<S>): Parsed => {
    const object = (typeof wire === 'string' ? { [type.part]: wire } : wire) as Record<string, Json>;
    if (typeof object !== 'object' || object === null || Array.isArray(object))
      return bad(problem('not_an_object', { field: field.name }, `[${at}]`));
    const unknown = Object.keys(object).find((key) => !known.includes(key));
    if (unknown !== undefined)
      return bad(
        problem(
          'unknown_property',
          { field: field.name, value: shown(unknown), hint: hint(unknown, known) },
          `[${at}]`,
        ),
      );
    const line = checkLine(object[type.part] ?? null, 254, field);
    if (!line.ok) return bad({ ...line.problem, path: `[${at}].${type.part}` });
    const normal = line.value === null ? null : type.normal(line.value as string, field.settings);
    if (normal === null)
      return bad(
        problem(
          type.code,
          { field: field.name, value: shown(object[type.part] ?? null) },
          `[${at}].${type.part}`,
        ),
      );
    const kind = checkLine(object.kind ?? '', 40, field);
    if (!kind.ok) return bad({ ...kind.problem, path: `[${at}].kind` });
    return ok(kind.value === null ? { [type.part]: normal } : { [type.part]: normal, kind: kind.value });
  };

  const parse = (wire: Json, field: FieldOf<S>): Parsed => {
    const list = Array.isArray(wire) ? wire : [wire];
    if (list.length > MOST) return bad(problem('too_many_items', { field: field.name, max: MOST }));
    const entries = new Map<string, Json>();
    for (const [at, item] of list.entries()) {
      const read = entry(item, at, field);
      if (!read.ok) return read;
      const main = (read.value as Record<string, string>)[type.part]!;
      if (!entries.has(main)) entries.set(main, read.value);
    }
    return ok(entries.size ? [...entries.values()] : null);
  };

  return defineFieldType<S>({
    key: type.key,
    label: type.label,
    group: 'text',
    schema: type.schema,
    settings: type.settings,
    columns: () => [{ suffix: '', sql: 'jsonb' }],
    parse,
    toColumns: (value) => [value],
    fromColumns: ([value]) => value!,
    feelType: () => ({
      kind: 'list',
      of: { kind: 'context', fields: { [type.part]: { kind: 'string' }, kind: { kind: 'string' } } },
    }),
    toFeel: (value) =>
      (value as Record<string, string>[]).map((item) =>
        contextOf([
          [type.part, item[type.part]!],
          ['kind', item.kind ?? null],
        ]),
      ),
    fromFeel: (value: Value, field) => {
      const list = Array.isArray(value) ? value : [value];
      return parse(
        list.map((item) => (isContext(item) ? withoutNulls(item as Record<string, Json>) : (item as Json))),
        field,
      );
    },
    emptyFeel: [],
    typescript: () => `{ ${type.part}: string; kind?: string }[]`,
    typescriptInput: () => `(string | { ${type.part}: string; kind?: string })[]`,
    json: () => ({
      type: 'array',
      maxItems: MOST,
      items: {
        type: 'object',
        additionalProperties: false,
        required: [type.part],
        properties: { [type.part]: { type: 'string' }, kind: { type: 'string' } },
      },
    }),
    operators: ['contains', 'not_contains', 'empty', 'not_empty'],
    operand: (wire, field) => {
      const line = checkLine(wire, 254, field);
      return line.ok && line.value !== null
        ? ok(type.normal(line.value as string, field.settings) ?? line.value)
        : line;
    },
    sortable: false,
    groupable: false,
    aggregates: [],
    search: type.search,
    indexes: ['trigram'],
    readText: (text) => {
      const list = text
        .split(/[;,\n|]/)
        .map((item) => item.trim())
        .filter(Boolean)
        .map((item) => withKind(item, type.part));
      return ok(list.length ? list : null);
    },
    convert(source, _field, _values, literal) {
      if (source.family === 'json') return null;
      const words = type.like.lower ? `lower(${toText(source)})` : toText(source);
      const one = `jsonb_build_array(jsonb_build_object(${literal(type.part)}, ${words}))`;
      return [`(case when ${words} ~ ${literal(type.like.pattern)} then ${one} end)`];
    },
    writeText: (value) =>
      (value as Record<string, string>[])
        .map((item) => (item.kind ? `${item[type.part]} (${item.kind})` : item[type.part]!))
        .join('; '),
    control: type.key,
  });
}

// helpers //////////

/** `a@b.ua (work)`, as it is written. What stands in brackets within a number, `(044) 123`, is no kind. */
function withKind(text: string, part: string): Json {
  const match = /^(.*\S)\s*\(([^()]*\p{L}[^()]*)\)$/u.exec(text);
  return match ? { [part]: match[1]!, kind: match[2]! } : text;
}

function withoutNulls(context: Record<string, Json>): Record<string, Json> {
  return Object.fromEntries(Object.entries(context).filter(([, value]) => value !== null));
}
