/** A reference to one record of one of several entities: `{"entity": "order", "id": "…"}`. */
import { problem, shown } from '../failures.ts';
import { idOf, ON_DELETE } from '../field-parts/reference.ts';
import { type Json, Reference } from '../value.ts';
import { bad, defineFieldType, ok, type ReferenceFacts } from './field-type.ts';

interface Settings {
  readonly to: readonly string[];
  readonly onDelete: ReferenceFacts['onDelete'];
}

export const anyLookup = defineFieldType<Settings>({
  key: 'any_lookup',
  label: {
    en: 'To a record of several entities',
    uk: 'Посилання на різні записи',
    ru: 'Ссылка на разные записи',
  },
  group: 'relation',
  schema: {
    to: {
      type: 'array',
      minItems: 1,
      uniqueItems: true,
      items: { type: 'string', 'x-ref': 'entity' },
      description: 'Keys of the entities that may be referred to.',
    },
    on_delete: { ...ON_DELETE, description: `${ON_DELETE.description} Default: clear.` },
  },
  mandatory: ['to'],
  settings: (definition, around) => ({
    to: (definition.to as string[]).map((key) => around.reference(key)),
    onDelete: (definition.on_delete as ReferenceFacts['onDelete'] | undefined) ?? 'clear',
  }),
  columns: () => [
    { suffix: '', sql: 'uuid' },
    { suffix: 'entity', sql: 'text', collation: 'C', label: { en: 'Kind', uk: 'Вид', ru: 'Вид' } },
  ],
  parse(wire, field) {
    const id = idOf(wire);
    const entity =
      typeof wire === 'object' && wire !== null ? (wire as Record<string, Json>).entity : undefined;
    if (id === null) return bad(problem('not_a_record', { field: field.name }));
    if (typeof entity !== 'string' || !field.settings.to.includes(entity)) {
      const expected = field.settings.to.join(', ');
      return bad(problem('unknown_entity', { field: field.name, value: shown(entity ?? null), expected }));
    }
    return ok({ entity, id });
  },
  toColumns(value) {
    const { entity, id } = value as { entity: string; id: string };
    return [id, entity];
  },
  fromColumns: ([id, entity]) => (id === null ? null : { entity: entity!, id: id! }),
  feelType: () => ({ kind: 'any' }),
  toFeel(value) {
    const { entity, id } = value as { entity: string; id: string };
    return new Reference(entity, id);
  },
  fromFeel(value, field) {
    return value instanceof Reference
      ? this.parse({ entity: value.entity, id: value.id }, field)
      : bad(problem('not_a_record', { field: field.name }));
  },
  typescript: ({ settings }) => settings.to.map((key) => `AnyRef<'${key}'>`).join(' | '),
  typescriptInput: ({ settings }) =>
    settings.to.map((key) => `{ readonly entity: '${key}'; readonly id: Id<'${key}'> }`).join(' | '),
  json: ({ settings }) => ({
    type: 'object',
    required: ['entity', 'id'],
    properties: {
      entity: { type: 'string', enum: settings.to },
      id: { type: 'string', format: 'uuid' },
      title: { type: ['string', 'null'], readOnly: true },
    },
  }),
  operators: ['=', '!=', 'in', 'not_in', 'empty', 'not_empty'],
  operand(wire, field) {
    const id = idOf(wire);
    return id === null ? bad(problem('not_a_record', { field: field.name })) : ok(id);
  },
  sortable: false,
  groupable: false,
  aggregates: [],
  indexes: ['btree'],
  readText: (text) => ok(text.trim() === '' ? null : text.trim()),
  writeText: (value) => String((value as { title?: string }).title ?? idOf(value) ?? ''),
  control: 'any_lookup',
  refersTo: ({ settings }) => ({ entities: settings.to, onDelete: settings.onDelete }),
});
