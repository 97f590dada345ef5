/**
 * Workload P1 of the design (start with three variables, expression task, user task, find it, complete it, expression task,
 * end; full history) in process over a durable PostgreSQL, and its budgets: statements, rows, WAL. `P1_COUNT` instances,
 * `P1_FLIGHT` in flight. P1s is the same with JavaScript tasks in the sandbox; T10 ten expression tasks and three gateways.
 */
import type { Definition } from '#engine/process.ts';
import { realClock } from '../../runtime/server/clock.ts';
import { checkModels, deployModels } from '../../runtime/server/processes/deploy-models.ts';
import { createEngine } from '../../runtime/server/processes/engine.ts';
import { createScriptPool } from '../../runtime/server/scripts/script-pool.ts';
import { createTaskFinder } from '../../runtime/server/tasks/task-finder.ts';
import { benchDatabase, print } from './bench-database.ts';

const COUNT = Number(process.env.P1_COUNT ?? 10_000);
const FLIGHT = Number(process.env.P1_FLIGHT ?? 64);
const CAUSE = { kind: 'person', id: '0190b5a0-0000-7000-8000-000000000001' } as const;

const { db, cpuSeconds, close } = await benchDatabase();
const pool = createScriptPool({ textOf: () => null });
const engine = createEngine({
  db,
  clock: realClock,
  zone: 'UTC',
  answerers: {
    scripts: (questions) => pool.run(questions),
    record: async () => null,
    task: async () => ({ ok: false, failure: 'none' }),
  },
  deployOptions: () => ({}),
  announce: () => {},
});

const findTask = createTaskFinder(db);

const feel = (id: string, text: string, result: string) =>
  `<bpmn:scriptTask id="${id}" scriptFormat="feel"><bpmn:extensionElements><potik:script result="${result}"/></bpmn:extensionElements><bpmn:script>${text}</bpmn:script></bpmn:scriptTask>`;
const script = (id: string, text: string, result: string) =>
  `<bpmn:scriptTask id="${id}" scriptFormat="javascript"><bpmn:extensionElements><potik:script result="${result}"/></bpmn:extensionElements><bpmn:script>${text}</bpmn:script></bpmn:scriptTask>`;

function sequence(id: string, nodes: string[]): string {
  const ids = nodes.map((node) => /id="([^"]+)"/.exec(node)![1]);
  const flows = ids
    .slice(1)
    .map((to, i) => `<bpmn:sequenceFlow id="f${i}" sourceRef="${ids[i]}" targetRef="${to}"/>`);
  return `<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:potik="urn:potik:bpmn:1" targetNamespace="urn:bench">
    <bpmn:process id="${id}" isExecutable="true">${nodes.join('')}${flows.join('')}</bpmn:process></bpmn:definitions>`;
}

const approve = `<bpmn:userTask id="approve" name="Approve"><bpmn:extensionElements><potik:assignment role="managers"/></bpmn:extensionElements></bpmn:userTask>`;
const start = '<bpmn:startEvent id="start"/>';
const end = '<bpmn:endEvent id="end"/>';
const gateway = (n: number) => `<bpmn:exclusiveGateway id="g${n}"/>`;
const MODELS = {
  p1: sequence('p1', [
    start,
    feel('calc', 'amount * 2 + 1', 'total'),
    approve,
    feel('close', 'total + 1', 'final'),
    end,
  ]),
  p1s: sequence('p1s', [
    start,
    script('calc', 'amount * 2 + 1', 'total'),
    approve,
    script('close', 'total + 1', 'final'),
    end,
  ]),
  t10: sequence('t10', [
    start,
    ...Array.from({ length: 10 }, (_, n) => [
      feel(`t${n}`, `amount + ${n}`, `v${n}`),
      ...(n % 3 === 0 && n > 0 ? [gateway(n)] : []),
    ]).flat(),
    end,
  ]),
};

const checked = await checkModels(
  Object.entries(MODELS).map(([name, xml]) => ({ name: `${name}.bpmn`, kind: 'process' as const, xml })),
  {},
);
const errors = checked.problems.filter(({ severity }) => severity === 'error');
if (errors.length) throw new Error(JSON.stringify(errors, null, 2));
await db.transaction((tx) => deployModels(tx, checked, { at: Date.now(), zone: 'UTC', by: null }));

async function whole(definition: Definition, straight: boolean): Promise<void> {
  const variables = { amount: 1500, customer: 'Lisova Pekarnia', urgent: true };
  const { instance } = await engine.executor.start(
    definition,
    { type: 'start', variables },
    { cause: CAUSE },
  );
  if (straight) return;
  const key = Object.keys(instance.chunks['0']!.waits)[0]!;
  const task = await findTask({ instance: instance.id, key });
  if (task?.element !== 'approve') throw new Error('the task is not there');
  await engine.executor.command(
    instance.id,
    { type: 'complete', key, variables: { approved: true } },
    { cause: CAUSE },
  );
}

async function inFlight(count: number, flight: number, deed: () => Promise<void>): Promise<void> {
  let left = count;
  await Promise.all(
    Array.from({ length: flight }, async () => {
      while (left-- > 0) await deed();
    }),
  );
}

async function rate(name: string, key: string, straight = false): Promise<void> {
  const definition = (await engine.definitions.latest(key))!;
  await inFlight(Math.min(COUNT / 5, 2000), FLIGHT, () => whole(definition, straight));
  const before = {
    statements: db.counters.statements,
    units: engine.groupCommit.counters.units,
    commits: engine.groupCommit.counters.statements,
  };
  const started = performance.now();
  const own = process.cpuUsage();
  const database = cpuSeconds();
  await inFlight(COUNT, FLIGHT, () => whole(definition, straight));
  const seconds = (performance.now() - started) / 1000;
  const { user, system } = process.cpuUsage(own);
  const databaseNow = cpuSeconds();
  print(`${name}_per_second`, COUNT / seconds, 'instances/s');
  print(`${name}_server_cpu`, (user + system) / 1000 / COUNT, 'ms/instance');
  if (database !== null && databaseNow !== null)
    print(`${name}_database_cpu`, ((databaseNow - database) * 1000) / COUNT, 'ms/instance');
  print(`${name}_statements`, (db.counters.statements - before.statements) / COUNT, 'statements/instance');
  print(
    `${name}_units_per_commit`,
    (engine.groupCommit.counters.units - before.units) /
      (engine.groupCommit.counters.statements - before.commits),
    'units',
  );
}

/** Every connection tells what it has counted so far. */
async function tellCounts(): Promise<void> {
  const tell = 'select pg_stat_force_next_flush(), pg_sleep(0.05)';
  await Promise.all(Array.from({ length: 10 }, () => [db.query(tell), db.planned.query(tell)]).flat());
}

/** Budgets: one at a time, so that nothing is shared; what commits write, without the upkeep of tables beside them. */
async function budgets(): Promise<void> {
  await db.query('alter system set autovacuum = off');
  await db.query('select pg_reload_conf()');
  const definition = (await engine.definitions.latest('p1'))!;
  await inFlight(200, 1, () => whole(definition, false));
  const figures = async () =>
    (
      await db.query<{ lsn: string; rows: number; hot: number; updated: number }>(
        `select pg_current_wal_lsn() as lsn, (select sum(n_tup_ins + n_tup_upd + n_tup_del)::float8 from pg_stat_user_tables where schemaname = 'potik') as rows,
           (select n_tup_hot_upd::float8 from pg_stat_user_tables where relname = 'instance') as hot,
           (select n_tup_upd::float8 from pg_stat_user_tables where relname = 'instance') as updated`,
      )
    ).rows[0]!;
  await tellCounts();
  const before = { ...(await figures()), statements: db.counters.statements };
  const count = 1000;
  const started = performance.now();
  await inFlight(count, 1, () => whole(definition, false));
  const seconds = (performance.now() - started) / 1000;
  const statements = db.counters.statements - before.statements;
  await tellCounts();
  const after = await figures();
  const { rows } = await db.query<{ bytes: string }>('select ($1::pg_lsn - $2::pg_lsn) as bytes', [
    after.lsn,
    before.lsn,
  ]);
  print('p1_alone_per_second', count / seconds, 'instances/s');
  print('p1_alone_statements', statements / count, 'statements/instance', { most: 3 });
  print('p1_row_writes', (after.rows - before.rows) / count, 'rows/instance', { most: 6 });
  print('p1_wal', Number(rows[0]!.bytes) / count, 'bytes/instance', { most: 3000 });
  await db.query('alter system reset autovacuum');
  await db.query('select pg_reload_conf()');
  print('p1_hot_updates', (100 * (after.hot - before.hot)) / (after.updated - before.updated), '%', {
    least: 90,
  });
}

const wanted = process.argv.slice(2);
const parts = {
  budgets,
  p1: () => rate('p1', 'p1'),
  p1s: () => rate('p1s', 'p1s'),
  t10: () => rate('t10', 't10', true),
};
for (const [name, part] of Object.entries(parts)) if (!wanted.length || wanted.includes(name)) await part();
await pool.close();
await close();
