/**
 * The JSON Schema (2020-12) of every kind of definition, put together from `schemas/` and the settings of the field types.
 * The server checks definitions with it (ajv), the designer and the documentation show its descriptions, and
 * `npm run generate` makes the TypeScript types in `schemas/generated` from it.
 */
import type { FieldType, JsonSchema } from './fields/field-type.ts';
import { FIELD_TYPES } from './fields/table.ts';
import calendar from './schemas/calendar.schema.json' with { type: 'json' };
import common from './schemas/common.schema.json' with { type: 'json' };
import entity from './schemas/entity.schema.json' with { type: 'json' };
import extension from './schemas/extension.schema.json' with { type: 'json' };
import form from './schemas/form.schema.json' with { type: 'json' };
import menu from './schemas/menu.schema.json' with { type: 'json' };
import pipeline from './schemas/pipeline.schema.json' with { type: 'json' };
import role from './schemas/role.schema.json' with { type: 'json' };
import solution from './schemas/solution.schema.json' with { type: 'json' };
import taskTypes from './schemas/task_types.schema.json' with { type: 'json' };
import translation from './schemas/translation.schema.json' with { type: 'json' };
import view from './schemas/view.schema.json' with { type: 'json' };
import webhook from './schemas/webhook.schema.json' with { type: 'json' };
import type { Json } from './value.ts';

type WithDefs = { readonly $defs?: Record<string, JsonSchema> } & Record<string, unknown>;

const WRITTEN: Readonly<Record<string, WithDefs>> = {
  solution,
  entity,
  extension,
  pipeline,
  view,
  form,
  role,
  menu,
  translation,
  calendar,
  task_types: taskTypes,
  webhook,
};

/** Kinds whose files have a schema (YAML). */
export const SCHEMA_KINDS: readonly string[] = Object.keys(WRITTEN);

/** The complete schema of a kind, without references to other documents; undefined for kinds that are not YAML. */
export function schemaOf(kind: string): JsonSchema | undefined {
  const written = WRITTEN[kind];
  if (!written) return undefined;
  const { fieldCommon: _, ...shared } = common.$defs;
  return { ...written, $defs: { ...shared, ...written.$defs, field: fieldSchema() } };
}

/** The keys of a definition's top level in the order of its schema, unknown ones behind; what is below keeps its order. */
export function inSchemaOrder(kind: string, content: Json): Json {
  const properties = (WRITTEN[kind] as { readonly properties?: object } | undefined)?.properties;
  if (!properties || typeof content !== 'object' || content === null || Array.isArray(content))
    return content;
  const known = Object.keys(properties).filter((key) => Object.hasOwn(content, key));
  const others = Object.keys(content).filter((key) => !Object.hasOwn(properties, key));
  return Object.fromEntries([...known, ...others].map((key) => [key, content[key]!]));
}

/** A field definition: one variant a type, told apart by `type`. */
export function fieldSchema(): JsonSchema {
  return {
    description: 'A field of a record: its type, and what the type may be told.',
    type: 'object',
    required: ['type'],
    discriminator: { propertyName: 'type' },
    oneOf: [...FIELD_TYPES.values()].filter((type) => !type.internal).map(variant),
  };
}

/** The keys every field may have, whatever its type, for the types that are generated. */
export function commonFieldSchema(): JsonSchema {
  return { ...common.$defs.fieldCommon, additionalProperties: true };
}

// helpers //////////

function variant(type: FieldType): JsonSchema {
  const { properties } = common.$defs.fieldCommon;
  return {
    title: type.key,
    type: 'object',
    additionalProperties: false,
    required: ['type', ...(type.mandatory ?? [])],
    properties: {
      ...properties,
      type: { const: type.key, description: properties.type.description },
      ...type.schema,
    },
  };
}
