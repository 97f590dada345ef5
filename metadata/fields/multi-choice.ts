/** Any number of a list of options; stored as an array of keys in the order of the list. None is empty. */

import { problem, shown } from '../failures.ts';
import { toOption } from '../field-parts/conversion.ts';
import {
  findOption,
  OPTIONS_SCHEMA,
  type OptionSettings,
  optionKeys,
  optionLabel,
  readOptions,
  unknownOption,
} from '../field-parts/options.ts';
import type { Json } from '../value.ts';
import { bad, defineFieldType, type FieldOf, type FieldType, ok, type Parsed } from './field-type.ts';

export const LIST_OPERATORS = ['has_any', 'has_all', 'has_none', 'empty', 'not_empty'];

export const multiChoice: FieldType<OptionSettings> = defineFieldType<OptionSettings>({
  key: 'multi_choice',
  label: { en: 'Several choices', uk: 'Кілька варіантів', ru: 'Несколько вариантов' },
  group: 'choice',
  schema: { options: OPTIONS_SCHEMA },
  mandatory: ['options'],
  settings: (definition) => ({ options: readOptions(definition.options) }),
  columns: () => [{ suffix: '', sql: 'text[]', collation: 'C' }],
  parse(wire, field) {
    if (!Array.isArray(wire)) return bad(problem('not_a_list', { field: field.name }));
    const { options } = field.settings;
    const unknown = wire.find((key) => !options.some((option) => option.key === key));
    if (unknown !== undefined) return refuse(unknown, field);
    return ok(inOrder(wire as string[], field));
  },
  toColumns: (value) => [value],
  fromColumns: ([value]) => value!,
  feelType: (field) => ({ kind: 'list', of: { kind: 'choice', keys: optionKeys(field) } }),
  toFeel: (value) => value as string[],
  fromFeel(value, field) {
    const list = Array.isArray(value) ? value : [value];
    return list.every((item) => typeof item === 'string')
      ? this.parse(list as string[], field)
      : bad(problem('not_a_list', { field: field.name }));
  },
  emptyFeel: [],
  typescript: (field) =>
    `(${optionKeys(field)
      .map((key) => `'${key}'`)
      .join(' | ')})[]`,
  json: (field) => ({ type: 'array', uniqueItems: true, items: { type: 'string', enum: optionKeys(field) } }),
  operators: LIST_OPERATORS,
  operand: (wire, field) =>
    Array.isArray(wire) ? multiChoice.parse(wire, field) : multiChoice.parse([wire], field),
  sortable: false,
  groupable: false,
  aggregates: [],
  indexes: ['gin'],
  readText(text, field) {
    const keys: string[] = [];
    for (const part of text.split(/[;,\n|]/).filter((word) => word.trim() !== '')) {
      const key = findOption(part, field.settings.options);
      if (key === null) return refuse(part.trim(), field);
      keys.push(key);
    }
    return ok(keys.length ? inOrder(keys, field) : null);
  },
  writeText: (value, { settings }, { language }) =>
    (value as string[]).map((key) => optionLabel(key, settings.options, language)).join('; '),
  convert(source, { settings }, values, literal) {
    const one = (text: string) => toOption({ ...source, text }, settings.options, values, literal);
    const parts =
      source.family === 'list'
        ? `unnest(${source.sql})`
        : `unnest(regexp_split_to_array(${source.text}, '[;,]'))`;
    const list = `array(select distinct ${one('part')} from ${parts} part where ${one('part')} is not null)`;
    return [`nullif(${list}, '{}')`];
  },
  control: 'multi_choice',
});

// helpers //////////

function inOrder(keys: readonly string[], field: FieldOf<OptionSettings>): Json {
  const chosen = new Set(keys);
  const ordered = optionKeys(field).filter((key) => chosen.has(key));
  return ordered.length ? ordered : null;
}

function refuse(value: Json, field: FieldOf<OptionSettings>): Parsed {
  const name = typeof value === 'string' ? unknownOption(value, field.settings.options) : shown(value);
  return bad(problem('unknown_option', { field: field.name, value: name }));
}
