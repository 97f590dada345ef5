/** Whether `dist/` was built from the sources as they stand. For run.mjs, and for tests that run what was built. */
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

const SOURCES = [
  'engine',
  'metadata',
  'runtime',
  'designer',
  'plugins',
  'package-lock.json',
  'vite.config.ts',
];

/** @returns {boolean} false also where nothing was built yet */
export function isFresh() {
  const mark = join(root, 'dist/built');
  if (!existsSync(mark)) return false;
  const built = statSync(mark).mtimeMs;
  return SOURCES.map((name) => join(root, name)).every((path) => !existsSync(path) || newest(path) <= built);
}

// helpers //////////

function newest(path) {
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  return readdirSync(path).reduce((time, name) => Math.max(time, newest(join(path, name))), 0);
}
