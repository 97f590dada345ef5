/** Processes that begin or go on because a record changed, and whose record is merged into another. */
import { describe, expect, it } from 'vitest';
import { listTasks } from '../../../../runtime/server/store/tasks.ts';
import { taskRecordsOf } from '../../../../runtime/server/tasks/task-records-of.ts';
import { flows } from '../../../support/process.ts';
import { about, CONDITION, CONTEXT, recordProcesses } from '../../../support/record-processes.ts';

const { db, deal, deploy, engine, records, start, system } = await recordProcesses();
const running = async (key: string) => {
  const { rows } = await db.query<{ id: string; record_id: string }>(
    `select i.id, i.record_id from potik.instance i join potik.process p on p.id = i.process_id where p.key = $1 order by i.id`,
    [key],
  );
  return rows;
};

describe('a change of a record', () => {
  it('starts the processes whose condition becomes true by it, once', async () => {
    // given
    await deploy(
      'on_lost',
      `${CONTEXT()}<bpmn:startEvent id="s">${CONDITION('= deal.stage = "lost" and deal.customer.city = "Kyiv"')}</bpmn:startEvent><bpmn:userTask id="u"/>${flows('s -> u')}`,
    );
    await deploy(
      'on_big',
      `${CONTEXT()}<bpmn:startEvent id="s">${CONDITION('= deal.total &gt; 100', 'create')}</bpmn:startEvent><bpmn:userTask id="u"/>${flows('s -> u')}`,
    );

    // when
    const small = await deal({ lines: [{ product: 'A', price: 10 }] });
    const big = await deal({ lines: [{ product: 'A', price: 1000 }] });
    await engine.drain();
    await records.update(system, 'deal', small.id, {
      version: null,
      values: { loss_reason: 'price', stage: 'lost' },
    });
    await engine.drain();
    await records.update(system, 'deal', small.id, { version: null, values: { loss_reason: 'time' } });
    await engine.drain();

    // then
    expect((await running('on_big')).map((row) => row.record_id)).toEqual([big.id]);
    expect((await running('on_lost')).map((row) => row.record_id)).toEqual([small.id]);
    const { rows } = await db.query('select topic from potik.outbox');
    expect(rows).toEqual([]);
  });

  it('is judged by what it made of the record, however late it is looked at', async () => {
    // given a record that has become lost before anybody looked at its creation
    const late = await deal();
    await records.update(system, 'deal', late.id, {
      version: null,
      values: { loss_reason: 'price', stage: 'lost' },
    });

    // when
    await engine.drain();

    // then
    const started = (await running('on_lost')).filter(({ record_id }) => record_id === late.id);
    expect(started).toHaveLength(1);
  });

  it('wakes the instances whose condition reads it', async () => {
    await deploy(
      'waits',
      `${CONTEXT()}<bpmn:startEvent id="s"/><bpmn:intermediateCatchEvent id="paid">${CONDITION('= deal.amount &gt;= 100')}</bpmn:intermediateCatchEvent><bpmn:endEvent id="e"/>${flows('s -> paid -> e')}`,
    );
    const made = await deal({ amount: 5 });
    await start('waits', about(made.id));
    await records.update(system, 'deal', made.id, { version: null, values: { amount: 50 } });
    await engine.drain();
    const ended = async () =>
      (
        await db.query(`select 1 from potik.instance where record_id = $1 and status = 'completed'`, [
          made.id,
        ])
      ).rows.length;
    expect(await ended()).toBe(0);
    await records.update(system, 'deal', made.id, { version: null, values: { amount: 500 } });
    await engine.drain();
    expect(await ended()).toBe(1);
  });
});

describe('a record that is merged into another', () => {
  const merge = async (stays: string, goes: string) =>
    records.merge(system, 'deal', stays, {
      other: goes,
      version: (await records.get(system, 'deal', stays)).version,
      otherVersion: (await records.get(system, 'deal', goes)).version,
      values: {},
    });
  const waiting = async () =>
    (
      await db.query<{ n: number }>(
        `select count(*)::int as n from potik.subscription where kind = 'condition'`,
      )
    ).rows[0]!.n;

  it('leaves its processes waiting for the one that stays, over two merges, and gets them back', async () => {
    // given a process that waits for the deal that goes
    await deploy(
      'merged',
      `${CONTEXT()}<bpmn:startEvent id="s"/><bpmn:intermediateCatchEvent id="paid">${CONDITION('= deal.amount &gt;= 100')}</bpmn:intermediateCatchEvent><bpmn:userTask id="u"/>${flows('s -> paid -> u')}`,
    );
    const before = await waiting();
    const [goes, stays, last] = [
      await deal({ amount: 1 }),
      await deal({ amount: 2 }),
      await deal({ amount: 3 }),
    ];
    await start('merged', about(goes.id));
    await start('merged', about(goes.id));
    expect(await waiting()).toBe(before + 2);

    // when it is merged and another record changes, nothing happens
    await merge(stays.id, goes.id);
    const second = await merge(last.id, stays.id);
    await records.update(system, 'deal', (await deal({ amount: 7 })).id, {
      version: null,
      values: { amount: 500 },
    });
    await engine.drain();
    expect(await waiting()).toBe(before + 2);

    // and when that one is taken back, a change of it wakes nobody any more
    await records.undoDeed(system, second);
    await records.update(system, 'deal', last.id, { version: null, values: { amount: 500 } });
    await engine.drain();
    expect(await waiting()).toBe(before + 2);

    // then a change of the one that stays does, and the tasks that follow are told with it
    await records.update(system, 'deal', stays.id, { version: null, values: { amount: 500 } });
    await engine.drain();
    expect(await waiting()).toBe(before);
    const page = { filter: { queue: 'all' }, sort: 'due', limit: 10 } as const;
    const who = { names: [], groups: [] };
    const found = await listTasks(db, who, { ...page, record: stays.id });
    expect(found.map(({ record }) => record)).toEqual([stays.id, stays.id]);
    expect(await listTasks(db, who, { ...page, record: last.id })).toEqual([]);
    expect(await taskRecordsOf(records).living({ entity: 'deal', id: goes.id })).toEqual({
      entity: 'deal',
      id: stays.id,
    });
  });
});
