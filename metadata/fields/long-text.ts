/** Text of several lines: descriptions, notes. */

import { problem } from '../failures.ts';
import { toText } from '../field-parts/conversion.ts';
import { checkBlock, readLine, textSchema } from '../field-parts/text-value.ts';
import { bad, defineFieldType } from './field-type.ts';

interface Settings {
  readonly maxLength: number;
}

export const longText = defineFieldType<Settings>({
  key: 'long_text',
  label: { en: 'Long text', uk: 'Довгий текст', ru: 'Длинный текст' },
  group: 'text',
  schema: {
    max_length: {
      type: 'integer',
      minimum: 1,
      maximum: 1_000_000,
      description: 'Most characters allowed; 100,000 when not given.',
    },
  },
  settings: (definition) => ({ maxLength: (definition.max_length as number | undefined) ?? 100_000 }),
  columns: () => [{ suffix: '', sql: 'text', collation: 'und-x-icu' }],
  parse: (wire, field) => checkBlock(wire, field.settings.maxLength, field),
  toColumns: (value) => [value],
  fromColumns: ([value]) => value!,
  feelType: () => ({ kind: 'string' }),
  toFeel: (value) => value as string,
  fromFeel(value, field) {
    return typeof value === 'string'
      ? this.parse(value, field)
      : bad(problem('not_text', { field: field.name }));
  },
  typescript: () => 'string',
  json: ({ settings }) => textSchema(settings.maxLength),
  operators: ['matches', 'contains', 'not_contains', 'starts_with', 'empty', 'not_empty'],
  sortable: false,
  groupable: false,
  aggregates: [],
  search: 'text',
  fullText: true,
  indexes: ['trigram'],
  readText: readLine,
  writeText: (value) => value as string,
  convert: (source) => [toText(source)],
  control: 'long_text',
});
