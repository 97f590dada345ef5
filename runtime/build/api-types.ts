/** TypeScript types of requests and replies from the JSON Schemas of `runtime/api/schemas` (see `generate.ts`). */
import { readdirSync, readFileSync } from 'node:fs';
import { compile, type JSONSchema } from 'json-schema-to-typescript';
import { withoutNoise } from './definition-types.ts';

const FOLDER = 'runtime/api/schemas';
const BANNER = `/**
 * Requests and replies of the HTTP API. Made from runtime/api/schemas by \`npm run generate\`; do not edit.
 */`;

/** All files in one document: the name of a definition is unique among them. */
export async function apiTypes(): Promise<string> {
  const $defs: Record<string, unknown> = {};
  for (const file of readdirSync(FOLDER)
    .filter((name) => name.endsWith('.schema.json'))
    .sort()) {
    const schema = JSON.parse(readFileSync(`${FOLDER}/${file}`, 'utf8')) as {
      $defs: Record<string, unknown>;
    };
    for (const [name, definition] of Object.entries(schema.$defs)) {
      if (name in $defs) throw new Error(`${file} defines ${name}, which another file defines too`);
      $defs[name] = local(definition);
    }
  }
  const whole = {
    title: 'Api',
    type: 'object',
    additionalProperties: false,
    properties: {},
    $defs,
  } as unknown as JSONSchema;
  const compiled = await compile(whole, 'Api', {
    bannerComment: BANNER,
    additionalProperties: false,
    ignoreMinAndMaxItems: true,
    unreachableDefinitions: true,
    style: { singleQuote: true, printWidth: 110 },
  });
  return withoutNoise(compiled).replace('export interface Api {}\n', '');
}

// helpers //////////

/** References into another file become references into the one document. */
function local(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(local);
  if (typeof node !== 'object' || node === null) return node;
  return Object.fromEntries(
    Object.entries(node).map(([key, value]) =>
      key === '$ref' && typeof value === 'string'
        ? [key, value.replace(/^potik:api\/[a-z-]+#/, '#')]
        : [key, local(value)],
    ),
  );
}
