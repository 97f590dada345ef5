/**
 * The house itself: tables are complete, every endpoint has its route, first-level names are the ones of the map. Arrows and
 * cycles are dependency-cruiser's (`npm run check:house`).
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { ENDPOINTS } from '../../runtime/api/table.ts';
import { routes } from '../../runtime/server/http/routes/table.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const ROOMS = ['metadata', 'engine', 'runtime', 'designer', 'plugins'].filter((room) =>
  existsSync(join(ROOT, room)),
);
const FILES = ROOMS.flatMap((room) =>
  readdirSync(join(ROOT, room), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => join(room, name)),
);

/** Files beside a table that stand for themselves: the program, and what callers use. */
const OWN = new Set(['runtime/cli/potik.ts', 'runtime/api/client.ts']);

/** Files that this one imports by relative paths. */
function importsOf(file: string): string[] {
  const text = readFileSync(join(ROOT, file), 'utf8');
  return [...text.matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+)'/g)].map((match) =>
    relative(ROOT, join(ROOT, dirname(file), match[1]!)),
  );
}

describe('tables', () => {
  const tables = FILES.filter((file) => /\/table\.tsx?$/.test(file));

  test.each(tables)('%s lists every file beside it', (table) => {
    const folder = dirname(table);
    const beside = FILES.filter((file) => dirname(file) === folder);
    const below = FILES.filter((file) => file.startsWith(`${folder}/`));
    const imported = new Set(below.flatMap(importsOf));
    expect(beside.filter((file) => file !== table && !imported.has(file) && !OWN.has(file))).toEqual([]);
  });
});

describe('endpoints', () => {
  const named = (endpoint: { method: string; path: string }) => `${endpoint.method} ${endpoint.path}`;

  test('each has exactly one route', () => {
    const wanted = Object.values(ENDPOINTS).flat().map(named).sort();
    expect(routes.map(({ endpoint }) => named(endpoint)).sort()).toEqual(wanted);
  });
});

test('the largest files are printed, as a hint', () => {
  const sizes = FILES.filter((file) => !file.includes('/generated/'))
    .map((file) => ({ file, lines: readFileSync(join(ROOT, file), 'utf8').split('\n').length }))
    .sort((a, b) => b.lines - a.lines);
  console.log(
    sizes
      .slice(0, 10)
      .map(({ file, lines }) => `${String(lines).padStart(5)}  ${file}`)
      .join('\n'),
  );
  expect(sizes.length).toBeGreaterThan(100);
});

test('migrations have numbers of their own', () => {
  const numbers = readdirSync(join(ROOT, 'runtime/server/db/migrations')).map((name) => name.slice(0, 4));
  expect(numbers).toEqual([...new Set(numbers)]);
});
