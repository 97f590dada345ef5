/** Free words on a record; each tag once, in the order given. */

import { problem } from '../failures.ts';
import { nullOr, toList, toText } from '../field-parts/conversion.ts';
import { checkLine } from '../field-parts/text-value.ts';
import type { Json } from '../value.ts';
import { bad, defineFieldType, type FieldOf, ok, type Parsed } from './field-type.ts';
import { LIST_OPERATORS } from './multi-choice.ts';

const MOST = 100;
const LONGEST = 60;

export const tags = defineFieldType<null>({
  key: 'tags',
  label: { en: 'Tags', uk: 'Мітки', ru: 'Метки' },
  group: 'choice',
  schema: {},
  settings: () => null,
  columns: () => [{ suffix: '', sql: 'text[]', collation: 'und-x-icu' }],
  parse: (wire, field) =>
    Array.isArray(wire) ? each(wire, field) : bad(problem('not_a_list', { field: field.name })),
  toColumns: (value) => [value],
  fromColumns: ([value]) => value!,
  feelType: () => ({ kind: 'list', of: { kind: 'string' } }),
  toFeel: (value) => value as string[],
  fromFeel: (value, field) => each((Array.isArray(value) ? value : [value]) as Json[], field),
  emptyFeel: [],
  typescript: () => 'string[]',
  json: () => ({
    type: 'array',
    uniqueItems: true,
    maxItems: MOST,
    items: { type: 'string', maxLength: LONGEST },
  }),
  operators: LIST_OPERATORS,
  operand: (wire, field) => each(Array.isArray(wire) ? wire : [wire], field),
  sortable: false,
  groupable: false,
  aggregates: [],
  indexes: ['gin'],
  readText: (text, field) => each(text.split(/[;,\n|]/), field),
  writeText: (value) => (value as string[]).join('; '),
  convert(source) {
    // An object is no tag.
    if (source.family === 'json') return null;
    return nullOr(toList(source, LONGEST) ?? `nullif(array_remove(array[${toText(source)}], null), '{}')`);
  },
  control: 'tags',
});

// helpers //////////

function each(wire: readonly Json[], field: FieldOf<unknown>): Parsed {
  const found = new Map<string, string>();
  for (const item of wire) {
    const line = checkLine(item, LONGEST, field);
    if (!line.ok) return line;
    const tag = line.value as string | null;
    if (tag !== null && !found.has(tag.toLowerCase())) found.set(tag.toLowerCase(), tag);
  }
  if (found.size > MOST) return bad(problem('too_many_items', { field: field.name, max: MOST }));
  return ok(found.size ? [...found.values()] : null);
}
