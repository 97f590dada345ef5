/**
 * `npm run conformance -- DIR [--json] [--memory] [--restarts] [--nodes]`: every scenario file below DIR on the real engine with its
 * database and a test clock; one line a scenario, and a sum. `--memory` runs them on the pure core instead, `--restarts` on an engine
 * that forgets everything after each commit, `--nodes` on two that take turns. `--dmn-tck DIR [--verbose]` runs the
 * test cases of the DMN TCK.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { RecordQuestion } from '../../engine/asks.ts';
import { openDatabase } from '../../runtime/server/db/database.ts';
import { alternatingEngine } from '../support/alternating-engine.ts';
import { startTestCluster, TEMPLATE } from '../support/cluster-setup.ts';
import { memoryTarget } from '../support/conformance/memory-target.ts';
import { fieldsOf, type ScenarioRecords } from '../support/conformance/records.ts';
import { DEFAULT_CLOCK, runScenario } from '../support/conformance/run-scenario.ts';
import { findScenarios } from '../support/conformance/scenario.ts';
import { serverTarget } from '../support/conformance/server-target.ts';
import { forgetfulEngine } from '../support/forgetful-engine.ts';
import { scriptAnswers } from '../support/scripts.ts';
import { testEngine } from '../support/test-engine.ts';
import { reportTck } from './dmn-tck-report.ts';
import { NOT_YET } from './not-yet.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'boolean' },
    memory: { type: 'boolean' },
    restarts: { type: 'boolean' },
    nodes: { type: 'boolean' },
    only: { type: 'string' },
    'dmn-tck': { type: 'string' },
    verbose: { type: 'boolean' },
  },
});
if (values['dmn-tck'] !== undefined) {
  const { lines, ...sums } = reportTck(resolve(values['dmn-tck']), { verbose: values.verbose ?? false });
  console.log(values.json ? JSON.stringify(sums, null, 2) : lines.join('\n'));
  process.exit(sums.failed ? 1 : 0);
}
const folder = positionals[0];
if (!folder) {
  console.error(
    'Usage: npm run conformance -- DIR [--json] [--memory | --restarts | --nodes] [--only ID], or --dmn-tck DIR [--json] [--verbose]',
  );
  process.exit(2);
}
const say = (text: string) => {
  if (!values.json) console.log(text);
};

const failures: { id: string; reason: string }[] = [];
let passed = 0;
let skipped = 0;
const run = values.memory ? await inMemory() : await onServer();
for (const found of findScenarios(resolve(folder))) {
  const { id, clock = DEFAULT_CLOCK } = found.scenario;
  if (values.only && !id.includes(values.only)) continue;
  const reason = NOT_YET[id];
  if (reason !== undefined) {
    skipped++;
    say(`skipped  ${id}: ${reason}`);
    continue;
  }
  try {
    await run.scenario(found, Date.parse(clock));
    passed++;
    say(`passed   ${id}`);
  } catch (error) {
    failures.push({ id, reason: (error as Error).message.slice(0, 1000) });
    say(`failed   ${id}: ${(error as Error).message.slice(0, 1000)}`);
  }
}
await run.close();
if (values.json) console.log(JSON.stringify({ passed, failed: failures.length, skipped, failures }, null, 2));
else console.log(`\n${passed} passed, ${failures.length} failed, ${skipped} skipped`);
process.exit(failures.length ? 1 : 0);

// helpers //////////

interface Runner {
  scenario(found: ReturnType<typeof findScenarios>[number], clock: number): Promise<void>;
  close(): Promise<void>;
}

async function inMemory(): Promise<Runner> {
  const answer = await scriptAnswers();
  return {
    scenario: (found, now) => runScenario(found, memoryTarget({ now, answer })),
    close: async () => {},
  };
}

/** One cluster and one database for all; emptied between scenarios. */
async function onServer(): Promise<Runner> {
  const scratch = mkdtempSync(join(tmpdir(), 'potik-conformance-'));
  const cluster = await startTestCluster();
  const url = new URL(cluster.url);
  url.pathname = `/${TEMPLATE}`;
  const db = openDatabase({ url: url.toString(), pool: 4 });
  const { rows } = await db.query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname = 'potik' and tablename <> 'migration'
      order by array_position(array['process', 'decision', 'model'], tablename::text) nulls first`,
  );
  // Deleting a handful of rows is quicker than truncating a table.
  const empty = rows.map(({ name }) => `delete from ${name}`).join('; ');
  const answer = await scriptAnswers();
  return {
    async scenario(found, now) {
      await db.query(empty);
      const create = values.restarts ? forgetfulEngine : values.nodes ? alternatingEngine : undefined;
      const records: ScenarioRecords = new Map();
      const answerers = { record: async (question: RecordQuestion) => fieldsOf(records, question) };
      const engine = await testEngine({ db, now, answer, answerers, ...(create && { create }) });
      await runScenario(found, serverTarget(engine, records));
    },
    async close() {
      await db.close();
      await cluster.stop();
      rmSync(scratch, { recursive: true, force: true });
    },
  };
}
