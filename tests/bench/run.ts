/**
 * `npm run bench [-- NAME...]`: runs the benchmarks of this folder one after the other, each in a process of its own, so that none warms
 * or disturbs another. Figures are of this machine, now; compare them within one run.
 */
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('.', import.meta.url));
const wanted = process.argv.slice(2);
const benches = readdirSync(folder)
  .filter((name) => name.endsWith('.bench.ts'))
  .map((name) => name.replace('.bench.ts', ''))
  .sort();
const unknown = wanted.find((name) => !benches.includes(name));
if (unknown) {
  console.error(`There is no benchmark ${JSON.stringify(unknown)}; there are ${benches.join(', ')}.`);
  process.exit(2);
}
let failed = 0;
for (const name of wanted.length ? wanted : benches) {
  console.log(`\n--- ${name}`);
  const { status } = spawnSync(process.execPath, ['--import', 'tsx', join(folder, `${name}.bench.ts`)], {
    stdio: 'inherit',
  });
  if (status !== 0) failed++;
}
process.exit(failed ? 1 : 0);
