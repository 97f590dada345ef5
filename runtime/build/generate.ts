/**
 * `npm run generate`: TypeScript types from JSON Schemas, by json-schema-to-typescript. What it writes is committed; with
 * `--check` it writes nothing and fails where a committed file differs (part of `npm run check`).
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { apiTypes } from './api-types.ts';
import { definitionTypes } from './definition-types.ts';

const FILES: Record<string, () => Promise<string>> = {
  'metadata/schemas/generated/definitions.ts': definitionTypes,
  'runtime/api/schemas/generated/api.ts': apiTypes,
};

const check = process.argv.includes('--check');
let stale = false;
for (const [path, types] of Object.entries(FILES)) {
  const text = await types();
  if (existsSync(path) && readFileSync(path, 'utf8') === text) continue;
  if (check) {
    stale = true;
    console.error(`${path} does not agree with its schemas. Run "npm run generate" and commit the result.`);
  } else {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
    console.log(`written: ${path}`);
  }
}
if (stale) process.exit(1);
