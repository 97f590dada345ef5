/**
 * Connections that are lost at the worst moments: before a commit arrives, when it is done and the answer is missing, and when
 * PostgreSQL ends sessions under load. What was acknowledged is there exactly once; what was not may be tried again.
 * `FAULT_ROUNDS` makes it larger, by command.
 */
import pino from 'pino';
import { afterAll, afterEach, expect, it } from 'vitest';
import { openDatabase } from '../../../../runtime/server/db/database.ts';
import { createRunStart } from '../../../../runtime/server/jobs/run-start.ts';
import { CommandRefused } from '../../../../runtime/server/processes/command-errors.ts';
import { NO_PLATFORM } from '../../../../runtime/server/processes/platform.ts';
import { dueStarts } from '../../../../runtime/server/store/jobs.ts';
import { APPROVAL, completes, openTasks, startOf } from '../../../support/approval.ts';
import { type Cut, cutProxy } from '../../../support/cut-proxy.ts';
import { expectInvariants } from '../../../support/invariants.ts';
import { bpmn, flows } from '../../../support/process.ts';
import { scriptAnswers } from '../../../support/scripts.ts';
import { testDatabase } from '../../../support/test-database.ts';
import { testEngine } from '../../../support/test-engine.ts';

const ROUNDS = Number(process.env.FAULT_ROUNDS ?? 20);

const direct = await testDatabase();
const proxy = await cutProxy(direct.url);
const db = openDatabase({ url: proxy.url, pool: 5, onError: () => {} });
const answer = await scriptAnswers();
const engine = await testEngine({ db, answer });
await engine.deploy([{ name: 'approval.bpmn', kind: 'process', xml: APPROVAL }]);

const acknowledged: string[] = [];
afterEach(() => expectInvariants(direct, { started: acknowledged }));
afterAll(async () => {
  await db.close();
  await proxy.close();
});

async function count(status?: string): Promise<number> {
  const { rows } = await direct.query<{ n: number }>(
    'select count(*)::int as n from potik.instance where ($1::text is null or status = $1)',
    [status ?? null],
  );
  return rows[0]!.n;
}

it.each<[Cut, number]>([
  ['unsent', 0],
  ['unanswered', 1],
])('a start whose commit is %s is not acknowledged, and there at most once', async (cut, left) => {
  const before = await count();
  proxy.cuts.push(cut);
  await expect(startOf(engine, 'approval', { amount: 1 })).rejects.toThrow();
  expect(await count()).toBe(before + left);
  // and the next one is not hindered
  acknowledged.push(await startOf(engine, 'approval', { amount: 1 }));
  expect(await count()).toBe(before + left + 1);
});

it.each<[Cut]>([['unsent'], ['unanswered']])(
  'a task whose completion is %s can be completed again, and is done once',
  async (cut) => {
    const id = await startOf(engine, 'approval', { amount: 21 });
    acknowledged.push(id);
    const [task] = await openTasks(engine, id);
    const complete = () => completes(engine, task!);
    // when
    proxy.cuts.push(cut);
    await expect(complete()).rejects.toThrow();
    const again = await complete().catch((error: unknown) => error);
    // then
    if (cut === 'unanswered') expect(again).toBeInstanceOf(CommandRefused);
    const { rows } = await direct.query<{ status: string; amount: number }>(
      `select status, (state #> '{nodes,0,variables,amount}')::int as amount from potik.instance where id = $1`,
      [id],
    );
    expect(rows).toEqual([{ status: 'completed', amount: 42 }]);
  },
);

it.each<[Cut]>([['unsent'], ['unanswered']])(
  'a start timer whose transaction is %s starts one instance',
  async (cut) => {
    // given
    const key = `daily_${cut}`;
    await engine.deploy([
      {
        name: 'daily.bpmn',
        kind: 'process',
        xml: bpmn(
          `<bpmn:startEvent id="start"><bpmn:timerEventDefinition><bpmn:timeDuration>PT1H</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:startEvent><bpmn:userTask id="do"/><bpmn:endEvent id="end"/>${flows('start -> do -> end')}`,
          '',
          key,
        ),
      },
    ]);
    engine.clock.moveTo(engine.clock.now() + 3_600_000);
    const { definitions, executor, clock } = engine;
    const runStart = createRunStart({
      db,
      log: pino({ level: 'silent' }),
      definitions,
      executor,
      clock,
      zone: 'UTC',
      platform: NO_PLATFORM,
    });
    // when
    const due = () => dueStarts(direct, new Date(clock.now()), 10);
    const [first] = await due();
    proxy.cuts.push(cut);
    await expect(runStart(first!)).rejects.toThrow();
    for (const start of await due()) await runStart(start);
    // then
    const { rows } = await direct.query(
      'select i.id from potik.instance i join potik.process p on p.id = i.process_id where p.key = $1',
      [key],
    );
    expect(rows).toHaveLength(1);
    expect(await due()).toEqual([]);
  },
);

it('under load, whatever is acknowledged is there once while connections are cut', {
  timeout: 120_000,
}, async () => {
  const before = await count();
  let unknown = 0;
  for (let round = 0; round < ROUNDS; round++) {
    proxy.cuts.push(null, round % 2 ? 'unsent' : 'unanswered');
    const outcomes = await Promise.allSettled(
      Array.from({ length: 10 }, () => startOf(engine, 'approval', { amount: 1 })),
    );
    for (const outcome of outcomes)
      if (outcome.status === 'fulfilled') acknowledged.push(outcome.value);
      else unknown++;
  }
  proxy.cuts.length = 0;
  const there = (await count()) - before;
  const told = ROUNDS * 10 - unknown;
  expect(proxy.cut()).toBeGreaterThan(ROUNDS / 2);
  expect(there).toBeGreaterThanOrEqual(told);
  expect(there).toBeLessThanOrEqual(ROUNDS * 10);
  expect(new Set(acknowledged).size).toBe(acknowledged.length);
});

it('under load, sessions that PostgreSQL ends lose nothing that was acknowledged', {
  timeout: 120_000,
}, async () => {
  let killed = 0;
  /** A session that has committed or is about to, after so many other statements. */
  const kill = async (after: number) => {
    for (let i = 0; i < after; i++) await direct.query('select 1');
    const { rows } = await direct.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and pid <> pg_backend_pid() and query like '%fine%' order by state, random() limit 1`,
    );
    killed += rows.length;
  };
  const done: string[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const killing = kill(round % 10);
    const outcomes = await Promise.allSettled(
      Array.from({ length: 25 }, async () => {
        const id = await startOf(engine, 'approval', { amount: 1 });
        acknowledged.push(id);
        const [task] = await openTasks({ ...engine, db: direct }, id);
        await completes(engine, task!);
        done.push(id);
      }),
    );
    for (const outcome of outcomes)
      if (outcome.status === 'rejected') expect(outcome.reason).toBeInstanceOf(Error);
    await killing;
  }
  expect(killed).toBeGreaterThan(0);
  const { rows } = await direct.query<{ n: number }>(
    `select count(*)::int as n from potik.instance where id = any($1::uuid[]) and status = 'completed'`,
    [done],
  );
  expect(rows[0]!.n).toBe(done.length);
});
