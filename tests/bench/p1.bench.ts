/**
 * Workloads P1, P1s and T10 (`workload.ts`) in process over a durable PostgreSQL, and the budgets of P1: statements, rows, WAL.
 * `P1_COUNT` instances, `P1_FLIGHT` in flight.
 */
import type { Definition } from '#engine/process.ts';
import { benchDatabase, print } from './bench-database.ts';
import { inFlight, openWorkload } from './workload.ts';

const COUNT = Number(process.env.P1_COUNT ?? 10_000);
const FLIGHT = Number(process.env.P1_FLIGHT ?? 64);

const { db, cpuSeconds, close } = await benchDatabase();
const { engine, start, complete, close: closeWorkload } = await openWorkload(db);

async function whole(definition: Definition, straight: boolean): Promise<void> {
  const { id, chunks } = await start(definition);
  if (!straight) await complete(id, Object.keys(chunks['0']!.waits)[0]!);
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
await closeWorkload();
await close();
