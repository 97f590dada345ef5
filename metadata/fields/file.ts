/** An uploaded file, by its id. Read, it comes with name, size and media type. */
import { problem } from '../failures.ts';
import { idOf } from '../field-parts/reference.ts';
import { contextOf, type Json, numberOf } from '../value.ts';
import { bad, defineFieldType, ok } from './field-type.ts';

export interface FileSettings {
  /** Media types (`application/pdf`, `image/*`); empty: all that the installation allows. */
  readonly accept: readonly string[];
  /** Bytes. */
  readonly maxSize: number;
}

/** True when the media type is one of `accept`, where `image/*` stands for all images. */
export function accepts(accept: readonly string[], type: string): boolean {
  return (
    accept.length === 0 ||
    accept.some(
      (pattern) => pattern === type || (pattern.endsWith('/*') && type.startsWith(pattern.slice(0, -1))),
    )
  );
}

const MEGABYTE = 1_048_576;

export const file = defineFieldType<FileSettings>({
  key: 'file',
  label: { en: 'File', uk: 'Файл', ru: 'Файл' },
  group: 'file',
  schema: {
    accept: {
      type: 'array',
      items: { type: 'string', pattern: '^[a-z]+/([a-z0-9.+-]+|\\*)$' },
      description: 'Media types allowed, such as application/pdf or image/*.',
    },
    max_size: {
      type: 'integer',
      minimum: 1,
      maximum: 500,
      description: 'Largest size in megabytes; 25 when not given.',
    },
  },
  settings: (definition) => ({
    accept: (definition.accept as string[] | undefined) ?? [],
    maxSize: ((definition.max_size as number | undefined) ?? 25) * MEGABYTE,
  }),
  columns: () => [{ suffix: '', sql: 'uuid' }],
  parse(wire, field) {
    const id = idOf(wire);
    return id === null ? bad(problem('not_a_file', { field: field.name })) : ok(id);
  },
  toColumns: (value) => [value],
  fromColumns: ([value]) => value!,
  feelType: () => ({
    kind: 'context',
    fields: {
      id: { kind: 'string' },
      name: { kind: 'string' },
      size: { kind: 'number' },
      type: { kind: 'string' },
    },
  }),
  toFeel(value) {
    const facts = (typeof value === 'object' ? value : { id: value }) as Record<string, Json>;
    return contextOf(
      Object.entries(facts).map(([key, part]) => [
        key,
        typeof part === 'number' ? numberOf(part) : (part as string),
      ]),
    );
  },
  fromFeel(value, field) {
    const id =
      typeof value === 'object' && value !== null && 'id' in value ? (value.id as Json) : (value as Json);
    return this.parse(typeof id === 'string' ? id : null, field);
  },
  typescript: () => 'FileRef',
  typescriptInput: () => 'FileRef | string',
  json: () => ({
    description: 'An uploaded file: its id is enough when written.',
    oneOf: [
      { type: 'string', format: 'uuid' },
      {
        type: 'object',
        required: ['id'],
        properties: {
          id: { type: 'string', format: 'uuid' },
          name: { type: 'string', readOnly: true },
          size: { type: 'integer', readOnly: true },
          type: { type: 'string', readOnly: true },
        },
      },
    ],
  }),
  operators: ['empty', 'not_empty'],
  sortable: false,
  groupable: false,
  aggregates: [],
  indexes: [],
  readText: (text) => ok(text.trim() === '' ? null : text.trim()),
  writeText: (value) => String((value as { name?: string }).name ?? idOf(value) ?? ''),
  control: 'file',
  holdsFile: true,
});
