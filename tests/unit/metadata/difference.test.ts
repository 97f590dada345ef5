import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { byDifference, isDifferential } from '#metadata/difference.ts';
import type { Json } from '#metadata/value.ts';
import { registry } from '../../support/configuration.ts';

const made = registry({
  'entities/basket.yaml': `
fields:
  items:  {type: children, of: item}
  many:   {type: integer, rollup: count(items)}
  exact:  {type: decimal, scale: 2, rollup: sum(items.price)}
  whole:  {type: integer, rollup: sum(items.price)}
  wide:   {type: decimal, digits: 30, scale: 10, rollup: sum(items.price)}
  worth:  {type: money, rollup: sum(items.worth)}
  most:   {type: decimal, scale: 2, rollup: max(items.price)}
  least:  {type: decimal, scale: 2, rollup: min(items.price)}
  mean:   {type: decimal, rollup: avg(items.price)}
  last:   {type: date, rollup: max(items.day)}
  dear:   {type: decimal, scale: 2, rollup: 'sum(items[kind = "a" and (price > 5 or price = null) and good].price)'}
  named:  {type: integer, rollup: 'count(items[name < "m"])'}
  theirs: {type: integer, rollup: 'count(items[product.good])'}
  late:   {type: integer, rollup: 'count(items[day < today()])'}
`,
  'entities/product.yaml': 'fields: {name: {type: text}, good: {type: boolean}}',
  'entities/item.yaml': `
fields:
  basket:  {type: lookup, to: basket}
  product: {type: lookup, to: product}
  name:    {type: text}
  kind:    {type: choice, options: [a, b]}
  good:    {type: boolean}
  day:     {type: date}
  price:   {type: decimal, scale: 2}
  worth:   {type: money, currencies: [UAH, EUR]}
`,
});
const basket = made.entities.get('basket')!;
const item = made.entities.get('item')!;
const field = (key: string) => basket.fields.get(key)!;
const price = item.fields.get('price')!;
const worth = item.fields.get('worth')!;

describe('differences', () => {
  it('are exact for figures that are not rounded, over conditions on the child alone', () => {
    const exact = [...basket.fields.values()].filter((one) => isDifferential(one, item));
    expect(exact.map(({ key }) => key)).toEqual(['many', 'exact', 'worth', 'most', 'least', 'dear']);
  });

  it('come to what the children come to, or say that these must be read', () => {
    const number = fc.integer({ min: -500, max: 500 }).map((cents) => (cents / 100).toFixed(2));
    const values = fc.array(fc.option(number, { freq: 4 }), { maxLength: 8 });
    const figures = {
      exact: (all: number[]) => all.reduce((sum, one) => sum + one, 0),
      most: (all: number[]) => Math.max(...all),
      least: (all: number[]) => Math.min(...all),
    };
    fc.assert(
      fc.property(values, values, values, (stay, gone, come) => {
        const cents = (list: readonly (string | null)[]) =>
          list.flatMap((one) => (one === null ? [] : [Math.round(Number(one) * 100)]));
        for (const [key, figure] of Object.entries(figures)) {
          const [before, after] = [cents([...stay, ...gone]), cents([...stay, ...come])];
          if (before.length === 0) continue;
          const stored = (figure(before) / 100).toFixed(2);
          const told = byDifference(field(key), price, stored, { gone, come });
          if (told) expect(told.figure.times(100).toNumber()).toBe(after.length > 0 ? figure(after) : 0);
          else expect(key).not.toBe('exact');
        }
      }),
      { seed: 3 },
    );
  });

  it('count records whatever they hold', () => {
    const told = byDifference(field('many'), null, 7, { gone: [null], come: [null, null, null] });
    expect(told?.figure.toNumber()).toBe(9);
  });

  it('need something to begin with', () => {
    expect(byDifference(field('exact'), price, null, { gone: [], come: ['1'] })).toBeNull();
    expect(byDifference(field('most'), price, null, { gone: [], come: ['1'] })).toBeNull();
  });

  it('of the largest are known unless it is gone', () => {
    const most = (gone: string[], come: string[]) =>
      byDifference(field('most'), price, '9', { gone, come })?.figure.toString();
    expect(most(['3'], [])).toBe('9');
    expect(most(['9'], ['8'])).toBeUndefined();
    expect(most(['9'], ['10'])).toBe('10');
    expect(most([], ['9.01'])).toBe('9.01');
  });

  it.each<[string, Json, Json[], Json[], string | null]>([
    ['one currency', amount('5'), [amount('2')], [amount('4')], '7 UAH'],
    ['another one comes', amount('5'), [], [amount('4', 'EUR')], null],
    ['none may be left', amount('5'), [amount('5')], [], null],
    ['empty amounts', amount('5'), [null], [null, null], '5 UAH'],
  ])('of amounts: %s', (_, stored, gone, come, result) => {
    const told = byDifference(field('worth'), worth, stored, { gone, come });
    expect(told && `${told.figure} ${told.currency}`).toBe(result);
  });
});

function amount(text: string, currency = 'UAH'): Json {
  return { amount: text, currency };
}
