/** The records of another entity that belong to this one: line items, edited in its form and saved with it. No column. */
import { problem } from '../failures.ts';
import { Reference } from '../value.ts';
import { bad, defineFieldType, ok } from './field-type.ts';

export interface ChildrenSettings {
  /** The entity of the children. */
  readonly of: string;
  /** Its lookup that names the parent; null: its only one to this entity. */
  readonly by: string | null;
}

export const CHILDREN_OPERATORS = ['any', 'none'];

export const children = defineFieldType<ChildrenSettings>({
  key: 'children',
  label: { en: 'Line items', uk: 'Рядки', ru: 'Строки' },
  group: 'relation',
  schema: {
    of: {
      type: 'string',
      'x-ref': 'entity',
      description: 'Entity of the children; it has a lookup to this one.',
    },
    by: {
      type: 'string',
      description: 'The lookup in the children that names the parent, where there are several.',
    },
  },
  mandatory: ['of'],
  settings: (definition, around) => ({
    of: around.reference(definition.of as string),
    by: (definition.by as string | undefined) ?? null,
  }),
  columns: () => [],
  // The records of the list are parsed by the write path, each by its own entity.
  parse: (wire, field) =>
    typeof wire === 'object' ? ok(wire) : bad(problem('not_a_list', { field: field.name })),
  toColumns: () => [],
  fromColumns: () => null,
  feelType: ({ settings }) => ({ kind: 'list', of: { kind: 'record', entity: settings.of } }),
  toFeel: (value, { settings }) =>
    (value as { id: string }[]).map((child) => new Reference(settings.of, child.id)),
  fromFeel: (_value, field) => bad(problem('read_only', { field: field.name })),
  emptyFeel: [],
  typescript: ({ settings }) => `${pascal(settings.of)}[]`,
  typescriptInput: ({ settings }, by) =>
    `Children<${by === null ? `${pascal(settings.of)}Input` : `Omit<${pascal(settings.of)}Input, '${by}'>`}>`,
  json: ({ settings }) => ({ type: 'array', items: { $ref: `#/components/schemas/${settings.of}` } }),
  operators: CHILDREN_OPERATORS,
  sortable: false,
  groupable: false,
  aggregates: [],
  indexes: [],
  readText: (_text, field) => bad(problem('read_only', { field: field.name })),
  writeText: (value) => String((value as unknown[]).length),
  control: 'children',
  holders: ({ settings }) => ({ entity: settings.of, by: settings.by, made: null }),
});

/** `order_line` → `OrderLine`, as generated types are called. */
export function pascal(key: string): string {
  return key.replaceAll(/(?:^|_)([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}
