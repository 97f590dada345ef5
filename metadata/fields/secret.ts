/** A secret such as a key of another system: sealed before it is stored, never shown again, only replaced or used. */
import { problem } from '../failures.ts';
import { bad, defineFieldType, ok } from './field-type.ts';

const MOST = 8_000;

export const secret = defineFieldType<null>({
  key: 'secret',
  label: { en: 'Secret', uk: 'Таємниця', ru: 'Секрет' },
  group: 'other',
  schema: {},
  settings: () => null,
  columns: () => [{ suffix: '', sql: 'text', collation: 'C' }],
  parse(wire, field) {
    if (typeof wire !== 'string') return bad(problem('not_text', { field: field.name }));
    return wire.length > MOST ? bad(problem('too_much_data', { field: field.name, max: MOST })) : ok(wire);
  },
  toColumns: (value) => [value],
  fromColumns: ([value]) => (value === null ? null : { set: true }),
  feelType: () => ({ kind: 'any' }),
  toFeel: () => null,
  fromFeel: (_value, field) => bad(problem('read_only', { field: field.name })),
  typescript: () => '{ set: true }',
  typescriptInput: () => 'string',
  json: () => ({
    oneOf: [
      { type: 'string', maxLength: MOST, writeOnly: true },
      { type: 'object', readOnly: true, properties: { set: { const: true } } },
    ],
  }),
  operators: ['empty', 'not_empty'],
  sortable: false,
  groupable: false,
  aggregates: [],
  indexes: [],
  readText: (text) => ok(text.trim() === '' ? null : text),
  writeText: () => '••••',
  control: 'secret',
  sealed: true,
});
