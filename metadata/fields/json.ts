/** Data of any shape, for integrations: stored as it is, up to a size and depth. */
import { problem } from '../failures.ts';
import type { Json } from '../value.ts';
import { fromState, toState } from '../value-json.ts';
import { bad, defineFieldType, ok } from './field-type.ts';

const MOST = 100_000;
const DEEPEST = 20;

export const json = defineFieldType<null>({
  key: 'json',
  label: { en: 'Data (JSON)', uk: 'Дані (JSON)', ru: 'Данные (JSON)' },
  group: 'other',
  schema: {},
  settings: () => null,
  columns: () => [{ suffix: '', sql: 'jsonb' }],
  parse(wire, field) {
    const size = depth(wire) > DEEPEST ? Number.POSITIVE_INFINITY : JSON.stringify(wire).length;
    if (size > MOST) return bad(problem('too_much_data', { field: field.name, max: MOST }));
    return JSON.stringify(wire).includes('\\u0000')
      ? bad(problem('control_characters', { field: field.name }))
      : ok(wire);
  },
  toColumns: (value) => [value],
  fromColumns: ([value]) => value!,
  feelType: () => ({ kind: 'any' }),
  toFeel: (value) => fromState(value),
  fromFeel(value, field) {
    try {
      const state = toState(value);
      return state === null ? ok(null) : this.parse(state, field);
    } catch {
      return bad(problem('not_an_object', { field: field.name })); // a function is no data
    }
  },
  typescript: () => 'Json',
  json: () => ({}),
  operators: ['empty', 'not_empty'],
  sortable: false,
  groupable: false,
  aggregates: [],
  indexes: [],
  readText(text, field) {
    if (text.trim() === '') return ok(null);
    try {
      return ok(JSON.parse(text) as Json);
    } catch {
      return bad(problem('not_an_object', { field: field.name }));
    }
  },
  writeText: (value) => JSON.stringify(value),
  control: 'json',
});

// helpers //////////

function depth(value: Json, level = 0): number {
  if (typeof value !== 'object' || value === null || level > DEEPEST) return level;
  return Math.max(level, ...Object.values(value).map((item) => depth(item, level + 1)));
}
