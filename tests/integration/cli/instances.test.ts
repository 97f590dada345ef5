/** `potik instances`: looking at running instances and operating many of them beside the server. */
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { potik } from '../../support/potik.ts';
import { bpmn, flows } from '../../support/process.ts';
import { testEngine } from '../../support/test-engine.ts';

const run = await potik();
const model = (task: string) =>
  bpmn(
    `<bpmn:startEvent id="start"/><bpmn:userTask id="${task}"/><bpmn:endEvent id="end"/>${flows(`start -> ${task} -> end`)}`,
    '',
    'orders',
  );
const apply = async (task: string) => {
  const said = await run('apply', join(run.write({ 'orders.bpmn': model(task) }), 'orders.bpmn'));
  expect(said).toMatchObject({ code: 0, err: '' });
};

test('instances are listed, tried, migrated and cancelled', async () => {
  // given two instances of a version, and one more version
  await apply('check');
  const { executor, definitions } = await testEngine({ db: run.db });
  const cause = { kind: 'system', what: 'test' } as const;
  const definition = (await definitions.latest('orders'))!;
  for (const businessKey of ['one', 'two'])
    await executor.start(definition, { type: 'start', businessKey }, { cause });
  await apply('review');

  // when they are listed
  const listed = await run('instances', 'list', '--process', 'orders', '--json');

  // then each is told
  expect(listed.code).toBe(0);
  expect(
    listed
      .json()
      .map(({ businessKey }: { businessKey: string }) => businessKey)
      .sort(),
  ).toEqual(['one', 'two']);

  // when a migration is tried, then carried out with the map it needs
  const tried = await run('instances', 'migrate', '--process', 'orders', '--to', '2', '--dry-run');
  const done = await run('instances', 'migrate', '--process', 'orders', '--to', '2', '--map', 'check=review');

  // then the trial says why not, and the deed is done
  expect(tried.code).toBe(1);
  expect(tried.out).toContain('at check: “check” can’t go on as “check”');
  expect(tried.out).toContain('0 of 2 could be done, 2 chosen.');
  expect(done).toMatchObject({ code: 0, out: expect.stringContaining('2 of 2 done, 0 refused.') });

  // when all of them are cancelled, and once more
  const cancelled = await run('instances', 'cancel', '--process', 'orders', '--reason', 'no longer needed');
  const again = await run('instances', 'cancel', '--process', 'orders');

  // then there is nothing left to cancel
  expect(cancelled.out).toContain('2 of 2 done, 0 refused.');
  expect(again.out).toContain('0 of 0 done, 0 refused.');

  // when the batches are listed, and one is looked at
  const batches = await run('batches', '--json');
  const latest = batches.json().find(({ total }: { total: number }) => total === 2);
  const one = await run('batches', latest.id);

  // then each is told with what came of it
  expect(batches.json().map(({ operation }: { operation: { type: string } }) => operation.type)).toEqual(
    expect.arrayContaining(['cancel', 'migrate']),
  );
  expect(one.out).toContain(`${latest.id}  cancel`);
  expect(one.out).toContain('2 of 2 done, 0 refused, ended');
  expect((await run('batches', 'a', 'b')).code).toBe(2);
});

test('what is used wrongly is said, with exit code 2', async () => {
  expect(await run('instances', 'explode')).toMatchObject({
    code: 2,
    err: expect.stringContaining('Say list'),
  });
  expect(await run('instances', 'cancel')).toMatchObject({
    code: 2,
    err: expect.stringContaining('Name instances, or choose them with --process.'),
  });
  expect(await run('instances', 'migrate', '--process', 'orders')).toMatchObject({ code: 2 });
});

test('variables of an instance are set, and it is moved by hand', async () => {
  // given
  await apply('check');
  const { executor, definitions } = await testEngine({ db: run.db });
  const cause = { kind: 'system', what: 'test' } as const;
  const definition = (await definitions.latest('orders'))!;
  const start = () =>
    executor.start(definition, { type: 'start', variables: { amount: 1, old: 2 } }, { cause });
  const { id } = (await start()).instance;

  // when
  const set = await run('instances', 'set', id, '--variables', '{"amount": 7}', '--remove', 'old');
  const moved = await run(
    'instances',
    'modify',
    id,
    '--end',
    'check',
    '--after',
    'check',
    '--variables',
    '{"by": "hand"}',
  );
  const over = await run('instances', 'set', id, '--variables', '{"amount": 8}', '--json');

  // then
  expect(set, set.err).toMatchObject({ code: 0, out: '1 of 1 done, 0 refused.' });
  expect(moved, moved.err).toMatchObject({ code: 0 });
  const { rows } = await run.db.query<{ status: string; variables: object }>(
    `select status, state -> 'nodes' -> '0' -> 'variables' as variables from potik.instance where id = $1`,
    [id],
  );
  expect(rows.every(({ status }) => status === 'completed')).toBe(true);
  expect(over).toMatchObject({ code: 1 });
  expect(over.json().refusals).toEqual([expect.objectContaining({ instance: id })]);

  // and used wrongly
  expect((await run('instances', 'set', id)).code).toBe(2);
  expect((await run('instances', 'set', id, '--variables', '[1]')).code).toBe(2);
  expect((await run('instances', 'modify', id)).code).toBe(2);
  expect((await run('instances', 'modify', '--end', 'check', '--process', 'orders')).code).toBe(2);
});

test('what stands still is told with its process, what it is known by and why', async () => {
  // given an asynchronous step that fails for the last time
  const file = bpmn(
    `<bpmn:startEvent id="start"/><bpmn:scriptTask id="sum" name="Add it up" scriptFormat="feel"><bpmn:extensionElements><potik:async before="true"/></bpmn:extensionElements><bpmn:script>1</bpmn:script></bpmn:scriptTask><bpmn:endEvent id="end"/>${flows('start -> sum -> end')}`,
    '',
    'stuck',
  );
  expect(await run('apply', join(run.write({ 'stuck.bpmn': file }), 'stuck.bpmn'))).toMatchObject({
    code: 0,
  });
  const { executor, definitions } = await testEngine({ db: run.db });
  const cause = { kind: 'system', what: 'test' } as const;
  const { instance, unit } = await executor.start(
    (await definitions.latest('stuck'))!,
    { type: 'start', businessKey: 'K-7' },
    { cause },
  );
  const { key } = unit.rows.jobs.inserted[0]!;
  for (let tries = 0; tries < 3; tries++)
    await executor.command(
      instance.id,
      { type: 'fail', key, code: 'test', message: 'The sum is lost.' },
      { cause },
    );

  // when
  const told = await run('incidents', '--process', 'stuck');
  const elsewhere = await run('incidents', '--process', 'orders');

  // then
  expect(told).toMatchObject({ code: 0, out: expect.stringContaining('K-7\n  Add it up: The sum is lost.') });
  expect(told.out).toContain(instance.id);
  expect(elsewhere.out).toContain('Nothing stands still.');
});
