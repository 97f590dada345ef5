import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { checkDatabase, openDatabase } from '../../../../runtime/server/db/database.ts';
import { migrate } from '../../../../runtime/server/db/migrate.ts';
import { notify, openListener } from '../../../../runtime/server/db/notify.ts';
import { testDatabase } from '../../../support/test-database.ts';

const db = await testDatabase();

describe('database', () => {
  test('knows letters beyond ASCII and trigrams of them', async () => {
    await checkDatabase(db);
    const { rows } = await db.query<{ n: number }>(`select cardinality(show_trgm('Київ')) as n`);
    expect(rows[0]!.n).toBeGreaterThan(3);
  });

  test('values arrive in their wire forms', async () => {
    const { rows } = await db.query(
      `select date '2026-02-28' as d, timestamptz '2026-01-05 10:00:00.5+02' as t, 12345.6700::numeric as n, 9007199254740991::int8 as b`,
    );
    expect(rows[0]).toEqual({
      d: '2026-02-28',
      t: '2026-01-05T08:00:00.500Z',
      n: '12345.6700',
      b: 9007199254740991,
    });
  });

  test('tests refuse a second connection for whoever holds a transaction', async () => {
    // given
    const astray = [
      () => db.query('select 1'),
      () => db.transaction(async () => {}),
      () => db.client(),
      () => Promise.resolve().then(() => db.query({ text: 'select 2' })),
    ];
    // when, then
    for (const deed of astray)
      await expect(db.transaction(deed as () => Promise<unknown>)).rejects.toThrow(/second connection/);
    let later = Promise.resolve<unknown>(null);
    await db.transaction(async (tx) => {
      tx.afterCommit(() => {
        later = db.query('select 3');
      });
    });
    expect(await later).toBeTruthy();
  });

  test('a transaction that fails leaves nothing and runs nothing afterwards', async () => {
    await db.query('create table a (x int)');
    let ran = false;
    const failing = db.transaction(async (tx) => {
      tx.afterCommit(() => {
        ran = true;
      });
      await tx.query('insert into a values (1)');
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(ran).toBe(false);
    expect((await db.query('select * from a')).rows).toEqual([]);
  });

  test('two transactions in a deadlock both succeed, one of them replayed', async () => {
    await db.query('create table b (id int primary key, n int)');
    await db.query('insert into b values (1, 0), (2, 0)');
    const second = openDatabase({ url: db.url, pool: 2 });
    let arrived = 0;
    let open = () => {};
    const both = new Promise<void>((resolve) => {
      open = resolve;
    });
    const add = (first: number, other: number) =>
      second.transaction(async (tx) => {
        await tx.query('update b set n = n + 1 where id = $1', [first]);
        arrived++;
        if (arrived === 2) open();
        await both;
        await tx.query('update b set n = n + 1 where id = $1', [other]);
      });
    await Promise.all([add(1, 2), add(2, 1)]);
    expect((await db.query('select n from b order by id')).rows).toEqual([{ n: 2 }, { n: 2 }]);
    await second.close();
  });

  test('migrating twice changes nothing', async () => {
    expect(await migrate(db)).toEqual([]);
  });

  test('an unreachable database is one sentence without the password', async () => {
    const nowhere = openDatabase({ url: 'postgres://u:secret@127.0.0.1:1/x' });
    const error = await checkDatabase(nowhere).catch((e: Error) => e);
    expect((error as Error).message).toMatch(/nothing answers at that address/);
    expect((error as Error).message).not.toContain('secret');
    await nowhere.close();
  });

  test('a database that can not be ours to work in is refused with what to do', async ({ skip }) => {
    const name = `t_${randomBytes(6).toString('hex')}`;
    const said = async (database: string, role?: string) => {
      const url = new URL(db.url);
      url.pathname = `/${database}`;
      if (role) Object.assign(url, { username: role, password: role });
      const other = openDatabase({ url: url.toString(), pool: 1 });
      const error = await checkDatabase(other).catch((e: Error) => e);
      await other.close();
      return (error as Error | undefined)?.message;
    };
    await db.query(`create database ${name}_latin template template0 encoding 'LATIN1' locale 'C'`);
    await db.query(
      `create database ${name}_c template template0 encoding 'UTF8' locale_provider libc locale 'C'`,
    );
    try {
      expect(await said(`${name}_latin`)).toMatch(
        /stores LATIN1, Potik needs UTF8\. Create it anew: CREATE DATABASE/,
      );
      expect(await said(`${name}_c`)).toContain("can't tell upper from lower case beyond ASCII");
      const { rows } = await db.query<{ may: boolean }>(
        `select rolsuper or rolcreaterole as may from pg_roles where rolname = current_user`,
      );
      if (!rows[0]!.may) skip('The role of this server may not make roles.');
      await db.query(`create role ${name} login password '${name}'`);
      await db.query(
        `create database ${name} template template0 encoding 'UTF8' locale_provider icu icu_locale 'und' locale 'C.UTF-8'`,
      );
      expect(await said(name, name)).toBe(
        `${name} may not make tables in the database ${name}. Give it the database: ALTER DATABASE ${name} OWNER TO ${name}.`,
      );
      await db.query(`alter database ${name} owner to ${name}`);
      expect(await said(name, name)).toBeUndefined();
    } finally {
      for (const made of [`${name}_latin`, `${name}_c`, name])
        await db.query(`drop database if exists ${made}`);
      await db.query(`drop role if exists ${name}`);
    }
  });

  test('news reach a listener at commit', async () => {
    const listener = await openListener({ url: db.url, channels: ['news'] });
    const heard = new Promise<string>((resolve) => listener.on('news', resolve));
    await db.transaction((tx) => notify(tx, 'news', 'hello'));
    expect(await heard).toBe('hello');
    await listener.close();
  });
});
