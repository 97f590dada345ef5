/**
 * `npm run generate`: TypeScript types from the JSON Schemas of `metadata/schemas` (kinds of definitions) and
 * `runtime/api/schemas` (requests and replies), by json-schema-to-typescript. The output is committed; `--check` fails
 * when it is out of date (part of `npm run check`).
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { compile, type JSONSchema } from 'json-schema-to-typescript';

const FOLDERS = ['metadata/schemas', 'runtime/api/schemas'];
const SUFFIX = '.schema.json';
const check = process.argv.includes('--check');
let stale = 0;

for (const folder of FOLDERS) {
  if (!existsSync(folder)) continue;
  const target = join(folder, 'generated');
  mkdirSync(target, { recursive: true });
  const expected = new Set<string>();
  for (const file of readdirSync(folder)
    .filter((name) => name.endsWith(SUFFIX))
    .sort()) {
    const name = `${file.slice(0, -SUFFIX.length)}.ts`;
    expected.add(name);
    write(join(target, name), await typesOf(folder, file));
  }
  for (const name of readdirSync(target)) if (!expected.has(name)) remove(join(target, name));
}
if (stale) {
  console.error(`${stale} generated file(s) are out of date: run "npm run generate" and commit the result.`);
  process.exit(1);
}

// helpers //////////

async function typesOf(folder: string, file: string): Promise<string> {
  const schema = JSON.parse(readFileSync(join(folder, file), 'utf8')) as JSONSchema;
  return compile(schema, schema.title ?? file, {
    cwd: folder,
    unreachableDefinitions: true,
    additionalProperties: false,
    strictIndexSignatures: false,
    bannerComment: `// Made by "npm run generate" from ${file}. Change the schema, not this file.`,
    style: { singleQuote: true, printWidth: 110 },
  });
}

function write(path: string, text: string): void {
  if (existsSync(path) && readFileSync(path, 'utf8') === text) return;
  if (check) {
    stale++;
    console.error(`out of date: ${path}`);
  } else {
    writeFileSync(path, text);
    console.log(`written: ${path}`);
  }
}

function remove(path: string): void {
  if (check) {
    stale++;
    console.error(`no longer needed: ${path}`);
  } else {
    rmSync(path);
    console.log(`removed: ${path}`);
  }
}
