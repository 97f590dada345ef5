/**
 * The program as it is shipped, asked over HTTP with an API key: `npm run bench -- http` (after `npm run build`). P1 as two calls, records made
 * with number, pipeline, checks, formulas, sums, log and outbox, alone and with a line, tasks completed at a fixed rate. The load comes from this process, beside.
 * `HTTP_NODE="--cpu-prof --cpu-prof-dir=/tmp/profile"` hands options to the server's Node.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { realClock } from '../../runtime/server/clock.ts';
import { openModel } from '../../runtime/server/model/model.ts';
import { ensureBuiltIn } from '../../runtime/server/publish/built-in.ts';
import { publishConfiguration } from '../../runtime/server/publish/publish.ts';
import { configuration, SALES } from '../support/configuration.ts';
import { benchDatabase, cpuSecondsOf, print } from './bench-database.ts';
import { inFlight, MODELS } from './workload.ts';

const PROGRAM = 'dist/server/potik.js';
const ADMIN = { email: 'admin@example.com', password: 'correct horse battery' };
const COUNT = Number(process.env.HTTP_COUNT ?? 2_000);
const NODE_OPTIONS = process.env.HTTP_NODE?.split(' ') ?? [];
/** Calls under way at once. */
const FLIGHT = 32;
/** Tasks completed a second, where the time of one is measured. */
const RATE = 100;

if (!existsSync(PROGRAM)) throw new Error(`There is no ${PROGRAM}; run \`npm run build\` first.`);
const { db, close, cpuSeconds } = await benchDatabase();
const model = await openModel(db);
await ensureBuiltIn({ db, model, clock: realClock });
await publishConfiguration({ db, model, clock: realClock }, () => configuration(SALES), {
  personId: null,
  note: 'bench',
});
const folder = mkdtempSync(join(tmpdir(), 'potik-http-'));
const agent = new Agent({ keepAlive: true, maxSockets: FLIGHT });
const { server, url } = await serve();
const key = await apiKey();
try {
  await deploy();
  await p1();
  await records();
  await paced();
  print('server_memory', residentMegabytes(server), 'MB');
} finally {
  server.kill('SIGTERM');
  await new Promise((resolve) => server.once('exit', resolve));
  agent.destroy();
  await close();
  rmSync(folder, { recursive: true, force: true });
}

// the benches //////////

async function p1(): Promise<void> {
  await perSecond('http_p1_per_second', 'instances/s', 'http_call', async () => complete(await start()));
}

async function records(): Promise<void> {
  const customers: string[] = [];
  // The sums of one customer would be one queue.
  for (let n = 0; n < 200; n++)
    customers.push(
      (await call<{ id: string }>('POST', '/api/records/customer', { values: { name: `Bakery ${n}` } })).id,
    );
  let n = 0;
  const create = async (more: object) => {
    const values = { name: `Delivery ${n}`, customer: customers[n % customers.length], ...more };
    await call('POST', '/api/records/deal', { values });
    n++;
  };
  await perSecond('http_records_per_second', 'records/s', 'http_create', () => create({}));
  await perSecond('http_records_with_line_per_second', 'pairs/s', 'http_create_with_line', () =>
    create({ lines: [{ product: `Loaf ${n}`, quantity: 2, price: { amount: '12.50', currency: 'UAH' } }] }),
  );
}

/** Tasks that wait are completed, one every so often, whatever the ones before are doing. */
async function paced(): Promise<void> {
  const tasks: string[] = [];
  await inFlight(RATE * 5, FLIGHT, async () => void tasks.push(await start()));
  const took: number[] = [];
  const begun = performance.now();
  await Promise.all(
    tasks.map(async (task, n) => {
      await new Promise((resolve) => setTimeout(resolve, (n * 1000) / RATE - (performance.now() - begun)));
      const sent = performance.now();
      await complete(task);
      took.push(performance.now() - sent);
    }),
  );
  percentiles('http_complete_at_100', took);
}

// helpers //////////

async function serve(): Promise<{ server: ChildProcess; url: string }> {
  const child = spawn(process.execPath, [...NODE_OPTIONS, PROGRAM, 'serve'], {
    env: {
      ...process.env,
      DATABASE_URL: db.url,
      POTIK_DATA: folder,
      POTIK_LOG: 'error',
      PORT: '0',
      POTIK_ADMIN_EMAIL: ADMIN.email,
      POTIK_ADMIN_PASSWORD: ADMIN.password,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const at = await new Promise<string>((resolve, reject) => {
    let said = '';
    child.stdout!.on('data', (data: Buffer) => {
      said += data.toString();
      const found = /runs at (\S+)/.exec(said);
      if (found) resolve(found[1]!);
    });
    child.once('exit', (code) => reject(new Error(`the program ended with ${code}: ${said}`)));
  });
  return { server: child, url: at };
}

/** As a person would make one: signed in, on the profile page. */
async function apiKey(): Promise<string> {
  const json = { 'content-type': 'application/json', origin: url };
  const signedIn = await fetch(`${url}/api/session`, {
    method: 'POST',
    headers: json,
    body: JSON.stringify(ADMIN),
  });
  const cookie = signedIn.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ');
  const { csrfToken } = (await signedIn.json()) as { csrfToken: string };
  const made = await fetch(`${url}/api/me/keys`, {
    method: 'POST',
    headers: { ...json, cookie, 'x-potik-csrf': csrfToken },
    body: JSON.stringify({ name: 'bench', scopes: ['read', 'write', 'operate', 'design'] }),
  });
  if (!made.ok) throw new Error(await made.text());
  return ((await made.json()) as { token: string }).token;
}

async function deploy(): Promise<void> {
  const form = new FormData();
  const assigned = `<potik:assignment person="${ADMIN.email}"/>`;
  form.append('files', new Blob([MODELS.p1.replace(/<potik:assignment[^>]*>/, assigned)]), 'p1.bpmn');
  const done = await fetch(`${url}/api/deployments`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}` },
    body: form,
  });
  if (!done.ok) throw new Error(await done.text());
}

/** Starts a P1; the task that waits. */
async function start(): Promise<string> {
  const variables = { amount: 1500, customer: 'Lisova Pekarnia', urgent: true };
  const { next } = await call<{ next: string | null }>('POST', '/api/processes/p1/instances', { variables });
  if (next === null) throw new Error('the task is not there');
  return next;
}

function complete(task: string): Promise<unknown> {
  return call('POST', `/api/tasks/${task}/complete`, { variables: { approved: true } });
}

function call<Reply>(method: string, path: string, body: object): Promise<Reply> {
  const text = JSON.stringify(body);
  const headers = {
    authorization: `Bearer ${key}`,
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(text),
  };
  return new Promise((resolve, reject) => {
    const sent = request(`${url}${path}`, { method, agent, headers }, (reply) => {
      const parts: Buffer[] = [];
      reply.on('data', (part: Buffer) => parts.push(part));
      reply.on('end', () => {
        const answer = Buffer.concat(parts).toString();
        if (reply.statusCode! >= 300) reject(new Error(`${method} ${path}: ${reply.statusCode} ${answer}`));
        else resolve((answer ? JSON.parse(answer) : null) as Reply);
      });
    });
    sent.on('error', reject);
    sent.end(text);
  });
}

async function perSecond(
  name: string,
  unit: string,
  one: string,
  deed: () => Promise<unknown>,
): Promise<void> {
  // The first calls make connections, plans and compiled code.
  await inFlight(COUNT / 10, FLIGHT, async () => void (await deed()));
  const took: number[] = [];
  const begun = performance.now();
  const before = cpu();
  await inFlight(COUNT, FLIGHT, async () => {
    const sent = performance.now();
    await deed();
    took.push(performance.now() - sent);
  });
  print(name, COUNT / ((performance.now() - begun) / 1000), unit);
  const after = cpu();
  for (const where of ['server', 'database'] as const)
    print(`${one}_${where}_cpu`, ((after[where] - before[where]) * 1000) / COUNT, `ms/${unit.split('/')[0]}`);
  percentiles(one, took);
}

/** Seconds of processor time: what of it a call takes doesn't depend on what else the machine does. */
function cpu(): { server: number; database: number } {
  return { server: cpuSecondsOf(String(server.pid)) ?? Number.NaN, database: cpuSeconds() ?? Number.NaN };
}

function percentiles(name: string, took: number[]): void {
  took.sort((a, b) => a - b);
  for (const part of [50, 95]) print(`${name}_p${part}`, took[Math.floor((took.length * part) / 100)]!, 'ms');
}

/** Linux alone tells it of another process. */
function residentMegabytes({ pid }: ChildProcess): number {
  const file = `/proc/${pid}/status`;
  const found = existsSync(file) && /VmRSS:\s+(\d+)/.exec(readFileSync(file, 'utf8'));
  return found ? Number(found[1]) / 1000 : Number.NaN;
}
