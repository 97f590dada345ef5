import { describe, expect, test } from 'vitest';
import type { CompileOptions, Type } from '#metadata/expression.ts';
import { compile, typeText } from '#metadata/expression.ts';
import { compiled, refusal } from '#tests/support/feel.ts';

const number: Type = { kind: 'number' };
const string: Type = { kind: 'string' };
const stage: Type = { kind: 'choice', keys: ['new', 'won', 'lost'] };
const record = (entity: string): Type => ({ kind: 'record', entity });

const ENTITIES: Record<string, Record<string, Type>> = {
  deal: {
    amount: number,
    stage,
    customer: record('customer'),
    lines: { kind: 'list', of: record('line') },
    close_date: { kind: 'date' },
  },
  customer: { name: string, manager: record('user') },
  line: { price: number, product: record('product') },
  product: { name: string },
  user: { name: string, teams: { kind: 'list', of: record('team') } },
  team: { name: string },
};

const options: Partial<CompileOptions> = {
  mistakes: 'refuse',
  names: { deal: record('deal'), me: record('user'), limit: number, payload: { kind: 'any' } },
  fieldsOf: (entity) => ENTITIES[entity] ?? null,
  functions: {
    pipeline: {
      parameters: [{ name: 'stage', type: string }],
      result: { kind: 'context', fields: { probability: number, outcome: string } },
    },
    workdays: {
      parameters: [
        { name: 'from', type: { kind: 'any' } },
        { name: 'n', type: number, optional: true },
      ],
      result: { kind: 'date' },
    },
    same: { parameters: [{ name: 'value', type: { kind: 'any' } }], result: ([type]) => type! },
  },
};

describe('types that are found', () => {
  test.each([
    ['deal.amount * 2', 'number'],
    ['deal.lines.price', 'list<number>'],
    ['sum(deal.lines.price)', 'number'],
    ['deal.lines[price > 5][1].product', 'record of product'],
    ['deal.lines[1].price', 'number'],
    ['for l in deal.lines return l.product.name', 'list<string>'],
    ['if limit > 1 then "a" else null', 'string'],
    ['if limit > 1 then "a" else 1', 'Any'],
    ['deal.close_date + duration("P1D")', 'Any'],
    ['deal.close_date - deal.close_date', 'days and time duration'],
    ['{a: 1, b: [a]}', 'context<a: number, b: list<number>>'],
    ['pipeline(deal.stage).probability / 100', 'number'],
    ['workdays(deal.close_date)', 'date'],
    ['same(limit)', 'number'],
    ['max(deal.lines.price)', 'number'],
    ['concatenate([1], [2])', 'list<number>'],
    ['payload.anything.at.all', 'Any'],
    ['[1..3].start', 'number'],
    ['(function(x: number) x > 1)(2)', 'boolean'],
    ['deal.customer.manager.teams', 'list<record of team>'],
  ])('%s is %s', (source, type) => {
    expect(typeText(compiled(source, options).type)).toBe(type);
  });
});

describe('mistakes that are certain', () => {
  test.each([
    ['deal.custmer', 'There is no "custmer" in deal. Did you mean "customer"?'],
    ['deal.lines.prise', 'There is no "prise" in line. Did you mean "price"?'],
    ['limt > 1', 'There is no "limt" here. Did you mean "limit"?'],
    ['deal.stage = "wonn"', '"wonn" is none of the choices ("new", "won", "lost"). Did you mean "won"?'],
    ['deal.stage in ("won", "open")', '"open" is none of the choices ("new", "won", "lost").'],
    ['deal.amount = "5"', 'number and string cannot be compared by =.'],
    [
      'deal.close_date < "2026-01-01"',
      'date and string cannot be compared by <. Did you mean @"2026-01-01"?',
    ],
    ['deal = me', 'record of deal and record of user cannot be compared by =.'],
    ['deal < deal', 'record of deal and record of deal cannot be compared by <.'],
    ['limit + "1"', 'number + string has no meaning. A value becomes a text by string(…).'],
    ['-deal.customer.name', 'Minus goes with numbers and durations, not with string.'],
    ['limit and true', '"and" joins conditions; this is number.'],
    ['if limit then 1 else 2', '"if" asks a condition; this is number.'],
    ['some l in deal.lines satisfies l.price', '"some" asks a condition; this is number.'],
    ['upper cas("a")', 'There is no function "upper cas". Did you mean "upper case"?'],
    ['upper case(limit)', 'upper case: "string" must be string, not number.'],
    [
      'substring("a")',
      'The call does not fit; it is written substring(string, start position) or substring(string, start position, length).',
    ],
    [
      'substring(string: "a", start positon: 1)',
      'The call does not fit; it is written substring(string, start position) or substring(string, start position, length). Did you mean "start position"?',
    ],
    ['workdays()', 'The call does not fit; it is written workdays(from, [n]).'],
    ['pipeline(limit)', 'pipeline: "stage" must be string, not number.'],
    ['limit(1)', 'A value of type number cannot be called.'],
    ['{a: 1, a: 2}', 'The key "a" is there twice.'],
    ['? > 1', 'The question mark stands for the input of a test; there is none here.'],
    ['["a".."b"] = ["a"..1]', 'string and number cannot be compared by <=.'],
    ['for i in 1.."a" return i', 'A loop runs over whole numbers or dates; this is string.'],
  ])('%s', (source, sentence) => {
    expect(refusal(source, options)).toEqual([sentence]);
  });

  test.each([
    'payload.amount + "x"',
    'deal.customer = null',
    'deal.stage = payload.stage',
    'payload + limit',
    'list contains(me.teams, deal.customer.manager.teams[1])',
    'deal.lines[price > 5 and product.name = "x"].price',
    'deal.close_date > today() - duration("P7D")',
    'deal.close_date < now()',
  ])('%s is none', (source) => {
    expect(refusal(source, options)).toEqual([]);
  });

  test('are only warnings where the standard lets them run', () => {
    const result = compile('"a" - 1', { language: 'feel', mistakes: 'warn' });
    expect(result).toMatchObject({ ok: true, warnings: [{ start: 0, end: 7 }] });
  });

  test('the place is the part that is wrong', () => {
    const result = compile('limit > 1 and deal.custmer = null', { language: 'feel', ...options });
    expect(result).toMatchObject({ ok: false, problems: [{ start: 19, end: 26 }] });
  });
});

describe('what is read', () => {
  test.each<[string, string[][]]>([
    ['deal.customer.name + string(limit)', [['deal', 'customer', 'name'], ['limit']]],
    ['deal != null and deal.amount > 1', [['deal', 'amount']]],
    [
      'deal.lines[price > limit].product.name',
      [['deal', 'lines', 'price'], ['limit'], ['deal', 'lines', 'product', 'name']],
    ],
    ['for l in deal.lines return l.price * limit', [['deal', 'lines', 'price'], ['limit']]],
    ['count(for l in deal.lines return 1)', [['deal', 'lines']]],
    ['{a: deal.customer, b: a.name}', [['deal', 'customer', 'name']]],
    ['(function(x) x.name)(me)', [['me']]],
    ['pipeline(deal.stage).outcome', [['deal', 'stage']]],
    ['today()', []],
  ])('%s', (source, reads) => {
    expect(compiled(source, options).reads).toEqual(reads);
  });

  test('without known names, fields of items and names outside are both read', () => {
    expect(compiled('xs[price > limit]', {}).reads).toEqual([
      ['xs', 'price'],
      ['price'],
      ['xs', 'limit'],
      ['limit'],
    ]);
  });
});
