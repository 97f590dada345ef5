/** History is passed on when nothing of it can still come: transactions of this database hold it up, those of others don't. */
import { expect, test } from 'vitest';
import type { Database } from '../../../../runtime/server/db/database.ts';
import { project } from '../../../../runtime/server/jobs/projector.ts';
import { startOf } from '../../../support/approval.ts';
import { bpmn, flows } from '../../../support/process.ts';
import { blankDatabase, testDatabase } from '../../../support/test-database.ts';
import { testEngine } from '../../../support/test-engine.ts';

const db = await testDatabase();
const engine = await testEngine({ db });
const xml = bpmn(`<bpmn:startEvent id="s"/><bpmn:endEvent id="e"/>${flows('s -> e')}`, '', 'short');
await engine.deploy([{ kind: 'process', name: 'short.bpmn', xml }]);

/** Instances that stand in the lists of what is over, after one round. */
async function ended(): Promise<number> {
  while (await project(db, { now: Date.now(), ordered: () => {} }));
  const { rows } = await db.query<{ n: number }>('select count(*)::int as n from potik.ended_instance');
  return rows[0]!.n;
}

/** Something that another program writes there, and that goes on; gives how to end it. */
async function underWay(where: Database): Promise<() => Promise<void>> {
  const client = await where.client();
  await client.query('begin');
  await client.query('select pg_current_xact_id()');
  return async () => {
    await client.query('rollback');
    client.release();
    await where.close();
  };
}

test('a long transaction in another database of the server holds up nothing', async () => {
  // given
  const end = await underWay(await blankDatabase());
  // when
  await startOf(engine, 'short', {});
  // then
  expect(await ended()).toBe(1);
  await end();
  expect(await ended()).toBe(1);
});

test('one in this database does, for it may still write what comes before', async () => {
  // given
  const before = await ended();
  const end = await underWay(await blankDatabase(db.url));
  // when
  await startOf(engine, 'short', {});
  // then
  expect(await ended()).toBe(before);
  await end();
  expect(await ended()).toBe(before + 1);
});
