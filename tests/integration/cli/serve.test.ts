/** The program itself as a person starts it: what it says when it can't start, and what a killed server leaves. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { PROGRAM } from '../../support/program.ts';

const ADMIN = { email: 'admin@example.com', password: 'correct horse battery' };
const folder = mkdtempSync(join(tmpdir(), 'potik-cli-'));
const running = new Set<ChildProcess>();

afterAll(async () => {
  for (const child of running) {
    child.kill('SIGTERM');
    await ended(child);
  }
  rmSync(folder, { recursive: true, force: true });
});

function start(command: string[], env: Record<string, string>) {
  const child = spawn(process.execPath, [...PROGRAM, ...command], {
    env: { ...process.env, DATABASE_URL: '', POTIK_DATA: folder, POTIK_LOG: 'error', PORT: '0', ...env },
  });
  running.add(child);
  child.once('exit', () => running.delete(child));
  const said: string[] = [];
  const waiting: [RegExp, (match: RegExpExecArray) => void][] = [];
  const hear = (data: Buffer) => {
    said.push(data.toString());
    for (const [pattern, resolve] of waiting) {
      const match = pattern.exec(said.join(''));
      if (match) resolve(match);
    }
  };
  child.stdout.on('data', hear);
  child.stderr.on('data', hear);
  return {
    child,
    said: () => said.join(''),
    /** Resolves when the program has said this; rejects when it ends without. */
    says: (pattern: RegExp) =>
      new Promise<RegExpExecArray>((resolve, reject) => {
        waiting.push([pattern, resolve]);
        child.once('exit', (code) => reject(new Error(`ended with ${code}: ${said.join('')}`)));
        hear(Buffer.from(''));
      }),
  };
}

function ended(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve(child.exitCode);
  return new Promise((resolve) => child.once('exit', resolve));
}

const admin = { POTIK_ADMIN_EMAIL: ADMIN.email, POTIK_ADMIN_PASSWORD: ADMIN.password };
const signIn = (url: string) =>
  fetch(`${url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(ADMIN),
  });

describe('a server that can not start says why in one sentence and ends with 1', () => {
  test('a setting that is no setting', async () => {
    const { child, said } = start(['serve'], { PORT: 'many' });
    expect(await ended(child)).toBe(1);
    expect(said()).toContain('PORT is "many"; expected a whole number from 0 to 65535.');
  });

  test('a database that can not be reached; the password is not told', async () => {
    const { child, said } = start(['serve'], { DATABASE_URL: 'postgres://me:hidden@127.0.0.1:1/nothing' });
    expect(await ended(child)).toBe(1);
    expect(said()).toContain("The database postgres://me:***@127.0.0.1:1/nothing can't be used");
    expect(said()).not.toContain('hidden');
  });

  test('an unknown command', async () => {
    const { child, said } = start(['fly'], {});
    expect(await ended(child)).toBe(2);
    expect(said()).toContain('potik has no command "fly".');
  });
});

test('a server that is killed in the midst of writing has kept every write it answered', async () => {
  // given a server, and writes that follow one another
  const data = join(folder, 'killed');
  const first = start(['serve'], { ...admin, POTIK_DATA: data });
  const [, url] = await first.says(/runs at (\S+)/);
  const session = await signIn(url!);
  const { csrfToken } = (await session.json()) as { csrfToken: string };
  const headers = {
    cookie: session.headers.get('set-cookie')!.split(';')[0]!,
    'x-potik-csrf': csrfToken,
    'content-type': 'application/json',
  };
  const acknowledged: string[] = [];
  const write = async (writer: number) => {
    for (let i = 0; ; i++) {
      const values = { key: `team_${writer}_${i}`, name: `Team ${writer} ${i}` };
      const answer = await fetch(`${url}/api/records/team`, {
        method: 'POST',
        headers,
        body: JSON.stringify({ values }),
      }).catch(() => null);
      if (!answer) return;
      expect(answer.status).toBe(201);
      acknowledged.push(values.key);
      if (acknowledged.length === 40) first.child.kill('SIGKILL');
    }
  };

  // when it is killed while four write at once
  await Promise.all([0, 1, 2, 3].map(write));
  await ended(first.child);

  // then the next start has them all, and works
  const next = start(['serve'], { POTIK_DATA: data });
  const [, again] = await next.says(/runs at (\S+)/);
  const list = await fetch(`${again}/api/records/team/query`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ fields: ['key'], limit: 500 }),
  });
  const { items } = (await list.json()) as { items: { key: string }[] };
  expect(items.map(({ key }) => key)).toEqual(expect.arrayContaining(acknowledged));
  expect(acknowledged.length).toBeGreaterThanOrEqual(40);
  next.child.kill('SIGTERM');
  expect(await ended(next.child)).toBe(0);
}, 180_000);

test('first start, second server, taken port, kill -9, next start', async () => {
  // given a server on a new data folder
  const first = start(['serve'], admin);
  const [, url] = await first.says(/runs at (\S+)/);
  expect((await signIn(url!)).status).toBe(201);

  // then a second one on the same folder is refused
  const second = start(['serve'], {});
  expect(await ended(second.child)).toBe(1);
  expect(second.said()).toMatch(/already|another/i);

  // and a command beside it works
  const list = start(['user', 'list'], {});
  expect(await ended(list.child)).toBe(0);
  expect(list.said()).toContain(ADMIN.email);

  // when it is killed, the next start finds everything, on a port that must be free
  first.child.kill('SIGKILL');
  await ended(first.child);
  const taken = createServer();
  await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
  const { port } = taken.address() as { port: number };
  const refused = start(['serve'], { PORT: String(port) });
  expect(await ended(refused.child)).toBe(1);
  expect(refused.said()).toContain(`Port ${port} is taken by another program.`);
  await new Promise((resolve) => taken.close(resolve));

  const next = start(['serve'], {});
  const [, again] = await next.says(/runs at (\S+)/);
  expect((await signIn(again!)).status).toBe(201);
  next.child.kill('SIGTERM');
  expect(await ended(next.child)).toBe(0);
}, 180_000);
