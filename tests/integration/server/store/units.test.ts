import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { openDatabase } from '../../../../runtime/server/db/database.ts';
import type { TaskRow, UnitRows } from '../../../../runtime/server/store/unit-rows.ts';
import { commitUnits } from '../../../../runtime/server/store/units.ts';
import { testDatabase } from '../../../support/test-database.ts';

const db = await testDatabase();
const process_ = randomUUID();
const NOW = Date.UTC(2026, 0, 5, 9);
const none = { inserted: [], updated: [], deleted: [] };

function unit(parts: Partial<UnitRows>): UnitRows {
  return {
    created: [],
    updated: [],
    read: [],
    chunks: [],
    tasks: none,
    jobs: none,
    subscriptions: none,
    incidents: none,
    history: [],
    outbox: [],
    consumed: [],
    ...parts,
  };
}

function created(id: string, tasks: TaskRow[] = []): UnitRows {
  return unit({
    created: [
      {
        id,
        root: id,
        process: process_,
        status: 'active',
        started_at: NOW,
        state: { n: 1 },
      },
    ],
    tasks: { ...none, inserted: tasks },
    history: [{ instance: id, revision: 1, at: NOW, cause: null, events: [{ type: 'started' }] }],
  });
}

function updated(id: string, revision: number, parts: Partial<UnitRows> = {}): UnitRows {
  return unit({
    updated: [{ id, revision, process: process_, status: 'active', state: { n: revision } }],
    history: [{ instance: id, revision, at: NOW, cause: null, events: [] }],
    ...parts,
  });
}

function task(instance: string, key: string, parts: Partial<TaskRow> = {}): TaskRow {
  return {
    instance,
    key,
    root: instance,
    chunk: '0',
    process: process_,
    element: 'approve',
    name: 'Approve',
    queue: 'managers',
    priority: 50,
    created: NOW,
    ...parts,
  };
}

async function revisionOf(id: string): Promise<number | undefined> {
  return (await db.query<{ revision: number }>('select revision from potik.instance where id = $1', [id]))
    .rows[0]?.revision;
}

describe('commitUnits', () => {
  test('units of different instances are written together', async () => {
    const [a, b] = [randomUUID(), randomUUID()];
    expect(await commitUnits(db, [created(a, [task(a, '3')]), created(b)])).toEqual([true, true]);
    expect(
      await commitUnits(db, [
        updated(a, 2, { tasks: { ...none, deleted: [{ instance: a, key: '3' }] } }),
        updated(b, 2),
      ]),
    ).toEqual([true, true]);
    const { rows } = await db.query('select count(*)::int as n from potik.task where instance_id = $1', [a]);
    expect(rows).toEqual([{ n: 0 }]);
    expect(await revisionOf(b)).toBe(2);
  });

  test('a unit whose revision moved on is refused whole, its neighbours are written', async () => {
    const [a, b] = [randomUUID(), randomUUID()];
    await commitUnits(db, [created(a), created(b)]);
    const stale = updated(a, 7, {
      tasks: { ...none, inserted: [task(a, '9')] },
      outbox: [{ topic: 'x', payload: {}, at: NOW }],
    });
    expect(await commitUnits(db, [stale, updated(b, 2)])).toEqual([false, true]);
    expect(await revisionOf(a)).toBe(1);
    expect((await db.query('select 1 from potik.task where instance_id = $1', [a])).rows).toEqual([]);
    expect((await db.query(`select 1 from potik.outbox where topic = 'x'`)).rows).toEqual([]);
    expect(
      (await db.query('select 1 from potik.history where instance_id = $1 and revision = 7', [a])).rows,
    ).toEqual([]);
  });

  test('a unit of a call tree is refused when one of its instances moved on', async () => {
    const [parent, child] = [randomUUID(), randomUUID()];
    await commitUnits(db, [created(parent), created(child)]);
    const both = unit({ updated: [...updated(parent, 2).updated, ...updated(child, 5).updated] });
    expect(await commitUnits(db, [both])).toEqual([false]);
    expect(await revisionOf(parent)).toBe(1);
  });

  test('a unit that was decided by an instance which moved on, is held or is gone is refused', async () => {
    const [parent, child] = [randomUUID(), randomUUID()];
    await commitUnits(db, [created(parent), created(child)]);
    const decidedBy = (id: string, revision: number) => updated(child, 2, { read: [{ id, revision }] });
    // when
    const other = openDatabase({ url: db.url, pool: 1 });
    await other.transaction(async (tx) => {
      await tx.query('select 1 from potik.instance where id = $1 for update', [parent]);
      expect(await commitUnits(db, [decidedBy(parent, 1)])).toEqual([false]);
    });
    await other.close();
    expect(await commitUnits(db, [decidedBy(parent, 3)])).toEqual([false]);
    expect(await commitUnits(db, [decidedBy(randomUUID(), 1)])).toEqual([false]);
    // then
    expect(await revisionOf(child)).toBe(1);
    expect(await commitUnits(db, [decidedBy(parent, 1)])).toEqual([true]);
    expect(await revisionOf(parent)).toBe(1);
  });

  test('a row that another transaction holds fails only its unit, without waiting', async () => {
    const [a, b] = [randomUUID(), randomUUID()];
    await commitUnits(db, [created(a), created(b)]);
    const other = openDatabase({ url: db.url, pool: 1 });
    await other.transaction(async (tx) => {
      await tx.query('select 1 from potik.instance where id = $1 for update', [a]);
      expect(await commitUnits(db, [updated(a, 2), updated(b, 2)])).toEqual([false, true]);
    });
    await other.close();
    expect(await commitUnits(db, [updated(a, 2)])).toEqual([true]);
  });

  test('an order of the outbox is consumed once', async () => {
    const [a, b] = [randomUUID(), randomUUID()];
    await commitUnits(db, [
      unit({ ...created(a), outbox: [{ topic: 'once', payload: { to: b }, at: NOW }] }),
    ]);
    const { rows } = await db.query<{ id: number }>(`select id from potik.outbox where topic = 'once'`);
    const id = rows[0]!.id;
    expect(await commitUnits(db, [unit({ ...created(b), consumed: [id] })])).toEqual([true]);
    expect(await commitUnits(db, [unit({ ...created(randomUUID()), consumed: [id] })])).toEqual([false]);
  });

  test('only the named columns of a task change', async () => {
    const a = randomUUID();
    await commitUnits(db, [created(a, [task(a, '3', { due: NOW, users: ['u1', 'u2'] })])]);
    const set = { assignee: 'iryna', due_at: null, users: ['u3'] };
    await commitUnits(db, [updated(a, 2, { tasks: { ...none, updated: [{ instance: a, key: '3', set }] } })]);
    const { rows } = await db.query(
      'select assignee, due_at, users, queue, name from potik.task where instance_id = $1',
      [a],
    );
    expect(rows).toEqual([
      { assignee: 'iryna', due_at: null, users: ['u3'], queue: 'managers', name: 'Approve' },
    ]);
  });

  test('chunks, jobs, subscriptions and incidents come and go with their unit', async () => {
    const a = randomUUID();
    const place = { instance: a, key: '1', root: a, chunk: '0', process: process_, element: 'x' };
    await commitUnits(db, [
      unit({
        ...created(a),
        chunks: [{ instance: a, id: '5', state: { next: 1 } }],
        jobs: {
          ...none,
          inserted: [{ ...place, kind: 'timer', due: NOW + 1000, input: null, retries: 3, priority: 0 }],
        },
        subscriptions: {
          ...none,
          inserted: [{ ...place, kind: 'message', name: 'paid', correlation: '17' }],
        },
        incidents: { ...none, inserted: [{ ...place, code: 'c', message: 'm', created: NOW }] },
      }),
    ]);
    const counts = async () =>
      (
        await db.query(
          `select (select count(*) from potik.chunk where instance_id = $1) + (select count(*) from potik.job where instance_id = $1)
                + (select count(*) from potik.subscription where instance_id = $1) + (select count(*) from potik.incident where instance_id = $1) as n`,
          [a],
        )
      ).rows[0]!.n;
    expect(await counts()).toBe(4);
    const gone = { ...none, deleted: [{ instance: a, key: '1' }] };
    await commitUnits(db, [
      updated(a, 2, {
        chunks: [{ instance: a, id: '5', state: null }],
        jobs: gone,
        subscriptions: gone,
        incidents: gone,
      }),
    ]);
    expect(await counts()).toBe(0);
  });
});
