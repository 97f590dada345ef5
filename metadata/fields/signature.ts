/** A signature drawn in a form: a small picture kept with the record as a data URL. */
import { problem } from '../failures.ts';
import { bad, defineFieldType, ok } from './field-type.ts';

const MOST = 200_000;
/** PNG only: an SVG could carry script. */
const PICTURE = /^data:image\/png;base64,[A-Za-z0-9+/]+={0,2}$/;

export const signature = defineFieldType<null>({
  key: 'signature',
  label: { en: 'Signature', uk: 'Підпис', ru: 'Подпись' },
  group: 'file',
  schema: {},
  settings: () => null,
  columns: () => [{ suffix: '', sql: 'text', collation: 'C' }],
  parse(wire, field) {
    if (typeof wire === 'string' && wire.length > MOST)
      return bad(problem('too_much_data', { field: field.name, max: MOST }));
    return typeof wire === 'string' && PICTURE.test(wire)
      ? ok(wire)
      : bad(problem('not_a_signature', { field: field.name }));
  },
  toColumns: (value) => [value],
  fromColumns: ([value]) => value!,
  feelType: () => ({ kind: 'string' }),
  toFeel: (value) => value as string,
  fromFeel(value, field) {
    return this.parse(typeof value === 'string' ? value : null, field);
  },
  typescript: () => 'string',
  json: () => ({ type: 'string', maxLength: MOST, pattern: PICTURE.source }),
  operators: ['empty', 'not_empty'],
  sortable: false,
  groupable: false,
  aggregates: [],
  indexes: [],
  readText(text, field) {
    return text.trim() === '' ? ok(null) : this.parse(text.trim(), field);
  },
  writeText: () => '✓',
  control: 'signature',
});
