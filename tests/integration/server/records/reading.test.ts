/** What people find of records, and what they may not see or change. */
import { describe, expect, it } from 'vitest';
import { SALES } from '../../../support/configuration.ts';
import { installation } from '../../../support/installation.ts';
import { refusal, testRecords } from '../../../support/records.ts';

const potik = await installation(SALES);
const { db } = potik;
const { records, person } = testRecords(potik);
const olena = await person('Olena', ['director']);

const customer = (name: string, more = {}) => records.create(olena, 'customer', { name, ...more });
const paths = ({ errors }: { errors?: readonly { path: string; code: string }[] }) =>
  errors?.map(({ path, code }) => `${path} ${code}`);

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
