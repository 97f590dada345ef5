/** The id of a record itself: UUID v7, made by the server, ordered by time of creation. */
import { problem } from '../failures.ts';
import { idOf } from '../field-parts/reference.ts';
import { bad, defineFieldType, ok } from './field-type.ts';

export const recordId = defineFieldType<null>({
  key: 'record_id',
  label: { en: 'Id', uk: 'Ідентифікатор', ru: 'Идентификатор' },
  group: 'other',
  schema: {},
  settings: () => null,
  columns: () => [{ suffix: '', sql: 'uuid' }],
  parse(wire, field) {
    const id = idOf(wire);
    return id === null ? bad(problem('not_a_record', { field: field.name })) : ok(id);
  },
  toColumns: (value) => [value],
  fromColumns: ([value]) => value!,
  feelType: () => ({ kind: 'string' }),
  toFeel: (value) => value as string,
  fromFeel(value, field) {
    return this.parse(typeof value === 'string' ? value : null, field);
  },
  typescript: (field) => `Id<'${field.entity}'>`,
  json: () => ({ type: 'string', format: 'uuid' }),
  operators: ['=', '!=', 'in', 'not_in'],
  sortable: true,
  groupable: false,
  aggregates: [],
  indexes: [],
  readText: (text) => ok(text.trim() === '' ? null : text.trim()),
  writeText: (value) => value as string,
  control: 'text',
  internal: true,
});
