/**
 * Two nodes over one database whose machines' clocks are an hour apart: what one holds, jobs and external tasks, the other can't take,
 * what is not due yet neither takes, and no lock lasts longer than it was asked for.
 */
import pino from 'pino';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { systemPrincipal } from '../../../../runtime/server/auth/principal.ts';
import { databaseClock } from '../../../../runtime/server/database-clock.ts';
import { LEASE } from '../../../../runtime/server/jobs/job-worker.ts';
import { createRunJob } from '../../../../runtime/server/jobs/run-job.ts';
import { createExternalTasks } from '../../../../runtime/server/operations/external-tasks.ts';
import { createEngine } from '../../../../runtime/server/processes/engine.ts';
import { createTaskTypes, type TaskType } from '../../../../runtime/server/processes/task-types.ts';
import { takeJobs } from '../../../../runtime/server/store/jobs.ts';
import { startOf } from '../../../support/approval.ts';
import { expectInvariants } from '../../../support/invariants.ts';
import { bpmn, flows } from '../../../support/process.ts';
import { testDatabase } from '../../../support/test-database.ts';
import { testEngine } from '../../../support/test-engine.ts';

const HOUR = 3_600_000;

const MODEL = bpmn(
  `<bpmn:startEvent id="start"/><bpmn:parallelGateway id="fork"/>
   <bpmn:serviceTask id="work"><bpmn:extensionElements><potik:task type="test.work"/></bpmn:extensionElements></bpmn:serviceTask>
   <bpmn:intermediateCatchEvent id="later"><bpmn:timerEventDefinition><bpmn:timeDuration>PT30M</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>
   <bpmn:serviceTask id="elsewhere" camunda:type="external" camunda:topic="parcels"/>
   <bpmn:endEvent id="end"/>
   ${flows('start -> fork', ...['work', 'later', 'elsewhere'].map((id) => `fork -> ${id} -> end`))}`,
  '',
  'clocks',
);

let worked = 0;
const work: TaskType = {
  name: 'test.work',
  summary: 'Counts how often it ran.',
  inputs: {},
  work: {
    kind: 'job',
    async run() {
      worked++;
      return { kind: 'done', result: null };
    },
  },
};

const db = await testDatabase();
const taskTypes = createTaskTypes([work]);
const log = pino({ level: 'silent' });
const principal = systemPrincipal();

/** A node of its own, on a machine that has been up `ahead` longer and whose wall clock is ahead as much. */
async function nodeOf(name: string, ahead: number) {
  const clock = await databaseClock({ db, monotonic: () => performance.now() + ahead });
  const engine = await testEngine({
    db,
    taskTypes: [work],
    create: (options) => createEngine({ ...options, clock }),
  });
  const external = createExternalTasks({ ...engine, clock, onError: () => {} });
  const runJob = createRunJob({ ...engine, clock, log, node: name, taskTypes });
  const gone = new AbortController().signal;
  return {
    name,
    engine,
    clock,
    runJob,
    /** What it does sees its machine's clock. */
    async does<T>(deed: () => Promise<T>): Promise<T> {
      vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + ahead });
      try {
        return await deed();
      } finally {
        vi.useRealTimers();
      }
    },
    takes: () =>
      takeJobs(db, {
        now: new Date(clock.now()),
        until: new Date(clock.now() + LEASE),
        node: name,
        limit: 10,
      }),
    fetches: async () =>
      (await external.fetch({ worker: name, topics: [{ topic: 'parcels', lock: LEASE }] }, gone)).items,
    completes: (id: string) => external.complete(id, { worker: name }, principal),
  };
}

const slow = await nodeOf('slow', 0);
const fast = await nodeOf('fast', HOUR);
afterAll(() => {
  slow.clock.close();
  fast.clock.close();
});

const started: string[] = [];
beforeAll(async () => {
  await slow.engine.deploy([{ name: 'clocks.bpmn', kind: 'process', xml: MODEL }]);
});
afterEach(() => expectInvariants(db, { started }));

describe.each([
  ['the node behind', slow, fast],
  ['the node ahead', fast, slow],
])('what %s took', (_, holder, other) => {
  it('is its own until its lock runs out', async () => {
    // given
    const id = await holder.does(() => startOf(holder.engine, 'clocks'));
    started.push(id);
    worked = 0;

    // when
    const jobs = await holder.does(holder.takes);
    const tasks = await holder.does(holder.fetches);

    // then
    expect(jobs.map((job) => job.element)).toEqual(['work']);
    expect(tasks.map((task) => task.element)).toEqual(['elsewhere']);
    expect(await other.does(other.takes)).toEqual([]);
    expect(await other.does(other.fetches)).toEqual([]);
    await expect(other.does(() => other.completes(tasks[0]!.id))).rejects.toMatchObject({
      detail: { code: 'external_task_not_held' },
    });
    const { rows } = await db.query<{ held: boolean }>(
      `select locked_until > now() and locked_until < now() + $2 * interval '2 milliseconds' as held from potik.job
        where instance_id = $1 and locked_by is not null`,
      [id, LEASE],
    );
    expect(rows).toEqual([{ held: true }, { held: true }]);

    // when
    await holder.does(() => holder.runJob(jobs[0]!, false));
    await holder.does(() => holder.completes(tasks[0]!.id));

    // then only the timer is left, due in half an hour for both
    expect(worked).toBe(1);
    for (const node of [holder, other]) expect(await node.does(node.takes)).toEqual([]);
    const left = await db.query<{ element: string; ahead: boolean }>(
      `select element, due_at between now() + interval '20 minutes' and now() + interval '40 minutes' as ahead
         from potik.job where instance_id = $1`,
      [id],
    );
    expect(left.rows).toEqual([{ element: 'later', ahead: true }]);
  });
});
