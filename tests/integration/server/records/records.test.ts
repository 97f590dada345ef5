import { describe, expect, it } from 'vitest';
import { SALES } from '../../../support/configuration.ts';
import { installation } from '../../../support/installation.ts';
import { refusal, testRecords } from '../../../support/records.ts';

const potik = await installation({
  ...SALES,
  'roles/clerk.yaml':
    'label: Clerk\nrecords: {deal: {see: all, create: all}, customer: {see: all}}\nfields: {deal: {stage: read, responsible: read, margin: read}}\n',
  'extensions/user.yaml':
    '{entity: people/user, fields: {mentor: {type: lookup, to: user, on_delete: clear}}}',
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

describe('restoring', () => {
  it('waits for what the record belongs to', async () => {
    const gone = await customer('Gone');
    const deal = await records.create(olena, 'deal', {
      name: 'Orphan',
      customer: gone.id,
      lines: [{ product: 'A' }],
    });
    await records.delete(olena, 'deal', deal.id);
    await records.delete(olena, 'customer', gone.id);
    expect(await refusal(records.restore(olena, 'deal', deal.id))).toMatchObject({
      status: 409,
      code: 'target_deleted',
      message:
        'It can not be restored: the record in Customer is in the recycle bin. Restore that one first.',
    });
    await records.restore(olena, 'customer', gone.id);
    expect(await records.restore(olena, 'deal', deal.id)).toMatchObject({ lines: [{ product: 'A' }] });
  });

  it('empties a reference that would have been emptied', async () => {
    const boss = await records.create(system, 'user', { name: 'Boss', email: 'boss@example.com' });
    const helper = await records.create(system, 'user', {
      name: 'Helper',
      email: 'helper@example.com',
      mentor: boss.id,
    });
    await records.delete(system, 'user', helper.id);
    await records.delete(system, 'user', boss.id);
    expect(await records.restore(system, 'user', helper.id)).toMatchObject({ mentor: null });
  });
});

describe('deleting', () => {
  it('takes what belongs to the record along, keeps sums right, and brings all back', async () => {
    const lisova = await customer('Bin');
    const deal = await records.create(olena, 'deal', {
      name: 'Bin',
      customer: lisova.id,
      lines: [{ product: 'Belt', price: 10 }],
    });
    expect((await refusal(records.delete(olena, 'customer', lisova.id))).code).toBe('still_referenced');
    await records.delete(olena, 'deal', deal.id, { version: 1 });
    expect((await refusal(records.get(olena, 'deal', deal.id))).status).toBe(404);
    expect(await records.get(olena, 'customer', lisova.id)).toMatchObject({ revenue: { amount: '0.00' } });
    expect(
      (await refusal(records.update(olena, 'deal', deal.id, { version: null, values: { name: 'x' } })))
        .status,
    ).toBe(410);
    const bin = await records.query(olena, 'deal', { deleted: 'only', where: 'customer.name = "Bin"' });
    expect(bin.items).toMatchObject([{ id: deal.id }]);
    const back = await records.restore(olena, 'deal', deal.id);
    expect(back).toMatchObject({ version: 3, lines: [{ product: 'Belt' }] });
    expect(await records.get(olena, 'customer', lisova.id)).toMatchObject({ revenue: { amount: '10.00' } });
  });
});

describe('rights', async () => {
  const ivan = await person('Ivan', ['seller']);
  const mine = await records.create(ivan, 'customer', { name: 'Ivan’s', segment: 'vip' });
  const small = await customer('Small one', { segment: 'small' });
  const vip = await customer('Vip one', { segment: 'vip' });

  it('hide what one may not see, everywhere', async () => {
    const { items } = await records.query(ivan, 'customer', {
      where: 'name in ("Ivan’s", "Small one", "Vip one")',
    });
    expect(items.map(({ id }) => id).sort()).toEqual([mine.id, small.id].sort());
    expect((await refusal(records.get(ivan, 'customer', vip.id))).status).toBe(404);
    expect((await refusal(records.update(ivan, 'customer', vip.id, { version: 1, values: {} }))).status).toBe(
      404,
    );
    expect(paths(await refusal(records.create(ivan, 'deal', { name: 'x', customer: vip.id })))).toEqual([
      'customer record_missing',
    ]);
    expect(
      await records.titles(
        ivan,
        [small, vip].map(({ id }) => ({ entity: 'customer', id })),
      ),
    ).toEqual(new Map([[`customer:${small.id}`, 'Small one']]));
  });

  it('hold for changes of records and of fields', async () => {
    expect(
      (await refusal(records.update(ivan, 'customer', small.id, { version: 1, values: { city: 'x' } })))
        .status,
    ).toBe(403);
    const deal = await records.create(ivan, 'deal', { name: 'Mine', customer: mine.id });
    expect(deal).not.toHaveProperty('margin');
    const change = (values: object) =>
      records.update(ivan, 'deal', deal.id, { version: null, values: { ...values } });
    expect(paths(await refusal(change({ margin: 1 })))).toEqual(['margin unknown_field']);
    expect(await refusal(change({ loss_reason: 'x' }))).toMatchObject({
      status: 403,
      errors: [{ path: 'loss_reason', code: 'may_not_field' }],
    });
    expect((await refusal(records.delete(ivan, 'deal', deal.id))).status).toBe(403);
    expect((await refusal(records.query(ivan, 'deal', { where: 'margin > 1' }))).status).toBe(422);
    const anna = await person('Anna', []);
    expect((await refusal(records.query(anna, 'deal', {}))).status).toBe(403);
    expect((await refusal(records.create(anna, 'deal', { name: 'x' }))).status).toBe(403);
  });
});

describe('reading', () => {
  it('pages through all records once, with two statements at most', async () => {
    for (let i = 0; i < 7; i++) await customer(`Page ${i % 3}`, { city: 'Paging' });
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const before = db.counters.statements;
      const page = await records.query(olena, 'customer', {
        where: { field: 'city', op: '=', value: 'Paging' },
        sort: ['-name'],
        fields: ['name', 'owner_id'],
        limit: 3,
        estimate: true,
        ...(cursor !== null && { cursor }),
      });
      expect(db.counters.statements - before).toBe(2);
      expect(typeof page.estimate).toBe('number');
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.next;
    } while (cursor !== null);
    expect(new Set(seen).size).toBe(7);
    expect(seen).toHaveLength(7);
  });

  it('groups, sums, searches, and delivers lists that are asked for', async () => {
    const who = await customer('Grouped Ltd', { city: 'Grouping', segment: 'vip' });
    await records.create(olena, 'deal', {
      name: 'G1',
      customer: who.id,
      lines: [{ product: 'P', price: 5 }],
    });
    const groups = await records.query(olena, 'customer', {
      where: 'city = "Grouping"',
      group: ['segment'],
      aggregate: { n: 'count', sum: { sum: 'revenue' } },
    });
    expect(groups.items).toEqual([{ segment: 'vip', n: 1, sum: { amount: '5.00', currency: 'UAH' } }]);
    const found = await records.query(olena, 'customer', { search: 'grouped', fields: ['title', 'deals'] });
    expect(found.items).toMatchObject([{ title: 'Grouped Ltd', deals: [{ name: 'G1' }] }]);
    expect((await refusal(records.query(olena, 'customer', { view: 'nothing' }))).status).toBe(404);
    const open = await records.query(olena, 'deal', { view: 'open_deals' });
    expect(open.items).toEqual([]); // of no team of hers
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
