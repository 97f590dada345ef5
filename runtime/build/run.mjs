/**
 * `npm start`, `npm run demo`, `npm run potik`: runs the built program, building it first when `dist/` is missing or older
 * than the sources. Plain JavaScript, for this runs before anything is built.
 */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { isFresh } from './fresh.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Potik needs Node.js 20.19 or later; this is ${process.versions.node}.`);
  process.exit(2);
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
