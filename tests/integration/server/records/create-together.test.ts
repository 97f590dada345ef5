/** Records that are made at the same moment go through the write path together, and each of them as if it were alone. */
import { expect, it } from 'vitest';
import { SALES } from '../../../support/configuration.ts';
import { installation } from '../../../support/installation.ts';
import { refusal, testRecords } from '../../../support/records.ts';

const potik = await installation({
  ...SALES,
  'entities/contact.yaml': `
fields:
  name:  {type: text, required: true}
  phone: {type: phone}
duplicates: {match: [{equal: [phone]}], on_save: refuse}
`,
});
const { db } = potik;
const { records, system, person, announced } = testRecords(potik);
const director = await person('Director', ['director']);
const seller = await person('Seller', ['seller']);
const { id: customer } = await records.create(system, 'customer', { name: 'Lisova' });

const several = <T>(count: number, deed: (n: number) => Promise<T>) =>
  Promise.allSettled(Array.from({ length: count }, (_, n) => deed(n)));
const deal = (n: number, more: object = {}) =>
  records.create(director, 'deal', {
    name: `Deal ${n}`,
    customer,
    lines: [{ product: 'Rye', price: 10 }],
    ...more,
  });

it('each caller gets their own record, numbered, summed up and with a history', async () => {
  announced.length = 0;
  const before = db.counters.statements;

  // when
  const made = await Promise.all(Array.from({ length: 40 }, (_, n) => deal(n)));

  // then
  expect(made.map(({ name }) => name)).toEqual(Array.from({ length: 40 }, (_, n) => `Deal ${n}`));
  expect(new Set(made.map(({ number }) => number)).size).toBe(40);
  expect(made.map(({ lines }) => (lines as unknown[]).length)).toEqual(made.map(() => 1));
  expect(await records.get(system, 'customer', customer as string)).toMatchObject({
    revenue: { amount: '400.00' },
  });
  expect(new Set(announced.filter(([entity]) => entity === 'deal').flatMap(([, ids]) => ids)).size).toBe(40);
  const { rows } = await db.query<{ n: number }>(
    `select count(*)::int as n from potik.change where entity = 'deal' and kind = 'created' and person_id = $1`,
    [director.personId],
  );
  expect(rows[0]!.n).toBe(40);
  // one by one they would be about 17 statements each
  expect(db.counters.statements - before).toBeLessThan(40 * 6);
});

it('a bad one is refused by itself, with its own sentence', async () => {
  const results = await several(9, (n) =>
    deal(n, n === 4 ? { amount: { amount: '-1', currency: 'UAH' } } : {}),
  );
  expect(results.map(({ status }) => status)).toEqual(
    results.map((_, n) => (n === 4 ? 'rejected' : 'fulfilled')),
  );
  expect(await refusal(Promise.reject((results[4] as PromiseRejectedResult).reason))).toMatchObject({
    code: 'invalid',
    errors: [{ path: 'amount', message: 'The amount can not be negative.' }],
  });
});

it('of those that exclude one another one is made', async () => {
  const same = await several(6, () =>
    records.create(system, 'customer', { name: 'Once', email: 'once@example.com' }),
  );
  const alike = await several(6, () =>
    records.create(system, 'contact', { name: 'Ada', phone: '+380441234567' }),
  );
  for (const results of [same, alike])
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
});

it('everybody with their own rights', async () => {
  const [allowed, forbidden, ...more] = await Promise.allSettled([
    records.create(director, 'deal', { name: 'With margin', customer, margin: 5 }),
    records.create(seller, 'deal', { name: 'With margin', customer, margin: 5 }),
    records.create(seller, 'deal', { name: 'Without', customer }),
    records.create(director, 'deal', { name: 'Without', customer }),
  ]);
  expect(allowed!.status).toBe('fulfilled');
  expect(await refusal(Promise.reject((forbidden as PromiseRejectedResult).reason))).toMatchObject({
    errors: [{ path: 'margin' }],
  });
  expect(more.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled']);
  const [own, other] = more.map((one) => (one as PromiseFulfilledResult<Record<string, unknown>>).value);
  expect([own!.created_by, other!.created_by]).toMatchObject([
    { id: seller.personId },
    { id: director.personId },
  ]);
  expect([Object.hasOwn(own!, 'margin'), Object.hasOwn(other!, 'margin')]).toEqual([false, true]);
});
