import { describe, expect, test } from 'vitest';
import type { Env } from '#metadata/expression.ts';
import { FeelFunction, numberOf, Reference, type Value } from '#metadata/value.ts';
import { compiled } from '#tests/support/feel.ts';

const RECORDS: Record<string, Record<string, Value>> = {
  'deal 1': {
    amount: numberOf(1500),
    customer: new Reference('customer', '7'),
    lines: [new Reference('line', '1'), new Reference('line', '2')],
  },
  'customer 7': { name: 'Lisova' },
  'line 1': { price: numberOf(10) },
  'line 2': { price: numberOf(20) },
};

const env: Env = {
  now: 0,
  zone: 'UTC',
  field: (record, name) => RECORDS[`${record.entity} ${record.id}`]?.[name],
  functions: {
    double: new FeelFunction('double', ['n'], ([n]) =>
      n ? compiled('n * 2').evaluate({ get: () => n }, env) : null,
    ),
  },
};
const scope = { get: (name: string) => (name === 'deal' ? new Reference('deal', '1') : undefined) };
const value = (source: string) => compiled(source).evaluate(scope, env);

describe('records', () => {
  test.each<[string, unknown]>([
    ['deal.customer.name', 'Lisova'],
    ['sum(deal.lines.price) = 30', true],
    ['count(deal.lines[price > 15])', numberOf(1)],
    ['deal.customer = deal.customer', true],
    ['deal = deal.customer', false],
    ['deal.nothing', null],
    ['deal instance of context', false],
  ])('%s', (source, expected) => {
    expect(value(source)).toEqual(expected);
  });
});

describe("the platform's functions", () => {
  test('are called by their name, with arguments in order or named', () => {
    expect(value('double(deal.amount) = 3000')).toBe(true);
    expect(value('double(n: 2)')).toEqual(numberOf(4));
    expect(value('double(m: 2)')).toBeNull();
  });

  test('what is missing is told', () => {
    const notes: string[] = [];
    compiled('thrice(1) + deal.nothing').evaluate(scope, { ...env, notes });
    expect(notes).toEqual(['There is no function "thrice".', 'A record has no "nothing".']);
  });
});
