/**
 * `npm run bench [-- NAME...]`: bundles the benchmarks of this folder as the server is bundled and runs them one after the other,
 * each in a process of its own, so that none warms or disturbs another. `NAME:PART,PART` runs parts of one. Figures are of this machine, now; compare them within one run.
 */
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleServer } from '../../runtime/build/server-bundle.ts';

const OUT = '.cache/bench';

const folder = fileURLToPath(new URL('.', import.meta.url));
const wanted = process.argv.slice(2).map((text) => text.split(':'));
const benches = readdirSync(folder)
  .filter((name) => name.endsWith('.bench.ts'))
  .map((name) => name.replace('.bench.ts', ''))
  .sort();
const unknown = wanted.find(([name]) => !benches.includes(name!))?.[0];
if (unknown) {
  console.error(`There is no benchmark ${JSON.stringify(unknown)}; there are ${benches.join(', ')}.`);
  process.exit(2);
}
const chosen = wanted.length ? wanted : benches.map((name) => [name]);
await bundleServer(Object.fromEntries(chosen.map(([name]) => [name, join(folder, `${name}.bench.ts`)])), OUT);
let failed = 0;
for (const [name, parts] of chosen) {
  console.log(`\n--- ${name}`);
  const { status } = spawnSync(process.execPath, [join(OUT, `${name}.js`), ...(parts?.split(',') ?? [])], {
    stdio: 'inherit',
  });
  if (status !== 0) failed++;
}
process.exit(failed ? 1 : 0);
