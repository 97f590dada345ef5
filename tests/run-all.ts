/**
 * `npm test`: everything CI runs, one part after the other, with one sum at the end, before it what failed by name. A part
 * that fails does not keep the others from running. `npm test -- unit integration` runs only these parts.
 */
import { type SpawnSyncReturns, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { stripVTControlCharacters } from 'node:util';

interface Counts {
  passed: number;
  failed: number;
  skipped: number;
  /** What failed: where, and the first lines of the reason. */
  failures: string[];
}

interface Part {
  readonly name: string;
  readonly run: () => Counts | Promise<Counts>;
}

const SERVER = 'tests/integration/server';

/**
 * Where transactions wait for what others do for them: run once more with a pool of one connection. That nobody who holds a
 * transaction asks for a second connection is looked at in every test (tests/support/watched-database.ts).
 */
const WAITING = ['processes', 'jobs', 'store'].map((part) => `${SERVER}/${part}`);

/** What keeps several tables right in one transaction: run once more on a server that is there. */
const TRANSACTIONS = ['processes', 'records', 'jobs', 'imports', 'store', 'publish/publish'].map(
  (part) => `${SERVER}/${part}`,
);

const LOCAL_SERVERS = ['postgres://localhost/postgres', 'postgresql:///postgres?host=/var/run/postgresql'];

const scratch = mkdtempSync(join(tmpdir(), 'potik-tests-'));

const PARTS: readonly Part[] = [
  { name: 'check', run: () => checks(['types', 'pure', 'style', 'house', 'generated']) },
  // Before the tests that start the program as it was built.
  { name: 'build', run: () => outcome('npm run build', npm(['run', 'build'])) },
  { name: 'unit', run: () => vitest('unit') },
  { name: 'integration', run: () => vitest('integration') },
  {
    name: 'one-connection',
    run: () => vitest('integration', { POTIK_TEST_POOL: '1' }, WAITING),
  },
  { name: 'given-database', run: givenDatabase },
  { name: 'budgets', run: () => outcome('npm run bench:counts', npm(['run', '--silent', 'bench:counts'])) },
  { name: 'conformance', run: conformance },
  { name: 'e2e', run: () => vitest('e2e') },
];

const wanted = process.argv.slice(2);
let sum: Counts = { passed: 0, failed: 0, skipped: 0, failures: [] };
for (const part of PARTS) {
  if (wanted.length && !wanted.includes(part.name)) continue;
  const started = Date.now();
  console.log(`\n--- ${part.name}`);
  const counts = await part.run();
  console.log(`--- ${part.name}: ${sentence(counts)} in ${((Date.now() - started) / 1000).toFixed(0)} s`);
  sum = add([sum, { ...counts, failures: counts.failures.map((failure) => `${part.name}: ${failure}`) }]);
}
rmSync(scratch, { recursive: true, force: true });
if (sum.failures.length) console.log(`\nFailed:\n${sum.failures.join('\n')}`);
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

function outcome(name: string, result: { status: number | null }): Counts {
  return result.status === 0
    ? { passed: 1, failed: 0, skipped: 0, failures: [] }
    : failure(`${name} ended with ${result.status ?? 'a signal'}.`);
}

function failure(reason: string): Counts {
  return { passed: 0, failed: 1, skipped: 0, failures: [reason] };
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
      resolve(outcome(`npm run ${script}`, { status }));
    });
  });
}

function add(all: Counts[]): Counts {
  return all.reduce((a, b) => ({
    passed: a.passed + b.passed,
    failed: a.failed + b.failed,
    skipped: a.skipped + b.skipped,
    failures: [...a.failures, ...b.failures],
  }));
}

interface VitestReport {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  testResults: {
    name: string;
    status: string;
    message: string;
    assertionResults: { status: string; fullName: string; failureMessages: string[] }[];
  }[];
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
  if (!existsSync(file)) return failure('vitest wrote no report.');
  const report = JSON.parse(readFileSync(file, 'utf8')) as VitestReport;
  const failures = failuresIn(report);
  // A file that breaks before its first test, or an unhandled error, is a failure too.
  if (!failures.length && result.status !== 0)
    failures.push('an error outside any test; its text stands above, under "Unhandled".');
  return {
    passed: report.numPassedTests,
    failed: failures.length,
    skipped: report.numPendingTests,
    failures,
  };
}

function failuresIn({ testResults }: VitestReport): string[] {
  return testResults.flatMap(({ name, status, message, assertionResults }) => {
    const path = relative(process.cwd(), name);
    const tests = assertionResults.filter((test) => test.status === 'failed');
    if (!tests.length && status === 'failed') return [`${path}: ${firstLines(message)}`];
    return tests.map((test) => `${path} > ${test.fullName}: ${firstLines(test.failureMessages[0] ?? '')}`);
  });
}

function firstLines(text: string): string {
  const lines = stripVTControlCharacters(text).split('\n');
  return lines
    .filter((line) => !line.includes('node_modules'))
    .slice(0, 6)
    .join('\n    ');
}

/** A PostgreSQL that is there anyway, whose user may create databases: the one the environment names, or one on this machine. */
function givenDatabase(): Counts {
  const named = process.env.POTIK_TEST_DATABASE_URL ?? process.env.DATABASE_URL;
  const url = named ?? LOCAL_SERVERS.find(mayCreateDatabases);
  if (!url) {
    console.log(
      'Skipped: neither POTIK_TEST_DATABASE_URL nor DATABASE_URL names a PostgreSQL of your own, and none on this machine lets you create databases.',
    );
    return { passed: 0, failed: 0, skipped: 1, failures: [] };
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
        const report = JSON.parse(result.stdout.toString()) as Omit<Counts, 'failures'> & {
          failures: { id: string; reason: string }[];
        };
        return { ...report, failures: report.failures.map(({ id, reason }) => `${id}: ${reason}`) };
      } catch {
        return failure(`${folder}: no report; ${result.stderr.toString().slice(-2000)}`);
      }
    }),
  );
}
