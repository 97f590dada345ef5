/**
 * `npm run faults [-- NAME…] [--nodes N] [--rounds N]`: breaks an installation of its own under load, large, and tells what is wrong
 * afterwards. Of `endurance`, rounds are seconds. Exit code 1 where something is wrong.
 */
import { parseArgs } from 'node:util';
import { FAULTS } from '../support/faults/faults.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { nodes: { type: 'string' }, rounds: { type: 'string' } },
});
const unknown = positionals.find((name) => !Object.hasOwn(FAULTS, name));
if (unknown !== undefined) {
  console.error(`There is no fault ${JSON.stringify(unknown)}; there are ${Object.keys(FAULTS).join(', ')}.`);
  process.exit(2);
}
const names = positionals.length > 0 ? positionals : Object.keys(FAULTS);
let wrong = 0;
for (const name of names) {
  const nodes = name === 'endurance' ? [1] : values.nodes ? [Number(values.nodes)] : [1, 2, 3];
  for (const count of nodes) {
    const { what, run } = FAULTS[name]!;
    console.log(`\n--- ${name}, ${count} server${count > 1 ? 's' : ''}: ${what}`);
    const told = await run({
      nodes: count,
      rounds: Number(values.rounds ?? (name === 'endurance' ? 300 : 5)),
    });
    if (told.skipped !== undefined) console.log(`skipped: ${told.skipped}`);
    for (const seen of told.seen) console.log(seen);
    for (const one of told.wrong) console.log(`WRONG ${one}`);
    if (told.wrong.length === 0 && told.skipped === undefined) console.log('all as it should be');
    wrong += told.wrong.length;
  }
}
process.exit(wrong > 0 ? 1 : 0);
