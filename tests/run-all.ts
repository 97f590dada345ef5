/**
 * `npm test`: everything CI runs, one part after the other, with one sum at the end. A part that fails does not keep the
 * others from running. `npm test -- unit integration` runs only these parts.
 */
import { type SpawnSyncReturns, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

interface Part {
  readonly name: string;
  readonly run: () => Counts | Promise<Counts>;
}

/** What keeps several tables right in one transaction: run once more with a pool of one connection, and on a server that is there. */
const TRANSACTIONS = ['processes', 'records', 'jobs', 'imports', 'store', 'publish/publish'].map(
  (part) => `tests/integration/server/${part}`,
);

const LOCAL_SERVERS = ['postgres://localhost/postgres', 'postgresql:///postgres?host=/var/run/postgresql'];

const scratch = mkdtempSync(join(tmpdir(), 'potik-tests-'));

const PARTS: readonly Part[] = [
  { name: 'check', run: () => checks(['types', 'pure', 'style', 'house', 'generated']) },
  { name: 'unit', run: () => vitest('unit') },
  { name: 'integration', run: () => vitest('integration') },
  {
    name: 'one-connection',
    run: () => vitest('integration', { POTIK_TEST_POOL: '1' }, TRANSACTIONS),
  },
  { name: 'given-database', run: givenDatabase },
  { name: 'build', run: () => outcome(npm(['run', 'build'])) },
  { name: 'budgets', run: () => outcome(npm(['run', '--silent', 'bench:counts'])) },
  { name: 'conformance', run: conformance },
  { name: 'e2e', run: () => vitest('e2e') },
];

const wanted = process.argv.slice(2);
const sum: Counts = { passed: 0, failed: 0, skipped: 0 };
for (const part of PARTS) {
  if (wanted.length && !wanted.includes(part.name)) continue;
  const started = Date.now();
  console.log(`\n--- ${part.name}`);
  const counts = await part.run();
  console.log(`--- ${part.name}: ${sentence(counts)} in ${((Date.now() - started) / 1000).toFixed(0)} s`);
  sum.passed += counts.passed;
  sum.failed += counts.failed;
  sum.skipped += counts.skipped;
}
rmSync(scratch, { recursive: true, force: true });
console.log(`\n${sentence(sum)}`);
process.exit(sum.failed ? 1 : 0);

// helpers //////////

function sentence({ passed, failed, skipped }: Counts): string {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}

function npm(args: string[], env: Record<string, string> = {}): SpawnSyncReturns<Buffer> {
  return spawnSync('npm', args, {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...env },
    shell: process.platform === 'win32',
  });
}

function outcome(result: { status: number | null }): Counts {
  return result.status === 0 ? { passed: 1, failed: 0, skipped: 0 } : { passed: 0, failed: 1, skipped: 0 };
}

/** Beside each other, as each takes one processor; what they say is printed together. */
async function checks(names: string[]): Promise<Counts> {
  return add(await Promise.all(names.map((name) => check(`check:${name}`))));
}

function check(script: string): Promise<Counts> {
  const child = spawn('npm', ['run', '--silent', script], { shell: process.platform === 'win32' });
  const said: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (bytes) => said.push(bytes));
  return new Promise((resolve) => {
    child.on('close', (status) => {
      process.stdout.write(Buffer.concat(said));
      resolve(outcome({ status }));
    });
  });
}

function add(all: Counts[]): Counts {
  return all.reduce((a, b) => ({
    passed: a.passed + b.passed,
    failed: a.failed + b.failed,
    skipped: a.skipped + b.skipped,
  }));
}

interface VitestReport {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numFailedTestSuites: number;
}

function vitest(project: string, env: Record<string, string> = {}, only: string[] = []): Counts {
  const file = join(scratch, `${project}.json`);
  rmSync(file, { force: true });
  const args = [
    'exec',
    '--',
    'vitest',
    'run',
    '--project',
    project,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
    ...only,
  ];
  const result = npm(args, env);
  if (!existsSync(file)) return { passed: 0, failed: 1, skipped: 0 };
  const report = JSON.parse(readFileSync(file, 'utf8')) as VitestReport;
  const failed = report.numFailedTests;
  // A file that breaks before its first test, or an unhandled error, is a failure too.
  return {
    passed: report.numPassedTests,
    failed: failed || result.status === 0 ? failed : 1,
    skipped: report.numPendingTests,
  };
}

/** A PostgreSQL that is there anyway, whose user may create databases: the one the environment names, or one on this machine. */
function givenDatabase(): Counts {
  const named = process.env.POTIK_TEST_DATABASE_URL ?? process.env.DATABASE_URL;
  const url = named ?? LOCAL_SERVERS.find(mayCreateDatabases);
  if (!url) {
    console.log(
      'Skipped: neither POTIK_TEST_DATABASE_URL nor DATABASE_URL names a PostgreSQL of your own, and none on this machine lets you create databases.',
    );
    return { passed: 0, failed: 0, skipped: 1 };
  }
  return vitest('integration', { POTIK_TEST_DATABASE_URL: url }, TRANSACTIONS);
}

function mayCreateDatabases(url: string): boolean {
  const ask = `const { Client } = require('pg'); const client = new Client({ connectionString: process.argv[1], connectionTimeoutMillis: 2000 });
    client.connect().then(() => client.query('select rolcreatedb or rolsuper as may from pg_roles where rolname = current_user'))
      .then(({ rows }) => process.exit(rows[0].may ? 0 : 1), () => process.exit(1));`;
  return spawnSync(process.execPath, ['-e', ask, url]).status === 0;
}

function conformance(): Counts {
  const folders = [
    'tests/conformance/scenarios',
    ...(existsSync('../shared/conformance') ? ['../shared/conformance'] : []),
  ];
  if (folders.length === 1)
    console.log('Note: ../shared/conformance is not here; only our own scenarios run.');
  return add(
    folders.map((folder) => {
      const result = spawnSync('npm', ['run', '--silent', 'conformance', '--', folder, '--json'], {
        maxBuffer: 1 << 28,
        shell: process.platform === 'win32',
      });
      try {
        const report = JSON.parse(result.stdout.toString()) as Counts & {
          failures: { id: string; reason: string }[];
        };
        for (const { id, reason } of report.failures) console.log(`  failed: ${id}: ${reason}`);
        return { passed: report.passed, failed: report.failed, skipped: report.skipped };
      } catch {
        console.log(result.stderr.toString().slice(-2000));
        return { passed: 0, failed: 1, skipped: 0 };
      }
    }),
  );
}
