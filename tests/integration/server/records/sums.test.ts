/**
 * Sums that follow their children by differences come to what reading all children comes to: after random writes by several at once,
 * alone and in sets, moves between parents, ways into the recycle bin and back, mergers. `SUM_ROUNDS` makes it larger, by command.
 */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Json } from '#metadata/value.ts';
import { Rejection } from '../../../../runtime/server/rejection.ts';
import { installation } from '../../../support/installation.ts';
import { dice } from '../../../support/random-fields.ts';
import { testRecords } from '../../../support/records.ts';

const ROUNDS = Number(process.env.SUM_ROUNDS ?? 2);
const DEEDS = 40;
const ACTORS = 4;

const FILES = {
  'entities/house.yaml': `
fields:
  name:    {type: text}
  baskets: {type: children, of: basket}
  total:   {type: money, rollup: sum(baskets.worth)}
  best:    {type: decimal, scale: 2, rollup: max(baskets.exact)}
  full:    {type: integer, rollup: 'count(baskets[many > 3])'}
`,
  'entities/basket.yaml': `
fields:
  name:   {type: text}
  house:  {type: lookup, to: house}
  items:  {type: children, of: item}
  many:   {type: integer, rollup: count(items)}
  exact:  {type: decimal, scale: 2, rollup: sum(items.price)}
  lines:  {type: decimal, scale: 2, rollup: sum(items.total)}
  worth:  {type: money, currencies: [UAH, EUR], rollup: sum(items.worth)}
  most:   {type: decimal, scale: 2, rollup: max(items.price)}
  least:  {type: decimal, scale: 2, rollup: min(items.price)}
  dear:   {type: decimal, scale: 2, rollup: 'sum(items[kind = "a" and (price > 5 or price = null)].price)'}
  others: {type: integer, rollup: 'count(items[kind != "a"])'}
  good:   {type: integer, rollup: 'count(items[good])'}
  share:  {type: decimal, scale: 6, formula: 'if many > 0 then exact / many else 0'}
`,
  'entities/shelf.yaml': `
fields:
  name:   {type: text}
  items:  {type: children, of: item}
  many:   {type: integer, rollup: count(items)}
  mean:   {type: decimal, scale: 4, rollup: avg(items.price)}
  last:   {type: date, rollup: max(items.day)}
  theirs: {type: integer, rollup: 'count(items[product.good])'}
`,
  'entities/product.yaml': 'fields: {name: {type: text}, good: {type: boolean}, rate: {type: integer}}',
  'entities/item.yaml': `
fields:
  basket:  {type: lookup, to: basket}
  shelf:   {type: lookup, to: shelf}
  product: {type: lookup, to: product}
  kind:    {type: choice, options: [a, b]}
  good:    {type: boolean}
  day:     {type: date}
  price:   {type: decimal, scale: 2}
  worth:   {type: money, currencies: [UAH, EUR]}
  total:   {type: decimal, scale: 2, formula: price * product.rate}
`,
};
const CALCULATED = {
  house: ['total', 'best', 'full'],
  basket: ['many', 'exact', 'lines', 'worth', 'most', 'least', 'dear', 'others', 'good', 'share'],
  shelf: ['many', 'mean', 'last', 'theirs'],
};

const potik = await installation(FILES);
const { records, system } = testRecords(potik);
type Roll = ReturnType<typeof dice>;

it.each(fc.sample(fc.nat(1_000_000), { seed: 17, numRuns: ROUNDS }))(
  'sums are those of the children after many wrote at once, by seed %i',
  { timeout: 120_000 },
  async (seed) => {
    // given
    const ids = await begin();
    // when
    await Promise.all(Array.from({ length: ACTORS }, (_, i) => act(ids, dice(seed + i))));
    // then
    const kept = await stored();
    for (const [entity, fields] of Object.entries(CALCULATED))
      for (const field of fields) await recalculated(entity, field);
    expect(kept).toEqual(await stored());
  },
);

// helpers //////////

interface Ids {
  readonly houses: readonly string[];
  readonly baskets: readonly string[];
  readonly shelves: readonly string[];
  readonly products: readonly string[];
  readonly items: string[];
}

async function begin(): Promise<Ids> {
  const make = async (entity: string, count: number, values: (i: number) => Record<string, Json>) =>
    Promise.all(
      Array.from({ length: count }, async (_, i) => (await records.create(system, entity, values(i))).id),
    );
  const houses = await make('house', 2, (i) => ({ name: `House ${i}` }));
  const baskets = await make('basket', 4, (i) => ({ name: `Basket ${i}`, house: houses[i % 2]! }));
  const products = await make('product', 2, (i) => ({ name: `Product ${i}`, good: i === 0, rate: i + 1 }));
  const shelves = await make('shelf', 2, (i) => ({ name: `Shelf ${i}` }));
  return { houses, baskets, shelves, products, items: [] };
}

const DEEDS_OF_MANY: readonly ((ids: Ids, roll: Roll) => Promise<unknown>)[] = [
  async (ids, roll) => ids.items.push((await records.create(system, 'item', itemValues(ids, roll))).id),
  async (ids, roll) => {
    const rows = Array.from({ length: 1 + roll(6) }, () => ({ values: itemValues(ids, roll) }));
    const made = await records.writeRecords(system, 'item', rows);
    ids.items.push(...made.ids.filter((id) => id !== null));
  },
  async (ids, roll) => {
    const set = new Set(Array.from({ length: 1 + roll(5) }, () => roll.one(ids.items)));
    const rows = [...set].map((id) => ({ id, version: null, values: itemValues(ids, roll) }));
    await records.writeRecords(system, 'item', rows as never);
  },
  (ids, roll) =>
    records.update(system, 'item', roll.one(ids.items), change(someOf(itemValues(ids, roll), roll))),
  (ids, roll) =>
    records.update(system, 'item', roll.one(ids.items), change({ basket: roll.one(ids.baskets) })),
  (ids, roll) => records.delete(system, 'item', roll.one(ids.items)),
  (ids, roll) => records.restore(system, 'item', roll.one(ids.items)),
  (ids, roll) =>
    records.update(system, 'basket', roll.one(ids.baskets), change({ house: roll.one(ids.houses) })),
  (ids, roll) => records.delete(system, 'basket', roll.one(ids.baskets)),
  (ids, roll) => records.restore(system, 'basket', roll.one(ids.baskets)),
  (ids, roll) =>
    records.update(system, 'product', roll.one(ids.products), change({ good: roll(2) === 0, rate: roll(4) })),
  (ids, roll) =>
    records.update(
      system,
      'basket',
      roll.one(ids.baskets),
      change({ items: { create: [itemValues(ids, roll)] } } as never),
    ),
];

async function act(ids: Ids, roll: Roll): Promise<void> {
  for (let i = 0; i < DEEDS; i++) {
    const deed = ids.items.length === 0 ? DEEDS_OF_MANY[0]! : roll.one(DEEDS_OF_MANY);
    // What the others have deleted, or what is still referred to, is refused, and changes nothing.
    await deed(ids, roll).catch((error: unknown) => {
      if (!(error instanceof Rejection)) throw error;
    });
  }
}

function itemValues({ baskets, shelves, products }: Ids, roll: Roll): Record<string, Json> {
  const cents = (most: number) => ((roll(2 * most) - most) / 100).toFixed(2);
  const maybe = (value: Json) => (roll(5) === 0 ? null : value);
  return {
    basket: maybe(roll.one(baskets)),
    shelf: maybe(roll.one(shelves)),
    product: maybe(roll.one(products)),
    kind: maybe(roll.one(['a', 'b'])),
    good: maybe(roll(2) === 0),
    day: maybe(`2026-0${1 + roll(9)}-1${roll(10)}`),
    price: maybe(cents(1_500)),
    worth: maybe({ amount: cents(2_000), currency: roll(12) === 0 ? 'EUR' : 'UAH' }),
  };
}

function someOf(values: Record<string, Json>, roll: Roll): Record<string, Json> {
  return Object.fromEntries(Object.entries(values).filter(() => roll(2) === 0));
}

function change(values: Record<string, Json>) {
  return { version: null, values };
}

async function recalculated(entity: string, field: string): Promise<void> {
  let last: string | null = null;
  do ({ last } = await records.recalculate(entity, field, last, { kind: 'system', what: 'test' }));
  while (last !== null);
}

async function stored(): Promise<Record<string, unknown>> {
  const all: Record<string, unknown> = {};
  for (const [entity, fields] of Object.entries(CALCULATED)) {
    const { items } = await records.query(system, entity, { fields, limit: 500, sort: ['id'] });
    all[entity] = items;
  }
  return all;
}
