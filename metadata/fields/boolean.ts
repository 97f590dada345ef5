/** Yes or no. Empty is a third state ("not answered") unless the field is required or has a default. */

import { problem, shown } from '../failures.ts';
import { nullOr, toBoolean } from '../field-parts/conversion.ts';
import { bad, defineFieldType, ok } from './field-type.ts';

const YES = new Set([
  'true',
  'yes',
  'y',
  '1',
  '+',
  'x',
  'так',
  'т',
  'да',
  'д',
  'истина',
  'істина',
  '✓',
  'on',
]);
const NO = new Set(['false', 'no', 'n', '0', '-', 'ні', 'н', 'нет', 'ложь', 'хиба', 'off']);
const WORDS: Readonly<Record<string, readonly [string, string]>> = {
  en: ['yes', 'no'],
  uk: ['так', 'ні'],
  ru: ['да', 'нет'],
};

export const boolean = defineFieldType<null>({
  key: 'boolean',
  label: { en: 'Yes or no', uk: 'Так або ні', ru: 'Да или нет' },
  group: 'choice',
  schema: {},
  settings: () => null,
  columns: () => [{ suffix: '', sql: 'boolean' }],
  parse: (wire, field) =>
    typeof wire === 'boolean'
      ? ok(wire)
      : bad(problem('not_yes_or_no', { field: field.name, value: shown(wire) })),
  toColumns: (value) => [value],
  fromColumns: ([value]) => value!,
  feelType: () => ({ kind: 'boolean' }),
  toFeel: (value) => value as boolean,
  fromFeel: (value, field) =>
    typeof value === 'boolean'
      ? ok(value)
      : bad(problem('not_yes_or_no', { field: field.name, value: shown(value) })),
  typescript: () => 'boolean',
  json: () => ({ type: 'boolean' }),
  operators: ['=', '!=', 'empty', 'not_empty'],
  sortable: true,
  groupable: true,
  aggregates: [],
  indexes: ['btree'],
  readText(text, field) {
    const word = text.trim().toLowerCase();
    if (word === '') return ok(null);
    if (YES.has(word)) return ok(true);
    if (NO.has(word)) return ok(false);
    return bad(problem('not_yes_or_no', { field: field.name, value: shown(text) }));
  },
  writeText: (value, _field, { language }) => (WORDS[language] ?? WORDS.en!)[value ? 0 : 1],
  convert: (source) => nullOr(toBoolean(source)),
  control: 'boolean',
});
