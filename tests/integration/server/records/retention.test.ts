/** Rules of retention: what they take, what they leave and why, that erased is gone, and that a new rule waits for the night. */
import { beforeEach, expect, it } from 'vitest';
import { createRetention } from '../../../../runtime/server/upkeep/retention.ts';
import { installation } from '../../../support/installation.ts';
import { refusal, testRecords } from '../../../support/records.ts';
import { tablesWith } from '../../../support/tables-with.ts';

const FILES = {
  'entities/lead.yaml': `
title: "{name}"
fields:
  name:   {type: text, required: true, personal: true}
  email:  {type: email, personal: true}
  closed: {type: date}
  state:  {type: choice, options: [open, lost, booked]}
  calls:  {type: children, of: call}
document: {lock: state = "booked"}
retention:
  old:      {where: 'state in ("lost", "booked")', since: closed, after: P1Y, do: recycle}
  nameless: {since: closed, after: P30D, do: anonymise}
  bin:      {since: deleted_at, after: P30D, do: erase}
`,
  'entities/call.yaml': `
fields:
  lead: {type: lookup, to: lead, required: true, on_delete: cascade}
  said: {type: text}
`,
  'entities/bill.yaml': `
title: "{number}"
fields:
  number: {type: text}
  lead:   {type: lookup, to: lead, on_delete: restrict}
`,
};
const potik = await installation(FILES);
const { db, clock, model } = potik;
const { records, notes, system, person } = testRecords(potik);
const retention = createRetention({ db, model, clock, zone: 'Europe/Kyiv', records });
const boss = await person('Boss', ['administrator']);
const DAY = 86_400_000;

beforeEach(async () => {
  await db.query('truncate data.lead, data.call, data.bill, potik.retention_run cascade');
});

async function lead(values: Record<string, unknown>): Promise<string> {
  return (await records.create(system, 'lead', { name: 'Zoryana', ...values })).id;
}

async function inBin(id: string): Promise<boolean | null> {
  const { rows } = await db.query<{ bin: boolean }>(
    'select deleted_at is not null as bin from data.lead where id = $1',
    [id],
  );
  return rows[0]?.bin ?? null;
}

it('takes what has outlived its time, and leaves what is young, locked or needed, with the reason', async () => {
  const old = await lead({ closed: '2025-11-22', state: 'lost' });
  const young = await lead({ closed: '2025-11-23', state: 'lost' });
  const other = await lead({ closed: '2020-01-01', state: 'open' });
  const booked = await lead({ closed: '2020-01-01', state: 'booked' });
  const billed = await lead({ closed: '2020-01-01', state: 'lost' });
  await records.create(system, 'bill', { number: '7', lead: billed });
  expect(await retention.preview(boss, 'lead', 'old')).toMatchObject({ due: 3, more: false, kept: [] });

  expect(await retention.run('lead', 'old')).toEqual({ done: 1, kept: 2 });

  expect(await Promise.all([old, young, other, booked, billed].map(inBin))).toEqual([
    true,
    false,
    false,
    false,
    false,
  ]);
  const { kept } = await retention.preview(boss, 'lead', 'old');
  expect(kept.map(({ id, code }) => [id, code]).sort()).toEqual(
    [
      [billed, 'still_referenced'],
      [booked, 'locked'],
    ].sort(),
  );
  const { rows } = await db.query(
    'select kind, cause, person_id as who from potik.change where record_id = $1 order by id desc limit 1',
    [old],
  );
  expect(rows).toEqual([
    { kind: 'deleted', cause: { kind: 'retention', entity: 'lead', rule: 'old' }, who: null },
  ]);
});

it('erases for good, with history, notes, files and what belongs to it', async () => {
  const id = await lead({ name: 'Bohdan Khmara', email: 'khmara@example.com' });
  const call = await records.create(system, 'call', { lead: id, said: 'Khmara wants a discount' });
  await notes.add(boss, 'lead', id, { text: 'Khmara called' });
  await db.query(
    `with f as (insert into potik.file (id, hash, name, size, type, created_at) values (gen_random_uuid(), '\\x01', 'Khmara.pdf', 1, 'application/pdf', now()) returning id),
          a as (insert into potik.attachment (id, entity, record_id) values (gen_random_uuid(), 'lead', $1) returning id),
          c as (insert into potik.file_content values ('\\x01', 0, '\\x4b'))
     insert into potik.attachment_version (attachment_id, number, file_id, at) select a.id, 1, f.id, now() from a, f`,
    [id],
  );
  await records.delete(system, 'lead', id);
  const twin = await lead({ name: 'Twin' });
  await records.delete(system, 'lead', twin);
  await db.query(`update data.lead set deleted_at = deleted_at - interval '31 days' where id = $1`, [id]);
  expect((await tablesWith(db, 'Khmara')).length).toBeGreaterThan(3);

  expect(await retention.run('lead', 'bin')).toEqual({ done: 1, kept: 0 });

  expect(await inBin(id)).toBe(null);
  expect(await inBin(twin)).toBe(true);
  expect(await tablesWith(db, 'Khmara')).toEqual([]);
  expect(await tablesWith(db, call.id)).toEqual([]);
  expect((await db.query('select from potik.file_content')).rows).toEqual([]);
  const { rows } = await db.query(
    `select detail from potik.audit where deed = 'retention' order by at desc limit 1`,
  );
  expect(rows).toEqual([{ detail: { entity: 'lead', rule: 'bin', done: 1, kept: 0 } }]);
});

it('anonymises once, and again when somebody has filled in a name', async () => {
  const id = await lead({ name: 'Ostap', closed: '2026-01-01', state: 'open' });
  expect(await retention.run('lead', 'nameless')).toEqual({ done: 1, kept: 0 });
  expect((await records.get(system, 'lead', id)).name).toMatch(/^Anonymised /);
  expect(await tablesWith(db, 'Ostap')).toEqual([]);
  expect(await retention.preview(boss, 'lead', 'nameless')).toMatchObject({ due: 0 });
  clock.moveTo(clock.now() + 1000);
  await records.update(system, 'lead', id, { version: null, values: { name: 'Ostap again' } });
  expect(await retention.run('lead', 'nameless')).toEqual({ done: 1, kept: 0 });
});

it('takes notes and attachments whole where the rule says so, else only the words', async () => {
  // given
  const [one, two] = [
    await lead({ name: 'Ruslana Dovha', closed: '2026-01-01', state: 'open' }),
    await lead({ name: 'Ruslana Mala', closed: '2026-01-01', state: 'open' }),
  ];
  const attach = (id: string) =>
    db.query(
      `with f as (insert into potik.file (id, hash, name, size, type, created_at) values (gen_random_uuid(), '\\x07', 'CV.pdf', 1, 'application/pdf', now()) returning id),
            a as (insert into potik.attachment (id, entity, record_id) values (gen_random_uuid(), 'lead', $1) returning id)
       insert into potik.attachment_version (attachment_id, number, file_id, at) select a.id, 1, f.id, now() from a, f`,
      [id],
    );
  const kept = async (id: string) => {
    const { rows } = await db.query<{ notes: string[]; files: number }>(
      `select array(select text from potik.note where record_id = $1) as notes,
              (select count(*)::int from potik.attachment where record_id = $1) as files`,
      [id],
    );
    return rows[0];
  };
  await notes.add(boss, 'lead', one, { text: 'Ruslana Dovha called.' });
  await attach(one);
  // when
  await retention.run('lead', 'nameless');
  // then
  expect(await kept(one)).toEqual({ notes: ['… called.'], files: 1 });

  // given the other way
  await notes.add(boss, 'lead', two, { text: 'Called.' });
  await attach(two);
  await records.update(system, 'lead', two, { version: null, values: { name: 'Ruslana Mala' } });
  await potik.publishFiles({
    ...FILES,
    'entities/lead.yaml': FILES['entities/lead.yaml'].replace(
      'do: anonymise}',
      'do: anonymise, also: [notes, attachments]}',
    ),
  });
  clock.moveTo(clock.now() + 1000);
  await records.update(system, 'lead', two, { version: null, values: { name: 'Ruslana Mala again' } });
  // when
  await retention.run('lead', 'nameless');
  // then
  expect(await kept(two)).toEqual({ notes: ['…'], files: 0 });
  expect(await tablesWith(db, 'Ruslana')).toEqual([]);
  await potik.publishFiles(FILES);
});

it('waits for the night after a rule was made or changed, and goes through parts where it was', async () => {
  const many = Array.from({ length: 250 }, (_, i) => ({
    values: { name: `n${i}`, closed: '2020-01-01', state: 'lost' },
  }));
  await records.writeRecords(system, 'lead', many);
  expect(await retention.round()).toBe(false);
  expect((await retention.list()).items.map(({ rule, last }) => [rule, last])).toEqual([
    ['old', null],
    ['nameless', null],
    ['bin', null],
  ]);

  // when the night has come, the parts follow one another, of every rule
  clock.moveTo(clock.now() + DAY);
  let rounds = 0;
  while (await retention.round()) rounds++;
  expect(rounds).toBe(5);
  const { items } = await retention.list();
  expect(items.find(({ rule }) => rule === 'nameless')!.last).toMatchObject({ done: 250, kept: 0 });
  expect(items.find(({ rule }) => rule === 'old')!.last).toMatchObject({
    done: 250,
    kept: 0,
    endedAt: expect.any(String),
  });

  // then not again before the next, and a changed rule not before the night after
  expect(await retention.round()).toBe(false);
  await potik.publishFiles({
    ...FILES,
    'entities/lead.yaml': FILES['entities/lead.yaml'].replace('after: P1Y', 'after: P2Y'),
  });
  await retention.round();
  const changed = (await retention.list()).items.find(({ rule }) => rule === 'old');
  expect(changed).toMatchObject({ after: 'P2Y', last: null });
  expect(await refusal(retention.run('lead', 'nothing'))).toMatchObject({ status: 404 });
});

it('leaves what a running process is about or waits for', async () => {
  const about = await lead({ closed: '2020-01-01', state: 'lost' });
  const waited = await lead({ closed: '2020-01-01', state: 'lost' });
  await db.query(
    `insert into potik.instance (id, root_id, process_id, revision, status, started_at, entity, record_id, state)
     select i, i, i, 1, 'running', now(), 'lead', $1, '{}' from gen_random_uuid() as i`,
    [about],
  );
  await db.query(
    `insert into potik.subscription (instance_id, key, root_id, chunk, process_id, element, kind, name, records)
     select i, 'k', i, '', i, 'e', 'condition', '', array['lead:' || $1] from gen_random_uuid() as i`,
    [waited],
  );
  expect(await retention.preview(boss, 'lead', 'old')).toMatchObject({ due: 2, inProcesses: 2 });
  expect(await retention.run('lead', 'old')).toEqual({ done: 0, kept: 2 });
  const { kept } = await retention.preview(boss, 'lead', 'old');
  expect(kept.map(({ code }) => code)).toEqual(['in_process', 'in_process']);
});
