/** Records that look alike: found in the background, merged with all that refers to them, taken back. */
import { describe, expect, it } from 'vitest';
import { installation } from '../../../support/installation.ts';
import { refusal, testRecords } from '../../../support/records.ts';

const COMPANY = (match: string) => `
title: "{name}"
fields:
  name:    {type: text, required: true}
  city:    {type: text}
  email:   {type: email, unique: true}
  phone:   {type: phone, country: ua}
  mother:  {type: parent}
  tags:    {type: tags}
  orders:  {type: children, of: order}
  people:  {type: links, to: human, with: {role: {type: text}}}
  volume:  {type: decimal, rollup: sum(orders.sum)}
duplicates: {match: ${match}, on_save: warn}
`;
const FILES = {
  'entities/company.yaml': COMPANY('[{equal: city, similar: name}, {equal: phone}]'),
  'entities/human.yaml': 'title: "{name}"\nfields: {name: {type: text}}\n',
  'entities/order.yaml':
    'title: "{name}"\nfields: {name: {type: text}, sum: {type: decimal}, company: {type: lookup, to: company, on_delete: restrict}}\n',
  'entities/letter.yaml':
    'title: "{name}"\nfields: {name: {type: text}, about: {type: any_lookup, to: [company, human]}}\n',
  'roles/clerk.yaml':
    'label: Clerk\nrecords: {company: {see: own, create: all, edit: own}, order: {see: all, create: all, edit: all}}\n',
  'roles/boss.yaml': 'label: Boss\nrecords: {company: all, order: {see: none}}\n',
};
const potik = await installation(FILES);
const { db } = potik;
const { records, notes, system, person } = testRecords(potik);
const boss = await person('Roman', ['boss']);
const clerk = await person('Ivan', ['clerk']);
const company = (values: Record<string, unknown>, who = system) => records.create(who, 'company', values);
async function found() {
  while (await records.findDuplicates());
  const { items } = await records.duplicates(system, 'company', {});
  return items
    .map((group) =>
      group.records
        .map(({ title }) => title)
        .sort()
        .join(' = '),
    )
    .sort();
}
const titlesOf = async (entity: string, field: string) =>
  Object.fromEntries(
    (await records.query(system, entity, { fields: ['name', field], limit: 100 } as never)).items.map(
      (item) => {
        const value = item[field] as { title?: string } | null;
        return [item.name, value?.title ?? null];
      },
    ),
  );

describe('records that look alike', () => {
  it('are found when they are written, and no more when they differ', async () => {
    // given
    const one = await company({ name: 'Lisova Pryroda LLC', city: 'Kyiv' });
    const other = await company({ name: 'LLC Lisova pryroda', city: 'Kyiv' });
    await company({ name: 'Lisova Pryroda LLC', city: 'Lviv' });
    await company({ name: 'Something else', phone: '067 555 01 42' });
    await company({ name: 'Quite another', phone: '+38 (067) 555-01-42' });

    // then
    expect(await found()).toEqual([
      'LLC Lisova pryroda = Lisova Pryroda LLC',
      'Quite another = Something else',
    ]);
    await records.update(system, 'company', other.id, { version: null, values: { city: 'Odesa' } });
    expect(await found()).toEqual(['Quite another = Something else']);
    await records.update(system, 'company', other.id, { version: null, values: { city: 'Kyiv' } });
    expect(await found()).toHaveLength(2);

    // when somebody says that they are not the same
    await records.dismissDuplicate(system, 'company', [other.id, one.id], true);
    await records.update(system, 'company', one.id, {
      version: null,
      values: { name: 'Lisova Pryroda, LLC' },
    });
    expect(await found()).toEqual(['Quite another = Something else']);
    await records.dismissDuplicate(system, 'company', [one.id, other.id], false);
    expect(await found()).toHaveLength(2);
    await records.delete(system, 'company', other.id);
    expect(await found()).toEqual(['Quite another = Something else']);
  });

  it('are told as groups: whoever looks like one of them belongs to it, whatever page its pairs stand on', async () => {
    // given four alike in a row, of which the last is like the first only over the others
    const made: string[] = [];
    for (const [name, phone] of [
      ['Chain one', '067 555 02 01'],
      ['Chain one', '067 555 02 02'],
      ['Other end', '067 555 02 02'],
      ['Other end', '067 555 02 03'],
    ])
      made.push((await company({ name, phone, city: 'Sumy' })).id);
    await found();
    const all = (await records.duplicates(system, 'company', {})).items;
    const chain = all.find(({ records: some }) => some.some(({ id }) => id === made[0]))!;

    // then
    expect(chain.records.map(({ id }) => id)).toEqual([...made].sort());
    expect(chain.pairs).toHaveLength(3);
    const pages = [];
    for (let cursor: string | undefined, more = true; more; ) {
      const { items, next } = await records.duplicates(system, 'company', {
        limit: 1,
        ...(cursor && { cursor }),
      });
      pages.push(...items);
      cursor = next ?? undefined;
      more = next !== null;
    }
    expect(pages).toEqual(all);

    // when the middle is not the same, the ends are apart
    await records.dismissDuplicate(system, 'company', [made[2]!, made[1]!, made[3]!], true);
    const left = (await records.duplicates(system, 'company', {})).items.filter(({ records: some }) =>
      some.some(({ id }) => made.includes(id)),
    );
    expect(left.map(({ records: some }) => some.map(({ id }) => id))).toEqual([made.slice(0, 2)]);
    for (const id of made) await records.delete(system, 'company', id);
    await found();
  });

  it('are looked for anew when the rules change', async () => {
    await company({ name: 'Twin', email: 'twin@one.example' });
    await company({ name: 'Twin', email: 'twin@other.example' });
    expect(await found()).toEqual(['Quite another = Something else']);
    await potik.publishFiles({ ...FILES, 'entities/company.yaml': COMPANY('[{equal: name}]') });
    expect(await found()).toContain('Twin = Twin');
    expect(await found()).not.toContain('Quite another = Something else');
    await potik.publishFiles(FILES);
    expect(await found()).toEqual(['Quite another = Something else']);
  });

  it('are told only to who may see both', async () => {
    await found();
    expect((await records.duplicates(boss, 'company', {})).items).toHaveLength(1);
    expect((await records.duplicates(clerk, 'company', {})).items).toEqual([]);
  });
});

async function couple() {
  const human = (await records.create(system, 'human', { name: `Anna ${Math.random()}` })).id;
  const both = (await records.create(system, 'human', { name: `Both ${Math.random()}` })).id;
  const stays = await company({ name: 'Stays', city: 'Kyiv', people: [{ human: both, role: 'old' }] });
  const goes = await company({
    name: 'Goes',
    email: `goes${Math.random()}@example.com`,
    tags: ['a'],
    people: [
      { human, role: 'boss' },
      { human: both, role: 'new' },
    ],
  });
  const order = await records.create(system, 'order', { name: 'First', sum: '5', company: goes.id });
  await records.create(system, 'order', { name: 'Second', sum: '7', company: stays.id });
  const letter = await records.create(system, 'letter', {
    name: 'Dear',
    about: { entity: 'company', id: goes.id },
  });
  const below = await company({ name: 'Below', mother: goes.id });
  await notes.add(boss, 'company', goes.id, { text: 'A note on the one that goes' });
  const now = async (id: string) => records.get(system, 'company', id);
  return { stays, goes, order, letter, below, human, both, now };
}
type Couple = Awaited<ReturnType<typeof couple>>;

async function merge({ stays, goes, now }: Couple, who = system, values: Record<string, unknown> = {}) {
  return records.merge(who, 'company', stays.id, {
    other: goes.id,
    version: (await now(stays.id)).version,
    otherVersion: (await now(goes.id)).version,
    values,
  });
}

describe('merging', () => {
  it('moves what refers to the other record, takes the chosen values, tells both histories, and is taken back', async () => {
    // given
    const pair = await couple();
    const { stays, goes, order, letter, below, human, both, now } = pair;
    const before = { stays: await now(stays.id), goes: await now(goes.id) };

    // when
    const journal = await merge(pair, boss, { email: goes.email, tags: ['a', 'b'] });

    // then
    expect(await now(stays.id)).toMatchObject({
      name: 'Stays',
      email: goes.email,
      tags: ['a', 'b'],
      volume: '12',
      people: expect.arrayContaining([
        expect.objectContaining({ human: expect.objectContaining({ id: human }), role: 'boss' }),
        expect.objectContaining({ human: expect.objectContaining({ id: both }), role: 'old' }),
      ]),
    });
    expect((await now(stays.id)).people).toHaveLength(2);
    expect(await records.get(system, 'order', order.id)).toMatchObject({ company: { id: stays.id } });
    expect(await records.get(system, 'letter', letter.id)).toMatchObject({ about: { id: stays.id } });
    expect(await now(below.id)).toMatchObject({ mother: { id: stays.id } });
    expect(await refusal(records.get(boss, 'company', goes.id))).toMatchObject({
      status: 410,
      code: 'merged',
      extra: { into: stays.id },
    });
    expect(await records.paths({ entity: 'company', id: goes.id, paths: [['name']] })).toEqual({
      name: 'Stays',
    });
    const { items } = await records.timeline(boss, 'company', stays.id, {});
    expect(items.map(({ text }) => text)).toContain('A note on the one that goes');
    expect(items.find(({ kind }) => kind === 'changed')?.cause).toMatchObject({
      kind: 'merge',
      into: stays.id,
    });

    // when it is taken back
    const undone = await records.undoDeed(boss, journal);

    // then
    expect(undone.kept).toEqual([]);
    const plain = ({
      updated_at: _at,
      updated_by: _by,
      version: _version,
      people,
      ...values
    }: Record<string, unknown>) => ({
      ...values,
      people: (people as { human: unknown; role: unknown }[]).map((link) => [link.human, link.role]),
    });
    expect(plain(await now(stays.id))).toEqual(plain(before.stays));
    expect(plain(await now(goes.id))).toEqual(plain(before.goes));
    expect(await records.get(system, 'order', order.id)).toMatchObject({ company: { id: goes.id } });
    expect(await now(below.id)).toMatchObject({ mother: { id: goes.id } });
    expect(await refusal(records.undoDeed(boss, journal))).toMatchObject({ status: 409 });
  });

  it('takes along what belongs to the record: notes, files, followers, shares, notices and ids of elsewhere', async () => {
    // given
    const pair = await couple();
    const { stays, goes } = pair;
    const anna = (await person(`Anna${Math.random()}`, [])).personId!;
    const petro = (await person(`Petro${Math.random()}`, [])).personId!;
    await db.query(`insert into potik.external_id values ('company', 'x/' || $1::text, $1::uuid)`, [goes.id]);
    await records.share(boss, 'company', goes.id, { kind: 'person', holder: anna, edit: true });
    await records.share(boss, 'company', goes.id, { kind: 'role', holder: 'clerk' });
    await records.share(boss, 'company', stays.id, { kind: 'role', holder: 'clerk' });
    await db.query(
      `with f as (insert into potik.file (id, hash, name, size, type, created_at) values (gen_random_uuid(), '\\x02', 'a.pdf', 1, 'application/pdf', now()) returning id),
            a as (insert into potik.attachment (id, entity, record_id) values (gen_random_uuid(), 'company', $1) returning id),
            n as (insert into potik.notice (id, person_id, at, kind, entity, record_id) values (gen_random_uuid(), $2, now(), 'change', 'company', $1)),
            w as (insert into potik.follower (entity, record_id, person_id, follows, at) values ('company', $1, $2, true, now()), ('company', $1, $3, true, now()), ('company', $4, $3, false, now()))
       insert into potik.attachment_version (attachment_id, number, file_id, at) select a.id, 1, f.id, now() from a, f`,
      [goes.id, anna, petro, stays.id],
    );
    const belongings = async (id: string) => {
      const tables = ['note', 'attachment', 'follower', 'record_share', 'notice', 'external_id'];
      const counts = tables.map(async (table) => {
        const { rows } = await db.query(`select from potik.${table} where record_id = $1`, [id]);
        return [table, rows.length];
      });
      return Object.fromEntries(await Promise.all(counts));
    };
    const [ofStays, ofGoes] = [await belongings(stays.id), await belongings(goes.id)];
    expect(ofGoes).toEqual({
      note: 1,
      attachment: 1,
      follower: 3,
      record_share: 2,
      notice: 1,
      external_id: 1,
    });

    // when
    const journal = await merge(pair, boss);

    // then all of it is the other record's, but what that one had already
    expect(await belongings(stays.id)).toEqual({
      note: ofStays.note + 1,
      attachment: 1,
      follower: ofStays.follower + 2,
      record_share: 2,
      notice: 1,
      external_id: 1,
    });
    expect(await belongings(goes.id)).toMatchObject({
      note: 0,
      attachment: 0,
      record_share: 1,
      external_id: 0,
    });
    const again = await records.upsert(system, 'company', {
      match: {},
      rows: [{ external: `x/${goes.id}`, values: { city: 'Rivne' } }],
    });
    expect(again.results[0]).toMatchObject({ id: stays.id });

    // and comes back with it, but what was taken away meanwhile
    await db.query(`delete from potik.notice where record_id = $1`, [stays.id]);
    await records.undoDeed(boss, journal);
    expect(await belongings(stays.id)).toEqual(ofStays);
    expect(await belongings(goes.id)).toEqual({ ...ofGoes, notice: 0 });
  });

  it('of a record with one below it makes no circle', async () => {
    const top = await company({ name: 'Top' });
    const middle = await company({ name: 'Middle', mother: top.id });
    const low = await company({ name: 'Low', mother: middle.id });
    await records.merge(system, 'company', low.id, {
      other: top.id,
      version: 1,
      otherVersion: 1,
      values: {},
    });
    expect(await titlesOf('company', 'mother')).toMatchObject({ Middle: 'Low', Low: null });
    expect(middle.id).toBeTruthy();
  });

  it('asks for the rights on both and for the versions that were looked at', async () => {
    const pair = await couple();
    const { stays, goes } = pair;
    expect(await refusal(merge(pair, clerk))).toMatchObject({ status: 404 });
    await records.update(system, 'company', goes.id, { version: null, values: { city: 'Lviv' } });
    expect(
      await refusal(
        records.merge(system, 'company', stays.id, {
          other: goes.id,
          version: 1,
          otherVersion: 1,
          values: {},
        }),
      ),
    ).toMatchObject({ status: 409, code: 'version_conflict' });
    expect(
      await refusal(
        records.merge(system, 'company', stays.id, {
          other: stays.id,
          version: 1,
          otherVersion: 1,
          values: {},
        }),
      ),
    ).toMatchObject({ status: 422 });
    const own = await company({ name: 'Own' }, clerk);
    const second = await company({ name: 'Own too' }, clerk);
    // The clerk may change both and delete neither.
    expect(
      await refusal(
        records.merge(clerk, 'company', own.id, {
          other: second.id,
          version: 1,
          otherVersion: 1,
          values: {},
        }),
      ),
    ).toMatchObject({ status: 403, code: 'may_not' });
  });

  it('of two into each other at the same moment ends with one of them', async () => {
    const a = await company({ name: 'A' });
    const b = await company({ name: 'B' });
    const one = (into: string, other: string) =>
      records.merge(system, 'company', into, { other, version: 1, otherVersion: 1, values: {} });
    const results = await Promise.allSettled([one(a.id, b.id), one(b.id, a.id)]);
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const { rows } = await db.query(
      'select 1 from data.company where id = any($1::uuid[]) and deleted_at is null',
      [[a.id, b.id]],
    );
    expect(rows).toHaveLength(1);
  });

  it('taken back leaves what was changed since', async () => {
    const pair = await couple();
    const { stays, order, now } = pair;
    const journal = await merge(pair, boss, { city: 'Odesa' });
    await records.update(system, 'company', stays.id, { version: null, values: { city: 'Poltava' } });
    const third = await company({ name: 'Third' });
    await records.update(system, 'order', order.id, { version: null, values: { company: third.id } });
    const undone = await records.undoDeed(boss, journal);
    expect(
      undone.kept.flatMap(({ reasons }) => reasons.map(({ field, code }) => `${field} ${code}`)).sort(),
    ).toEqual(['city changed_since', 'company changed_since']);
    expect((await now(stays.id)).city).toBe('Poltava');
    expect(await records.get(system, 'order', order.id)).toMatchObject({ company: { id: third.id } });
  });
});
