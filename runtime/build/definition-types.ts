/** TypeScript types of the definitions from the JSON Schemas of `metadata/schemas` (see `generate.ts`). */
import { compile, type JSONSchema } from 'json-schema-to-typescript';
import { commonFieldSchema, SCHEMA_KINDS, schemaOf } from '#metadata/schema.ts';

const BANNER = `/**
 * The shapes of definitions as written in files. Made from metadata/schemas by \`npm run generate\`; do not edit.
 */`;

/** All kinds in one document, so that shared parts are written once. */
function wholeSchema(): JSONSchema {
  const $defs: Record<string, unknown> = {};
  const properties: Record<string, unknown> = {};
  for (const kind of SCHEMA_KINDS) {
    const {
      $defs: own,
      $schema: _,
      ...schema
    } = schemaOf(kind) as { $defs: Record<string, unknown>; $schema: string };
    Object.assign($defs, own);
    $defs[kind] = schema;
    properties[kind] = { $ref: `#/$defs/${kind}` };
  }
  $defs.field = { title: 'FieldDefinition', ...commonFieldSchema() };
  $defs.scope = {
    title: 'Scope',
    type: 'string',
    description: ($defs.scope as { description: string }).description,
  };
  for (const name of ['key', 'path', 'sort']) delete $defs[name];
  $defs.label = { title: 'Label', ...($defs.label as object) };
  $defs.checks = { title: 'Checks', ...($defs.checks as object) };
  $defs.item = { title: 'FormItem', ...($defs.item as object) };
  $defs.entry = { title: 'MenuEntry', ...($defs.entry as object) };
  return named({
    title: 'DefinitionsByKind',
    type: 'object',
    additionalProperties: false,
    properties,
    $defs,
  }) as JSONSchema;
}

/** The generator writes a reference with a description out in full; by its name it stays short. */
const NAMES: Record<string, string> = {
  label: 'Label',
  key: 'string',
  path: 'string',
  sort: 'string[]',
  scope: 'Scope',
  checks: 'Checks',
  field: 'FieldDefinition',
  item: 'FormItem',
  entry: 'MenuEntry',
};

function named(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(named);
  if (typeof node !== 'object' || node === null) return node;
  const { $ref, ...rest } = node as { $ref?: string };
  const name = $ref && NAMES[$ref.replace('#/$defs/', '')];
  if (name) return { ...rest, tsType: name };
  const entries = Object.entries(node).map(([key, value]) => [key, named(value)]);
  return Object.fromEntries(entries);
}

export async function definitionTypes(): Promise<string> {
  const compiled = await compile(wholeSchema(), 'DefinitionsByKind', {
    bannerComment: BANNER,
    additionalProperties: false,
    ignoreMinAndMaxItems: true,
    unreachableDefinitions: true,
    style: { singleQuote: true, printWidth: 110 },
  });
  return withoutNoise(compiled);
}

// helpers //////////

const NOISE = /^ \* This (interface|type) was referenced[^\n]*\n \* via the `definition` "[A-Za-z_]+"\.\n/gm;

/** The generator says of each type where it found it, which tells a reader nothing. */
export function withoutNoise(text: string): string {
  return text
    .replaceAll(NOISE, '')
    .replaceAll(/^ \*\n(?= \*\/)/gm, '')
    .replaceAll(/^\/\*\*\n \*\/\n/gm, '');
}
