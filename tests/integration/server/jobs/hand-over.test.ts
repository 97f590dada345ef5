/**
 * A job that follows from another is written as taken by the node that runs it, and run next without being looked for. What
 * such a node leaves behind, stopped or dead, goes to the others.
 */
import pino from 'pino';
import { afterEach, describe, expect, it } from 'vitest';
import { LEASE, startJobWorker } from '../../../../runtime/server/jobs/job-worker.ts';
import { createRunJob } from '../../../../runtime/server/jobs/run-job.ts';
import type { TaskType } from '../../../../runtime/server/processes/task-types.ts';
import { createTaskTypes } from '../../../../runtime/server/processes/task-types.ts';
import { takeJobs } from '../../../../runtime/server/store/jobs.ts';
import { startOf } from '../../../support/approval.ts';
import { expectInvariants } from '../../../support/invariants.ts';
import { bpmn, flows } from '../../../support/process.ts';
import { testDatabase } from '../../../support/test-database.ts';
import { testEngine } from '../../../support/test-engine.ts';

const log = pino({ level: 'silent' });
const db = await testDatabase();
const ran: string[] = [];
/** Called by each task while it runs. */
let during: (element: string) => Promise<void> = async () => {};

const noted: TaskType = {
  name: 'test.noted',
  summary: 'Notes that it ran.',
  inputs: {},
  work: {
    kind: 'job',
    async run(_input, { element }) {
      ran.push(element);
      await during(element);
      return { kind: 'done', result: null };
    },
  },
};
const engine = await testEngine({ db, taskTypes: [noted] });
const service = (id: string) =>
  `<bpmn:serviceTask id="${id}"><bpmn:extensionElements><potik:task type="test.noted"/></bpmn:extensionElements></bpmn:serviceTask>`;
const rowOf = (names: readonly string[]) =>
  `<bpmn:startEvent id="start"/>${names.map(service).join('')}<bpmn:endEvent id="end"/>${flows(['start', ...names, 'end'].join(' -> '))}`;
const LONG = Array.from({ length: 120 }, (_, n) => `n${n}`);
await engine.deploy([
  { name: 'row.bpmn', kind: 'process', xml: bpmn(rowOf(['a', 'b', 'c']), '', 'row') },
  { name: 'long.bpmn', kind: 'process', xml: bpmn(rowOf(LONG), '', 'long') },
]);

const started: string[] = [];
afterEach(async () => {
  ran.length = 0;
  during = async () => {};
  await expectInvariants(db, { started });
});

async function start(process: string): Promise<string> {
  const id = await startOf(engine, process, {});
  started.push(id);
  return id;
}

const runJob = (node: string) => createRunJob({ ...engine, log, node, taskTypes: createTaskTypes([noted]) });

async function take(node: string, now = engine.clock.now()) {
  return takeJobs(db, { now: new Date(now), until: new Date(now + LEASE), node, limit: 10 });
}

function worker(node: string, concurrency = 64) {
  return startJobWorker({
    ...engine,
    log,
    node,
    concurrency,
    runJob: runJob(node),
    runStart: async () => {},
  });
}

/** Runs until this element is done. */
async function until(element: string, running: ReturnType<typeof worker>): Promise<void> {
  const before = during;
  await new Promise<void>((resolve) => {
    during = async (at) => {
      await before(at);
      if (at === element) resolve();
    };
  });
  await running.stop();
}

async function isOpen(id: string): Promise<boolean> {
  const { rows } = await db.query(`select from potik.instance where id = $1 and status = 'active'`, [id]);
  return rows.length > 0;
}

describe('a job that follows from another', () => {
  it('is given to who ran that one, and is not to be had by others', async () => {
    // given
    await start('row');
    const [first] = await take('one');

    // when
    const next = await runJob('one')(first!, true);

    // then
    expect(next).toMatchObject({ element: 'b', kind: 'service', topic: 'test.noted' });
    expect(await take('two')).toEqual([]);
    // and runs like one from the table
    const last = await runJob('one')(next!, false);
    expect(last).toBeNull();
    expect((await take('two')).map(({ element }) => element)).toEqual(['c']);
  });

  it('is free again when the node that had it is gone', async () => {
    // given
    const id = await start('row');
    const [first] = (await take('dies')).filter(({ instance }) => instance === id);
    const now = engine.clock.now();
    await runJob('dies')(first!, true);

    // when
    const before = await take('other', now + LEASE - 1);
    const after = await take('other', now + LEASE);

    // then
    expect(before).toEqual([]);
    expect(after).toContainEqual(expect.objectContaining({ instance: id, element: 'b' }));
  });

  it('is free again soon where the answer to its commit was lost', async () => {
    // given a node whose second commit is there, but not for the node
    const id = await start('row');
    const run = runJob('unsure');
    let lost = false;
    const broke = new Promise<void>((resolve) => {
      during = async (element) => {
        if (element === 'c') resolve();
      };
    });
    const unsure = startJobWorker({
      ...engine,
      log,
      node: 'unsure',
      runStart: async () => {},
      async runJob(job, goOn) {
        const next = await run(job, goOn);
        if (lost || job.instance !== id) return next;
        lost = true;
        throw new Error('connection terminated');
      },
    });

    // when
    const begun = engine.clock.now();
    while ((!lost || ran.length < 2) && engine.clock.now() < begun + LEASE / 2) {
      await db.query('select 1'); // as long as the database takes for anything
      engine.clock.moveTo(engine.clock.now() + 10);
    }
    if (ran.length > 1) await broke;
    await unsure.stop();

    // then long before its lease is over
    expect(ran).toEqual(['a', 'b', 'c']);
    expect(await isOpen(id)).toBe(false);
  });

  it('goes back to the table when its worker stops', async () => {
    // given
    const id = await start('row');
    const stopping = new Promise<Promise<void>>((resolve) => {
      during = async (element) => {
        if (element === 'a') resolve(running.stop());
      };
    });
    const running = worker('stops');

    // when
    await await stopping;

    // then
    expect(ran).toEqual(['a']);
    during = async () => {};
    const another = worker('goes on');
    await until('c', another);
    expect(ran).toEqual(['a', 'b', 'c']);
    expect(await isOpen(id)).toBe(false);
  });

  it('lets others have their turn, however many follow', async () => {
    // given
    const long = await start('long');
    await start('row');
    // Work takes its time.
    during = async () => engine.clock.moveTo(engine.clock.now() + 1);

    // when
    const running = worker('single', 1);
    await until('n119', running);

    // then
    expect(ran.filter((element) => element.startsWith('n'))).toEqual(LONG);
    expect(ran.indexOf('a')).toBeGreaterThan(0);
    expect(ran.indexOf('c')).toBeLessThan(ran.indexOf('n119'));
    expect(await isOpen(long)).toBe(false);
  });
});
