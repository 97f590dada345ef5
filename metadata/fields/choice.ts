/** One of a list of options; stored, compared and sent by its key, sorted in the order of the list. */

import { problem, shown } from '../failures.ts';
import { toOption } from '../field-parts/conversion.ts';
import {
  findOption,
  OPTIONS_SCHEMA,
  type OptionSettings,
  optionCase,
  optionKeys,
  optionLabel,
  readOptions,
  unknownOption,
} from '../field-parts/options.ts';
import { bad, defineFieldType, type FieldOf, ok, type Parsed } from './field-type.ts';

export const CHOICE_OPERATORS = ['=', '!=', 'in', 'not_in', 'empty', 'not_empty'];

/** `array_position` over the option keys: the place in the list; unknown keys come last. */
export function orderOfKeys(
  column: string,
  keys: readonly string[],
  literal: (text: string) => string,
): string {
  return `array_position(array[${keys.map(literal).join(',')}]::text[], ${column})`;
}

export const choice = defineFieldType<OptionSettings>({
  key: 'choice',
  label: { en: 'Choice', uk: 'Вибір', ru: 'Выбор' },
  group: 'choice',
  schema: { options: OPTIONS_SCHEMA },
  mandatory: ['options'],
  settings: (definition) => ({ options: readOptions(definition.options) }),
  columns: () => [{ suffix: '', sql: 'text', collation: 'C' }],
  parse(wire, field) {
    if (typeof wire !== 'string') return refuse(shown(wire), field);
    const key = wire.trim();
    return field.settings.options.some((option) => option.key === key)
      ? ok(key)
      : refuse(unknownOption(key, field.settings.options), field);
  },
  toColumns: (value) => [value],
  fromColumns: ([value]) => value!,
  feelType: (field) => ({ kind: 'choice', keys: optionKeys(field) }),
  toFeel: (value) => value as string,
  fromFeel(value, field) {
    return typeof value === 'string' ? this.parse(value, field) : refuse(shown(value), field);
  },
  typescript: (field) =>
    optionKeys(field)
      .map((key) => `'${key}'`)
      .join(' | '),
  json: (field) => ({ type: 'string', enum: optionKeys(field) }),
  operators: CHOICE_OPERATORS,
  sortable: true,
  sortSql: (column, field, literal) => orderOfKeys(column, optionKeys(field), literal),
  labelSql: (column, field, language, literal) =>
    optionCase(column, field.settings.options, language, literal),
  groupable: true,
  aggregates: [],
  indexes: ['btree'],
  readText(text, field) {
    if (text.trim() === '') return ok(null);
    const key = findOption(text, field.settings.options);
    return key === null ? refuse(unknownOption(text, field.settings.options), field) : ok(key);
  },
  writeText: (value, { settings }, { language }) => optionLabel(value as string, settings.options, language),
  convert: (source, { settings }, values, literal) => [toOption(source, settings.options, values, literal)],
  options: ({ settings }) => settings.options,
  control: 'choice',
});

// helpers //////////

function refuse(value: string, field: FieldOf<unknown>): Parsed {
  return bad(problem('unknown_option', { field: field.name, value }));
}
