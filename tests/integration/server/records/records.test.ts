/** Records that are created and changed: what is checked, counted, kept and told. */
import { describe, expect, it } from 'vitest';
import { SALES } from '../../../support/configuration.ts';
import { installation } from '../../../support/installation.ts';
import { refusal, testRecords } from '../../../support/records.ts';

const potik = await installation({
  ...SALES,
  'roles/clerk.yaml':
    'label: Clerk\nrecords: {deal: {see: all, create: all}, customer: {see: all}}\nfields: {deal: {stage: read, responsible: read, margin: read}}\n',
});
const { db } = potik;
const { records, system, person, announced } = testRecords(potik);
const olena = await person('Olena', ['director']);

const customer = (name: string, more = {}) => records.create(olena, 'customer', { name, ...more });
const paths = ({ errors }: { errors?: readonly { path: string; code: string }[] }) =>
  errors?.map(({ path, code }) => `${path} ${code}`);

describe('creating', () => {
  it('gives the record with what the platform keeps, numbers and lines', async () => {
    // given
    const lisova = await customer('Lisova');

    // when
    const deal = await records.create(olena, 'deal', {
      name: 'Conveyor',
      customer: lisova.id,
      lines: [
        { product: 'Belt', quantity: 3, price: '100.50' },
        { product: 'Motor', price: 7 },
      ],
    });

    // then
    expect(deal).toMatchObject({
      version: 1,
      name: 'Conveyor',
      number: 'D-0001',
      title: 'D-0001 Conveyor',
      customer: { id: lisova.id, title: 'Lisova' },
      stage: 'new',
      responsible: { id: olena.personId, title: 'Olena' },
      created_by: { id: olena.personId },
      created_at: '2026-11-22T09:00:00.000Z',
      total: { amount: '308.50', currency: 'UAH' },
      big_lines: 1,
    });
    expect(deal.lines).toMatchObject([
      { product: 'Belt', quantity: 3, total: { amount: '301.50', currency: 'UAH' } },
      { product: 'Motor', quantity: 1, total: { amount: '7.00', currency: 'UAH' } },
    ]);
    expect(await records.get(olena, 'customer', lisova.id)).toMatchObject({
      version: 1,
      revenue: { amount: '308.50', currency: 'UAH' },
      rank: 'plain',
    });
  });

  it('says all that is wrong at once, each at its place', async () => {
    const lisova = await customer('Bad lines');
    const missing = '0197a000-0000-7000-8000-000000000000';
    expect(
      paths(await refusal(records.create(olena, 'deal', { nam: 'x', amount: 'much', number: 'D-1' }))),
    ).toEqual(['nam unknown_field', 'amount not_a_number', 'number read_only']);
    expect(paths(await refusal(records.create(olena, 'deal', { customer: missing })))).toEqual([
      'customer record_missing',
      'name required',
    ]);
    const lines = [{ product: 'Belt' }, { quantity: 'two' }];
    expect(
      paths(await refusal(records.create(olena, 'deal', { name: 'x', customer: lisova.id, lines }))),
    ).toEqual(['lines[1].quantity not_a_number']);
    expect((await refusal(records.create(olena, 'nothing', {}))).status).toBe(404);
    expect(
      (await refusal(records.create(olena, 'deal', { name: 'x', customer: lisova.id, amount: -1 }))).message,
    ).toBe('The amount can not be negative.');
  });

  it('refuses a value that must be unique, at its field', async () => {
    await customer('First', { email: 'same@example.com' });
    const refused = await refusal(customer('Second', { email: 'same@example.com' }));
    expect(refused).toMatchObject({ status: 422, errors: [{ path: 'email', code: 'not_unique' }] });
  });

  it('keeps nothing of a refused record: no number is lost', async () => {
    const lisova = await customer('Numbers');
    const before = await records.create(olena, 'deal', { name: 'a', customer: lisova.id });
    await refusal(records.create(olena, 'deal', { name: 'b', customer: lisova.id, lines: [{}] }));
    const after = await records.create(olena, 'deal', { name: 'c', customer: lisova.id });
    expect(Number(String(after.number).slice(2)) - Number(String(before.number).slice(2))).toBe(1);
  });
});

describe('changing', () => {
  it('writes what was given, counts the version, keeps the change with who and why', async () => {
    // given
    const made = await customer('Change me', { city: 'Kyiv' });

    // when
    const changed = await records.update(olena, 'customer', made.id, {
      version: 1,
      values: { city: 'Lviv', segment: 'vip', id: made.id },
    });

    // then
    expect(changed).toMatchObject({ version: 2, city: 'Lviv', segment: 'vip', name: 'Change me' });
    const { rows } = await db.query(
      'select kind, version, person_id, cause, values from potik.change where record_id = $1 order by version',
      [made.id],
    );
    expect(rows).toMatchObject([
      { kind: 'created', version: 1, values: { name: [null, 'Change me'], city: [null, 'Kyiv'] } },
      {
        kind: 'changed',
        version: 2,
        person_id: olena.personId,
        cause: { kind: 'person', id: olena.personId },
        values: { city: ['Kyiv', 'Lviv'], segment: [null, 'vip'] },
      },
    ]);
    expect(announced.at(-1)).toEqual(['customer', [made.id]]);
  });

  it('the same again changes nothing', async () => {
    const made = await customer('Same', { city: 'Kyiv', tags: ['b', 'a'] });
    const again = await records.update(olena, 'customer', made.id, { version: 1, values: { ...made } });
    expect(again.version).toBe(1);
  });

  it('a stale version is refused with the fields that differ', async () => {
    const made = await customer('Stale', { city: 'Kyiv' });
    await records.update(olena, 'customer', made.id, { version: 1, values: { city: 'Odesa' } });
    const refused = await refusal(
      records.update(olena, 'customer', made.id, { version: 1, values: { segment: 'vip' } }),
    );
    expect(refused).toMatchObject({
      status: 409,
      code: 'version_conflict',
      extra: { fields: ['city'], version: 2 },
    });
  });

  it('of two at the same time one wins and the other hears of it', async () => {
    const made = await customer('Race');
    const both = await Promise.allSettled(
      ['A', 'B'].map((city) => records.update(olena, 'customer', made.id, { version: 1, values: { city } })),
    );
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('saves lines by what is in the list: changed, added, gone', async () => {
    // given
    const lisova = await customer('Lines');
    const deal = await records.create(olena, 'deal', {
      name: 'Lines',
      customer: lisova.id,
      lines: [
        { product: 'Keep', price: 10 },
        { product: 'Drop', price: 20 },
      ],
    });
    const [keep] = deal.lines as Record<string, unknown>[];

    // when
    const changed = await records.update(olena, 'deal', deal.id, {
      version: 1,
      values: {
        lines: [
          { ...keep, quantity: 5 },
          { product: 'New', price: 1 },
        ],
      },
    });

    // then
    expect(changed).toMatchObject({
      version: 2,
      total: { amount: '51.00' },
      lines: [
        { id: keep!.id, version: 2, quantity: 5 },
        { product: 'New', version: 1 },
      ],
    });
    expect(await records.get(olena, 'customer', lisova.id)).toMatchObject({ revenue: { amount: '51.00' } });
  });

  it('moves sums with a line that gets another parent', async () => {
    const [a, b] = [await customer('From'), await customer('To')];
    const deal = await records.create(olena, 'deal', {
      name: 'Moves',
      customer: a.id,
      lines: [{ product: 'Belt', price: 2000 }],
    });
    expect(await records.get(olena, 'customer', a.id)).toMatchObject({ rank: 'gold' });
    await records.update(olena, 'deal', deal.id, { version: null, values: { customer: b.id } });
    expect(await records.get(olena, 'customer', a.id)).toMatchObject({
      revenue: { amount: '0.00' },
      rank: 'plain',
    });
    expect(await records.get(olena, 'customer', b.id)).toMatchObject({
      revenue: { amount: '2000.00' },
      biggest: { amount: '2000.00' },
      rank: 'gold',
      version: 1,
    });
    const { rows } = await db.query<{ values: object }>(
      `select values from potik.change where record_id = $1 and kind = 'calculated' order by at desc, id desc limit 1`,
      [b.id],
    );
    expect(rows[0]!.values).toMatchObject({ rank: ['plain', 'gold'] });
  });

  it('links other records, naming each once', async () => {
    const [a, b] = [await customer('Link A'), await customer('Link B')];
    const deal = await records.create(olena, 'deal', { name: 'Links', customer: a.id, contacts: [a.id] });
    const changed = await records.update(olena, 'deal', deal.id, {
      version: 1,
      values: { contacts: [{ customer: a.id, role: 'buyer' }, { customer: b.id }] },
    });
    expect(changed.contacts).toMatchObject([
      {
        id: (deal.contacts as { id: string }[])[0]!.id,
        customer: { id: a.id, title: 'Link A' },
        role: 'buyer',
      },
      { customer: { id: b.id } },
    ]);
  });
});

describe('the pipeline of a record', () => {
  it('asks for what a stage requires and permits only its moves', async () => {
    const lisova = await customer('Stages');
    const deal = await records.create(olena, 'deal', { name: 'Stages', customer: lisova.id });
    const move = (values: object) =>
      records.update(olena, 'deal', deal.id, { version: null, values: { ...values } });
    expect(paths(await refusal(move({ stage: 'contract' })))).toEqual([
      'close_date stage_requires',
      'amount stage_requires',
      'stage_checks stage_checklist',
    ]);
    expect(
      await move({ stage: 'contract', close_date: '2026-12-01', amount: 5, stage_checks: ['budget'] }),
    ).toMatchObject({
      stage: 'contract',
      stage_since: '2026-11-22T09:00:00.000Z',
      weighted: { amount: '4.00' },
    });
    expect(paths(await refusal(move({ amount: null })))).toEqual(['amount stage_requires']);
    await move({ stage: 'won' });
    expect(paths(await refusal(move({ stage: 'new' })))).toEqual(['stage move_not_permitted']);
  });
});

describe('a field one may not set', () => {
  it('may come with the value a new record begins with, as forms send it, and with no other', async () => {
    const clerk = await person('Clerk', ['clerk']);
    const line = await customer('Beginnings');
    const create = (values: Record<string, unknown>) =>
      records.create(clerk, 'deal', { name: 'Begun', customer: line.id, ...values });
    expect(await create({ stage: 'new', responsible: clerk.personId })).toMatchObject({ stage: 'new' });
    expect(await refusal(create({ stage: 'lost' }))).toMatchObject({
      status: 403,
      errors: [{ path: 'stage' }],
    });
    expect((await refusal(create({ margin: '1' }))).errors).toMatchObject([{ path: 'margin' }]);
  });
});

describe('a caller’s transaction', () => {
  it('takes the change along or back', async () => {
    const made = await customer('Transaction');
    const write = (transaction: Parameters<Parameters<typeof db.transaction>[0]>[0]) =>
      records.update(system, 'customer', made.id, { version: null, values: { city: 'T' } }, { transaction });
    await db.transaction(async (tx) => {
      await write(tx);
      tx.rollback();
    });
    expect(await records.get(olena, 'customer', made.id)).toMatchObject({ version: 1, city: null });
    await db.transaction(write);
    expect(await records.get(olena, 'customer', made.id)).toMatchObject({ version: 2, city: 'T' });
  });
});
