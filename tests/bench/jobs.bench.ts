/**
 * Jobs as the workers run them, over a durable PostgreSQL: service steps and timers that are due together, how late timers fire, how soon a lone job is
 * taken up when nothing else happens, and a large parallel loop over the database. `JOBS_COUNT` instances.
 */
import pino from 'pino';
import type { Definition } from '#engine/process.ts';
import { realClock } from '../../runtime/server/clock.ts';
import { startJobWorker } from '../../runtime/server/jobs/job-worker.ts';
import { createRunJob } from '../../runtime/server/jobs/run-job.ts';
import { createRunStart } from '../../runtime/server/jobs/run-start.ts';
import { checkModels, deployModels } from '../../runtime/server/processes/deploy-models.ts';
import { createEngine } from '../../runtime/server/processes/engine.ts';
import { NO_PLATFORM } from '../../runtime/server/processes/platform.ts';
import { createTaskTypes } from '../../runtime/server/processes/task-types.ts';
import { bpmn, flows } from '../support/process.ts';
import { benchDatabase, print } from './bench-database.ts';

const COUNT = Number(process.env.JOBS_COUNT ?? 2_000);
const CAUSE = { cause: { kind: 'system', what: 'bench' } } as const;
const STEPS = 5;
/** Timers due within as many milliseconds. */
const LATE = 5_000;

const { db, cpuSeconds, close } = await benchDatabase();
const taskTypes = createTaskTypes([
  {
    name: 'bench.nothing',
    summary: 'Answers at once.',
    inputs: {},
    work: { kind: 'job', run: async () => ({ kind: 'done', result: null }) },
  },
]);
/** Called with each instance that ends, and with each that waits for a job. */
let ended = (_id: string): void => {};
let worker: ReturnType<typeof startJobWorker> | null = null;
const engine = createEngine({
  db,
  clock: realClock,
  zone: 'UTC',
  answerers: {
    scripts: async () => new Map(),
    record: async () => null,
    task: async () => ({ ok: false, failure: 'none' }),
  },
  deployOptions: () => ({}),
  announce(unit, handed) {
    for (const { instance } of unit.changes) if (instance.status === 'completed') ended(instance.id);
    const { inserted, updated } = unit.rows.jobs;
    if (updated.length > 0 || inserted.some((job) => job !== handed)) worker?.ring();
  },
});
const { executor, definitions } = engine;

const service = (id: string) =>
  `<bpmn:serviceTask id="${id}"><bpmn:extensionElements><potik:task type="bench.nothing"/></bpmn:extensionElements></bpmn:serviceTask>`;
const names = Array.from({ length: STEPS }, (_, n) => `s${n}`);
const MODELS: Readonly<Record<string, string>> = {
  steps: `<bpmn:startEvent id="start"/>${names.map(service).join('')}<bpmn:endEvent id="end"/>${flows(['start', ...names, 'end'].join(' -> '))}`,
  timer: `<bpmn:startEvent id="start"/><bpmn:intermediateCatchEvent id="wait"><bpmn:timerEventDefinition><bpmn:timeDate>= due</bpmn:timeDate></bpmn:timerEventDefinition></bpmn:intermediateCatchEvent><bpmn:endEvent id="end"/>${flows('start -> wait -> end')}`,
  each: `<bpmn:startEvent id="start"/><bpmn:userTask id="one"><bpmn:multiInstanceLoopCharacteristics><bpmn:loopCardinality>= n</bpmn:loopCardinality></bpmn:multiInstanceLoopCharacteristics></bpmn:userTask><bpmn:endEvent id="end"/>${flows('start -> one -> end')}`,
};
const checked = await checkModels(
  Object.entries(MODELS).map(([name, body]) => ({
    name: `${name}.bpmn`,
    kind: 'process' as const,
    xml: bpmn(body, '', name),
  })),
  {},
);
const errors = checked.problems.filter(({ severity }) => severity === 'error');
if (errors.length) throw new Error(JSON.stringify(errors, null, 2));
await db.transaction((tx) => deployModels(tx, checked, { at: Date.now(), zone: 'UTC', by: null }));

function startWorker() {
  const options = {
    db,
    clock: realClock,
    log: pino({ level: 'warn' }),
    zone: 'UTC',
    node: 'bench',
    platform: NO_PLATFORM,
  };
  worker = startJobWorker({
    ...options,
    runJob: createRunJob({ ...options, executor, taskTypes }),
    runStart: createRunStart({ ...options, executor, definitions }),
  });
  return worker;
}

/** Resolves when so many instances have ended. */
function endOf(count: number): Promise<void> {
  return new Promise((resolve) => {
    let left = count;
    ended = () => {
      left--;
      if (left === 0) resolve();
    };
  });
}

async function startMany(definition: Definition, count: number, variables: object): Promise<void> {
  let left = count;
  await Promise.all(
    Array.from({ length: 64 }, async () => {
      while (left-- > 0)
        await executor.start(definition, { type: 'start', variables: variables as never }, CAUSE);
    }),
  );
}

/** Runs the deed with a worker until `COUNT` instances have ended; says what each of `work` pieces of it cost. */
async function worked(name: string, work: number): Promise<void> {
  const over = endOf(COUNT);
  const [before, cpu, database] = [db.counters.statements, process.cpuUsage(), cpuSeconds()];
  const running = startWorker();
  await over;
  const { user, system } = process.cpuUsage(cpu);
  print(`${name}_statements`, (db.counters.statements - before) / work, `statements/${name}`, { most: 1 });
  print(`${name}_server_cpu`, (user + system) / 1000 / work, `ms/${name}`);
  const databaseNow = cpuSeconds();
  if (database !== null && databaseNow !== null)
    print(`${name}_database_cpu`, ((databaseNow - database) * 1000) / work, `ms/${name}`);
  await running.stop();
}

async function steps(): Promise<void> {
  await startMany((await definitions.latest('steps'))!, COUNT, {});
  const begun = performance.now();
  await worked('service_step', COUNT * STEPS);
  print('service_steps_per_second', (COUNT * STEPS) / ((performance.now() - begun) / 1000), 'steps/s');
}

async function timers(): Promise<void> {
  const due = Date.now() + COUNT * 2 + 1_000;
  await startMany((await definitions.latest('timer'))!, COUNT, { due: new Date(due).toISOString() });
  await worked('timer', COUNT);
  print('timers_per_second', COUNT / ((Date.now() - due) / 1000), 'timers/s');
}

/** How late timers fire of which a thousand are due each second, one a millisecond. */
async function lateness(): Promise<void> {
  const definition = (await definitions.latest('timer'))!;
  const first = Date.now() + 10_000;
  const dueOf = new Map<string, number>();
  let at = first;
  await Promise.all(
    Array.from({ length: 64 }, async () => {
      while (at < first + LATE) {
        const due = at++;
        const variables = { due: new Date(due).toISOString() };
        const { instance } = await executor.start(definition, { type: 'start', variables }, CAUSE);
        dueOf.set(instance.id, due);
      }
    }),
  );
  if (Date.now() > first) throw new Error('The timers were due before all of them had been started.');
  const late: number[] = [];
  const running = startWorker();
  await new Promise<void>((resolve) => {
    ended = (id) => {
      late.push(Date.now() - dueOf.get(id)!);
      if (late.length === LATE) resolve();
    };
  });
  await running.stop();
  late.sort((a, b) => a - b);
  print('timer_lateness_p50', late[LATE / 2]!, 'ms');
  print('timer_lateness_p99', late[LATE * 0.99]!, 'ms');
}

async function idle(): Promise<void> {
  const definition = (await definitions.latest('steps'))!;
  const running = startWorker();
  const took: number[] = [];
  for (let n = 0; n < 200; n++) {
    const over = endOf(1);
    const begun = performance.now();
    await executor.start(definition, { type: 'start' }, CAUSE);
    await over;
    took.push((performance.now() - begun) / STEPS);
  }
  took.sort((a, b) => a - b);
  print('idle_step_p50', took[100]!, 'ms');
  print('idle_step_p99', took[197]!, 'ms');
  await running.stop();
}

/** Starts a loop of so many tasks and completes them one by one; per task. */
async function loop(n: number): Promise<number> {
  const definition = (await definitions.latest('each'))!;
  const begun = performance.now();
  const { instance, unit } = await executor.start(definition, { type: 'start', variables: { n } }, CAUSE);
  for (const { key, chunk } of unit.rows.tasks.inserted)
    await executor.command(instance.id, { type: 'complete', key }, { ...CAUSE, chunk });
  return (performance.now() - begun) / n;
}

async function loops(): Promise<void> {
  const small = await loop(1_000);
  const large = await loop(10_000);
  print('loop_1000_task', small, 'ms/task');
  print('loop_10000_task', large, 'ms/task');
  print('loop_10000_to_1000', large / small, 'times', { most: 1.5 });
}

const wanted = process.argv.slice(2);
const parts = { steps, timers, lateness, idle, loops };
for (const [name, part] of Object.entries(parts)) if (!wanted.length || wanted.includes(name)) await part();
await close();
