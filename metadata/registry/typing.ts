/**
 * What expressions about records may read: the fields of an entity by name with their types, the person who acts, the
 * functions of the platform. The registry, the query compiler, forms and the write path compile through here.
 */
import {
  type CompileOptions,
  type CompileResult,
  compile,
  type FunctionSignature,
  type Type,
} from '../expression.ts';
import { FIELD_TYPES } from '../fields/table.ts';
import { FUNCTION_SIGNATURES } from '../functions.ts';
import type { Column, Field } from './model.ts';
import { TITLE } from './system-fields.ts';

type Fields = ReadonlyMap<string, Field>;

export interface TypedEntity {
  readonly key: string;
  readonly fields: Fields;
}

/** `pipeline(stage)`: what the stage says of itself. */
export const PIPELINE_RESULT: Type = {
  kind: 'context',
  fields: {
    key: { kind: 'string' },
    label: { kind: 'string' },
    probability: { kind: 'number' },
    outcome: { kind: 'choice', keys: ['won', 'lost'] },
  },
};

export const PLATFORM_FUNCTIONS: Readonly<Record<string, FunctionSignature>> = {
  ...FUNCTION_SIGNATURES,
  pipeline: { parameters: [{ name: 'stage', type: { kind: 'string' } }], result: PIPELINE_RESULT },
};

/** The field a readable name stands for, with the column of a part such as `amount_currency`. */
export function fieldOfName(
  entity: TypedEntity,
  name: string,
): { field: Field; column: Column | null } | null {
  const field = entity.fields.get(name);
  if (field) return { field, column: field.columns[0] ?? null };
  for (const candidate of entity.fields.values()) {
    if (!name.startsWith(candidate.key)) continue;
    const column = candidate.columns.find((part) => part.suffix !== '' && part.name === name);
    if (column) return { field: candidate, column };
  }
  return null;
}

/** Type of a part: that of the field type it is filtered as, else text. */
export function partType(column: Column): Type {
  const type = FIELD_TYPES.get(column.as ?? 'text');
  return (
    type?.feelType({ key: column.name, entity: '', name: column.name, settings: {} }) ?? { kind: 'string' }
  );
}

const typesOf = new WeakMap<Fields, Readonly<Record<string, Type>>>();

/** Names and types of an entity's readable fields, parts and title included. */
export function readableTypes(entity: TypedEntity): Readonly<Record<string, Type>> {
  const known = typesOf.get(entity.fields);
  if (known) return known;
  const types: Record<string, Type> = Object.create(null);
  types[TITLE] = { kind: 'string' };
  for (const field of entity.fields.values()) {
    types[field.key] = field.type.feelType(field);
    for (const column of field.columns) if (column.suffix !== '') types[column.name] = partType(column);
  }
  typesOf.set(entity.fields, types);
  return types;
}

/** Compiles FEEL about a record of `entity` (or about `names` only, for null). */
export function compileAbout(
  source: string,
  entity: TypedEntity | null,
  entities: ReadonlyMap<string, TypedEntity>,
  names: Readonly<Record<string, Type>> = {},
  { functions, calendars }: Pick<CompileOptions, 'functions' | 'calendars'> = {},
): CompileResult {
  const options: CompileOptions = {
    language: 'feel',
    names: { ...(entity ? readableTypes(entity) : {}), me: { kind: 'record', entity: 'user' }, ...names },
    functions: { ...PLATFORM_FUNCTIONS, ...functions },
    ...(calendars && { calendars }),
    fieldsOf: (key) => {
      const other = entities.get(key);
      return other ? readableTypes(other) : null;
    },
  };
  return compile(source, options);
}
