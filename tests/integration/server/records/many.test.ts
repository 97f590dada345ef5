import { describe, expect, it } from 'vitest';
import { SALES } from '../../../support/configuration.ts';
import { installation } from '../../../support/installation.ts';
import { refusal, testRecords } from '../../../support/records.ts';

const PRODUCTS = {
  ...SALES,
  'entities/product.yaml': `
fields:
  name:  {type: text, required: true}
  price: {type: money}
  sold:  {type: children, of: stock_line}
  worth: {type: money, rollup: sum(sold.value)}
`,
  'entities/stock_line.yaml': `
fields:
  product:  {type: lookup, to: product, required: true}
  quantity: {type: integer, required: true}
  value:    {type: money, formula: quantity * product.price}
  label:    {type: text, formula: '"of " + product.name'}
`,
};

const potik = await installation(PRODUCTS);
const { db, clock } = potik;
const { records, notes, system, person } = testRecords(potik);
const olena = await person('Olena', ['director']);
const boss = await person('Boss', ['administrator']);

describe('sets of rows', () => {
  it('are written in few statements, with sums and numbers in their order', async () => {
    const [lisova] = (await records.writeRecords(system, 'customer', [{ values: { name: 'Set' } }])).ids;
    const rows = Array.from({ length: 300 }, (_, i) => ({
      values: { name: `Deal ${i}`, customer: lisova, lines: [{ product: 'P', price: i, quantity: 2 }] },
    }));
    const before = db.counters.statements;
    const { ids, refused } = await records.writeRecords(system, 'deal', rows);
    expect(refused).toEqual([]);
    expect(db.counters.statements - before).toBeLessThan(40);
    const deals = await records.query(system, 'deal', {
      where: 'customer.name = "Set"',
      sort: ['number'],
      limit: 500,
    });
    expect(deals.items.map(({ id }) => id)).toEqual(ids);
    expect(deals.items.map(({ number }) => number)).toEqual(
      ids.map((_, i) => `D-${String(i + 1).padStart(4, '0')}`),
    );
    expect(await records.get(system, 'customer', lisova!)).toMatchObject({
      revenue: { amount: '89700.00' }, // 2 · (0 + … + 299)
      biggest: { amount: '598.00' },
    });
  });

  it('write the good rows and tell the bad ones, each by its own', async () => {
    const missing = '0197a000-0000-7000-8000-000000000000';
    const { ids: known } = await records.writeRecords(system, 'customer', [
      { values: { name: 'Known', email: 'known@example.com' } },
    ]);
    const cause = { kind: 'import', id: 'i1', file: 'customers.csv' } as const;
    const rows = [
      { values: { name: 'A', email: 'a@example.com' } },
      { values: { email: 'b@example.com' } },
      { values: { name: 'C', email: 'known@example.com' } },
      { values: { name: 'D', email: 'a@example.com' } },
      { values: { name: 'E', segment: 'none' } },
      { id: known[0], values: { city: 'Kyiv' } },
      { id: missing, values: { city: 'Kyiv' } },
    ];
    const written = await records.writeRecords(system, 'customer', rows, {
      causeOf: (row) => ({ ...cause, row }),
    });
    expect(written.ids.map((id) => id !== null)).toEqual([true, false, false, false, false, true, false]);
    expect(written.refused.map(({ row, path, code }) => `${row} ${path} ${code}`)).toEqual([
      '1 name required',
      '2 email not_unique',
      '3 email not_unique',
      '4 segment unknown_option',
      '6  record_missing',
    ]);
    const { rows: logged } = await db.query('select cause from potik.change where record_id = $1', [
      written.ids[0],
    ]);
    expect(logged).toEqual([{ cause: { ...cause, row: 0 } }]);
  });

  it('can tell of what several people did at several times', async () => {
    // given
    const made = [
      { by: olena, at: Date.parse('2024-03-01T10:00:00Z') },
      { by: boss, at: Date.parse('2025-04-02T11:30:00Z') },
    ];
    // when they come in together, the last row without a past
    const { ids } = await records.writeRecords(system, 'customer', [
      { values: { name: 'Of Olena' }, made: made[0]! },
      { values: { name: 'Of the boss' }, made: made[1]! },
      { values: { name: 'Of now' } },
    ]);
    await records.writeRecords(system, 'customer', [
      { id: ids[0]!, values: { city: 'Lviv' }, made: made[1]! },
    ]);
    // then each has its own time and person, in the record and in its history
    const past = (one: (typeof made)[number]) => [one.by.personId, new Date(one.at).toISOString()];
    const { rows: logged } = await db.query<{ person_id: string; at: Date; kind: string }>(
      'select person_id, at, kind from potik.change where record_id = any($1) order by at, kind desc',
      [ids],
    );
    expect(logged.slice(0, 3).map(({ person_id, at }) => [person_id, new Date(at).toISOString()])).toEqual([
      past(made[0]!),
      past(made[1]!),
      past(made[1]!),
    ]);
    expect(logged[3]).toMatchObject({ person_id: null, kind: 'created' });
    const first = await records.get(system, 'customer', ids[0]!);
    expect(new Date(first.created_at as string).getTime()).toBe(made[0]!.at);
    expect(new Date(first.updated_at as string).getTime()).toBe(made[1]!.at);
  });
});

describe('many records at once', () => {
  it('are changed, deleted and brought back under the rules of each', async () => {
    // given
    const rows = ['small', 'small', 'vip'].map((segment, i) => ({
      values: { name: `Bulk ${i}`, segment, city: 'Bulk' },
    }));
    const { ids } = await records.writeRecords(system, 'customer', rows);
    await records.create(system, 'deal', { name: 'holds', customer: ids[0] });

    // when
    const changed = await records.bulk(boss, 'customer', {
      deed: 'update',
      where: 'city = "Bulk"',
      values: { segment: 'vip' },
    });
    const deleted = await records.bulk(boss, 'customer', {
      deed: 'delete',
      ids: [...(ids as string[]), 'nonsense'],
    });

    // then
    expect(changed).toEqual({ done: 3, failed: [], journal: expect.any(String) });
    expect(deleted.done).toBe(2);
    expect(deleted.failed.map(({ id, code }) => [id, code])).toEqual([
      ['nonsense', 'record_missing'],
      [ids[0], 'still_referenced'],
    ]);
    const back = await records.bulk(boss, 'customer', { deed: 'restore', where: 'city = "Bulk"' });
    expect(back.done).toBe(2);
    expect(
      (await refusal(records.bulk(olena, 'customer', { deed: 'delete', ids: ids as string[] }))).status,
    ).toBe(403);
  });
});

describe('formulas over other records', () => {
  it('follow what they read, and sums follow them', async () => {
    const bolt = await records.create(system, 'product', { name: 'Bolt', price: 10 });
    const { ids } = await records.writeRecords(system, 'stock_line', [
      { values: { product: bolt.id, quantity: 3 } },
      { values: { product: bolt.id, quantity: 4 } },
    ]);
    expect(await records.get(system, 'product', bolt.id)).toMatchObject({ worth: { amount: '70.00' } });
    await records.update(system, 'product', bolt.id, { version: 1, values: { price: '2.50', name: 'Nut' } });
    expect(await records.get(system, 'stock_line', ids[0]!)).toMatchObject({
      value: { amount: '7.50' },
      label: 'of Nut',
      version: 1,
    });
    expect(await records.get(system, 'product', bolt.id)).toMatchObject({
      worth: { amount: '17.50' },
      version: 2,
    });
    await records.bulk(boss, 'stock_line', { deed: 'delete', ids: ids as string[] });
    await records.update(system, 'product', bolt.id, { version: null, values: { price: 100 } });
    await records.bulk(boss, 'stock_line', { deed: 'restore', ids: ids as string[] });
    expect(await records.get(system, 'product', bolt.id)).toMatchObject({ worth: { amount: '700.00' } });
  });

  it('stay right when many write at the same time', async () => {
    const gear = await records.create(system, 'product', { name: 'Gear', price: 1 });
    const deeds = Array.from({ length: 24 }, (_, i) =>
      i % 6 === 5
        ? records.update(system, 'product', gear.id, { version: null, values: { price: i } })
        : records.create(system, 'stock_line', { product: gear.id, quantity: i }),
    );
    await Promise.all(deeds);
    const { rows } = await db.query<{ worth: string; sum: string }>(
      `select p.worth, (select sum(l.quantity * p.price) from data.stock_line l where l.product = p.id) as sum
         from data.product p where p.id = $1`,
      [gear.id],
    );
    expect(Number(rows[0]!.worth)).toBe(Number(rows[0]!.sum));
    expect(Number(rows[0]!.sum)).toBeGreaterThan(0);
  });

  it('sums of sums stay right under writers of lines and of their parents', async () => {
    const [a, b] = await Promise.all(
      ['Sum A', 'Sum B'].map((name) => records.create(system, 'customer', { name })),
    );
    const deals = await Promise.all(
      [a, b, a].map((customer, i) =>
        records.create(system, 'deal', { name: `S${i}`, customer: customer!.id }),
      ),
    );
    const deeds = Array.from({ length: 30 }, (_, i) =>
      i % 5 === 4
        ? records.update(system, 'deal', deals[i % 3]!.id, {
            version: null,
            values: { customer: (i % 2 ? a : b)!.id },
          })
        : records.create(system, 'deal_line', { deal: deals[i % 3]!.id, product: 'x', price: i }),
    );
    await Promise.all(deeds);
    const { rows } = await db.query<{ revenue: string; sum: string }>(
      `select c.revenue, coalesce((select sum(l.quantity * l.price) from data.deal_line l join data.deal d on d.id = l.deal
          where d.customer = c.id), 0) as sum from data.customer c where c.id in ($1, $2)`,
      [a!.id, b!.id],
    );
    for (const { revenue, sum } of rows) expect(Number(revenue)).toBe(Number(sum));
  });
});

describe('the timeline of a record', () => {
  it('tells changes with who and why, and notes, latest first, page by page', async () => {
    // given
    const first = await records.create(olena, 'customer', { name: 'First' });
    const second = await records.create(olena, 'customer', { name: 'Second' });
    const deal = await records.create(olena, 'deal', { name: 'Told', customer: first.id });
    clock.moveTo(clock.now() + 1000);
    const cause = { kind: 'process', instance: 'i', element: 'e', process: 'Approval' } as const;
    await records.update(
      system,
      'deal',
      deal.id,
      { version: 1, values: { customer: second.id, margin: 5 } },
      { cause },
    );
    clock.moveTo(clock.now() + 1000);
    await notes.add(olena, 'deal', deal.id, { text: 'Called them.' });

    // when
    const { items, next } = await records.timeline(olena, 'deal', deal.id, {});

    // then
    expect(next).toBeNull();
    expect(items).toMatchObject([
      { kind: 'note', text: 'Called them.', who: { id: olena.personId, name: 'Olena' } },
      {
        kind: 'changed',
        who: null,
        cause,
        changes: [
          {
            field: 'customer',
            from: { id: first.id, title: 'First' },
            to: { id: second.id, title: 'Second' },
          },
          { field: 'margin', from: null, to: '5' },
        ],
      },
      { kind: 'created', who: { name: 'Olena' }, cause: { kind: 'person' } },
    ]);
    const page = await records.timeline(olena, 'deal', deal.id, { limit: 1 });
    const rest = await records.timeline(olena, 'deal', deal.id, { cursor: page.next! });
    expect([...page.items, ...rest.items].map(({ id }) => id)).toEqual(items.map(({ id }) => id));
    expect((await records.timeline(olena, 'deal', deal.id, { kinds: 'note' })).items).toHaveLength(1);
    const ivan = await person('Ivan', ['seller'], { teamIds: [] });
    expect((await refusal(records.timeline(ivan, 'deal', deal.id, {}))).status).toBe(404);
  });

  it('keeps hidden fields out', async () => {
    const ivan = await person('Petro', ['seller']);
    const mine = await records.create(ivan, 'customer', { name: 'Petro’s' });
    const deal = await records.create(ivan, 'deal', { name: 'Hidden', customer: mine.id });
    await records.update(system, 'deal', deal.id, { version: null, values: { margin: 7 } });
    const { items } = await records.timeline(ivan, 'deal', deal.id, {});
    expect(items.map(({ kind }) => kind)).toEqual(['created']);
  });
});

describe('saved views', () => {
  it('belong to who saved them, are shared by who may, and filter the list', async () => {
    const definition = { columns: ['name', { field: 'city' }], where: 'city = "View"', sort: ['-name'] };
    const { key } = await records.saveView(olena, { label: 'Mine', entity: 'customer', definition });
    await records.writeRecords(system, 'customer', [
      { values: { name: 'V1', city: 'View' } },
      { values: { name: 'V2' } },
    ]);
    const page = await records.query(olena, 'customer', { view: key });
    expect(page.items.map(({ name }) => name)).toEqual(['V1']);
    expect((await refusal(records.query(boss, 'customer', { view: key }))).status).toBe(404);
    expect((await records.savedViews(boss)).items).toEqual([]);
    await refusal(records.saveView(olena, { label: 'x', entity: 'customer', audience: 'all', definition }));
    const wrong = { columns: ['nothing'] };
    expect(
      (await refusal(records.saveView(olena, { label: 'x', entity: 'customer', definition: wrong }))).errors,
    ).toMatchObject([{ path: 'fields[0]', code: 'unknown_field' }]);
    await records.saveView(boss, { label: 'All', entity: 'customer', audience: 'all', definition });
    expect((await records.savedViews(olena)).items.map(({ label, mine }) => [label, mine])).toEqual([
      ['All', false],
      ['Mine', true],
    ]);
    expect((await refusal(records.deleteSavedView(boss, key))).status).toBe(404);
    await records.deleteSavedView(olena, key);
    expect((await records.savedViews(olena)).items).toHaveLength(1);
  });

  it('are for a team of one’s own, and gone with the team; who may share views tidies up', async () => {
    // given
    const { id: team } = await records.create(system, 'team', { name: 'North' });
    const member = { ...(await person('Nina', ['seller'])), teamIds: [team] };
    const other = { ...(await person('Petro2', ['seller'])), teamIds: [team] };
    const stranger = await person('Stranger', ['seller']);
    const view = {
      label: 'Of the team',
      entity: 'customer',
      audience: 'team',
      definition: { where: 'city = "View"' },
    } as const;

    // when
    const { key } = await records.saveView(member, { ...view, team });

    // then
    const { items, teams } = await records.savedViews(other);
    expect(items.find((item) => item.key === key)).toMatchObject({ team, mine: false, mayRemove: false });
    expect(teams).toEqual([{ id: team, name: 'North' }]);
    expect((await records.query(other, 'customer', { view: key })).items).not.toHaveLength(0);
    expect((await records.savedViews(stranger)).items.map((item) => item.key)).not.toContain(key);
    expect((await refusal(records.query(stranger, 'customer', { view: key }))).status).toBe(404);

    // and nobody shares with a team they are not in, or takes away what is not theirs
    const refused = await refusal(records.saveView(stranger, { ...view, team }));
    expect(refused.errors).toMatchObject([{ path: 'team', code: 'no_team' }]);
    expect((await refusal(records.saveView(member, view))).errors).toMatchObject([{ code: 'no_team' }]);
    expect((await refusal(records.deleteSavedView(other, key))).status).toBe(404);
    await records.deleteSavedView(boss, key);
    expect((await records.savedViews(member)).items.map((item) => item.key)).not.toContain(key);
  });
});
