/** `potik backup`, `restore`, `move`: everything comes back, whole or not at all. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { migrate, shippedMigrations } from '../../../runtime/server/db/migrate.ts';
import { writeBackup } from '../../../runtime/server/upkeep/write-backup.ts';
import { databaseShape } from '../../support/database-shape.ts';
import { potik } from '../../support/potik.ts';
import { blankDatabase } from '../../support/test-database.ts';

const run = await potik();
const file = join(run.folder, 'all.zip');
const home = run.url;

const ENTITY = `label: Account
title: "{name}"
fields:
  name: {type: text, required: true, unique: true}
  number: {type: autonumber, pattern: "A-{0000}"}
  balance: {type: decimal}
  parent: {type: parent}
  opened: {type: date}
`;
const folder = run.write(
  { 'solution.yaml': 'key: bank\ntitle: Bank\nversion: 1.0.0\n', 'entities/account.yaml': ENTITY },
  'bank',
);

/** Rows of every table, by name. */
async function counts(db: typeof run.db): Promise<Record<string, number>> {
  const { rows: tables } = await db.query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname in ('potik', 'data')
        and tablename not like 'change\\_%' and tablename not like 'history\\_%'`,
  );
  const found: Record<string, number> = {};
  for (const { name } of tables)
    found[name] = (await db.query<{ n: number }>(`select count(*)::int as n from ${name}`)).rows[0]!.n;
  return found;
}

describe('a backup', () => {
  test('is written beside the work and restored with all there is', async () => {
    // given: records, a column put aside, people, a number series
    expect((await run('apply', folder)).code).toBe(0);
    const rows = Array.from({ length: 300 }, (_, n) => `Рахунок ${n};${n}.25;2026-01-${(n % 28) + 1}`);
    const csv = run.write({ 'accounts.csv': `name;balance;opened\n${rows.join('\n')}\n` }, 'rows');
    const imported = await run('import', join(csv, 'accounts.csv'), '--entity', 'account');
    expect(imported, imported.err).toMatchObject({ code: 0 });
    run.write({ 'bank/entities/account.yaml': ENTITY.replace('  opened: {type: date}\n', '') });
    const dropped = await run('apply', folder);
    expect(dropped, dropped.err).toMatchObject({ code: 0 });

    // when
    const written = await run('backup', file, '--json');
    const other = await blankDatabase();
    run.url = other.url;
    const restored = await run('restore', file, '--json');

    // then
    expect(written, written.err).toMatchObject({ code: 0 });
    expect(restored, restored.err).toMatchObject({ code: 0 });
    expect(restored.json()).toMatchObject({ ok: true, rows: written.json().rows, sameSecret: true });
    expect(await databaseShape(other)).toEqual(await databaseShape(run.db));
    expect(await counts(other)).toEqual(await counts(run.db));
    const total =
      'select count(*)::int as n, sum(balance)::text as sum, max(number) as last, max(name) as name from data.account';
    expect((await other.query(total)).rows).toEqual((await run.db.query(total)).rows);

    // and it goes on where it stood: the series, the configuration
    await other.close();
    const more = run.write({ 'more.csv': 'name\nNew\n' }, 'rows');
    expect(await run('import', join(more, 'more.csv'), '--entity', 'account')).toMatchObject({ code: 0 });
    expect(await run('plan', folder)).toMatchObject({ code: 0 });
    const again = await blankDatabase(run.url);
    expect((await again.query(`select number from data.account where name = 'New'`)).rows).toEqual([
      { number: 'A-0301' },
    ]);
    await again.close();
  });

  test('never overwrites a file', async () => {
    run.url = home;
    const before = readFileSync(file);
    expect(await run('backup', file)).toMatchObject({
      code: 1,
      err: expect.stringContaining('is there already'),
    });
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  test('holds one moment, whatever is written meanwhile', async () => {
    // given: money that moves between two accounts all the time
    const accounts = (
      await run.db.query<{ id: string }>('select id from data.account order by number limit 2')
    ).rows;
    const sum = async (db: typeof run.db) =>
      (await db.query<{ sum: string }>('select sum(balance)::text as sum from data.account')).rows[0]!.sum;
    const before = await sum(run.db);
    let moving = true;
    let moved = 0;
    const mover = (async () => {
      while (moving) {
        await run.db.transaction(async (tx) => {
          await tx.query('update data.account set balance = balance - 1 where id = $1', [accounts[0]!.id]);
          await tx.query('update data.account set balance = balance + 1 where id = $1', [accounts[1]!.id]);
        });
        moved++;
      }
    })();

    // when
    const moment = join(run.folder, 'moment.zip');
    const written = await run('backup', moment);
    moving = false;
    await mover;
    const other = await blankDatabase();
    run.url = other.url;
    const restored = await run('restore', moment);

    // then
    expect(written.code).toBe(0);
    expect(moved).toBeGreaterThan(1);
    expect(restored, restored.err).toMatchObject({ code: 0 });
    expect(await sum(other)).toBe(before);
    await other.close();
  });
});

describe('restore refuses, and changes nothing', () => {
  test('a database that holds something, unless it is to be given up', async () => {
    const other = await blankDatabase();
    run.url = other.url;
    expect((await run('restore', file)).code).toBe(0);
    expect(await run('restore', file)).toMatchObject({ code: 1, err: expect.stringContaining('--replace') });
    expect(await run('restore', file, '--replace')).toMatchObject({ code: 0 });
    await other.close();
  });

  test('a database that a server works with', async () => {
    run.url = home;
    expect(await run('restore', file, '--replace')).toMatchObject({
      code: 1,
      err: expect.stringContaining('A server works with this database'),
    });
  });

  test('a file that is cut, changed, of another kind or not there', async () => {
    // given
    const other = await blankDatabase();
    run.url = other.url;
    expect((await run('restore', file)).code).toBe(0);
    const before = await counts(other);
    const whole = readFileSync(file);
    const changed = (at: number) => {
      const copy = Buffer.from(whole);
      copy[at] = copy[at]! ^ 0xff;
      return copy;
    };
    const [largest, second] = contents(whole);
    const bad: Record<string, Buffer> = {
      cut: whole.subarray(0, whole.length - 100),
      'changed at its beginning': changed(60),
      'changed in its largest table': changed(largest!),
      'changed in another table': changed(second!),
      text: Buffer.from('no backup'),
      empty: Buffer.alloc(0),
    };

    for (const [name, bytes] of Object.entries(bad)) {
      // when
      const path = join(run.folder, 'bad.zip');
      writeFileSync(path, bytes);
      const said = await run('restore', path, '--replace');

      // then
      expect(said, name).toMatchObject({ code: 1 });
      expect(said.err, name).not.toContain('Something went wrong');
      expect(await counts(other), name).toEqual(before);
    }
    expect(await run('restore', join(run.folder, 'nothing.zip'))).toMatchObject({
      code: 1,
      err: expect.stringContaining('There is no file'),
    });
    await other.close();
  });
});

test('a backup of an older version is brought up to date', async () => {
  // given
  const old = await blankDatabase();
  const shipped = shippedMigrations();
  await migrate(old, shipped.slice(0, -3));
  await old.query(
    `insert into potik.counter (entity, field, series, value) values ('deal', 'number', 'D', 17)`,
  );
  const oldFile = join(run.folder, 'old.zip');
  await writeBackup({ db: old, file: oldFile, secret: Buffer.from('secret'), at: new Date() });
  await old.close();

  // when
  const other = await blankDatabase();
  run.url = other.url;
  const restored = await run('restore', oldFile, '--json');
  const healthy = await run('doctor');

  // then
  expect(restored, restored.err).toMatchObject({ code: 0 });
  expect(restored.json()).toMatchObject({ sameSecret: false });
  expect(healthy.out).toContain(`${shipped.length} migrations`);
  expect((await other.query('select value::int from potik.counter')).rows).toEqual([{ value: 17 }]);
  await other.close();
});

test('move copies an installation to another database and leaves the old one', async () => {
  // given
  const from = await blankDatabase();
  run.url = from.url;
  await run('restore', file);
  const before = await counts(from);
  await from.close();
  const to = await blankDatabase();
  await to.close();

  // when
  const moved = await run('move', to.url, '--json');
  const twice = await run('move', to.url);
  const nowhere = await run('move', 'there');

  // then
  expect(moved, moved.err).toMatchObject({ code: 0 });
  const there = await blankDatabase(to.url);
  expect(await counts(there)).toEqual(before);
  await there.close();
  expect(twice).toMatchObject({ code: 1, err: expect.stringContaining('--replace') });
  expect(nowhere.code).toBe(2);
});

// helpers //////////

/** A place in the midst of each packed file's content, largest first: bytes between them say nothing that anybody reads. */
function contents(zip: Buffer): number[] {
  const headers: number[] = [];
  for (let at = zip.indexOf('PK\x03\x04'); at >= 0; at = zip.indexOf('PK\x03\x04', at + 4)) headers.push(at);
  return headers
    .map((at, i) => ({
      from: at + 30 + zip.readUInt16LE(at + 26) + zip.readUInt16LE(at + 28),
      to: headers[i + 1] ?? at,
    }))
    .sort((a, b) => b.to - b.from - (a.to - a.from))
    .map(({ from, to }) => Math.floor((from + to) / 2));
}
