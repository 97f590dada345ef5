/**
 * `npm start`, `npm run demo`, `npm run potik`: runs the built program, building it first when `dist/` is missing or older
 * than the sources. Plain JavaScript, for this runs before anything is built.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Potik needs Node.js 20.19 or later; this is ${process.versions.node}.`);
  process.exit(2);
}

const SOURCES = [
  'engine',
  'metadata',
  'runtime',
  'designer',
  'plugins',
  'package-lock.json',
  'vite.config.ts',
];

function newest(path) {
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  return readdirSync(path).reduce((time, name) => Math.max(time, newest(join(path, name))), 0);
}

function isFresh() {
  const mark = join(root, 'dist/built');
  if (!existsSync(mark)) return false;
  const built = statSync(mark).mtimeMs;
  return SOURCES.map((name) => join(root, name)).every((path) => !existsSync(path) || newest(path) <= built);
}

if (!isFresh()) {
  console.error('Building, this takes some seconds ...');
  const build = spawnSync(process.execPath, ['--import', 'tsx', 'runtime/build/build.ts'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
  });
  if (build.status !== 0) process.exit(2);
}
await import('../../dist/server/potik.js');
