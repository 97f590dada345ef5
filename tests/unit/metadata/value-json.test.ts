import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  contextOf,
  FeelFunction,
  type Json,
  numberOf,
  Range,
  Reference,
  type Value,
} from '#metadata/value.ts';
import { fromState, toState } from '#metadata/value-json.ts';
import { compiled } from '#tests/support/feel.ts';

const constant = (source: string): Value =>
  compiled(source).evaluate({ get: () => undefined }, { now: 0, zone: 'UTC' });

describe('values through JSON', () => {
  test.each<[string, Json]>([
    ['1.5', 1.5],
    ['0.1 + 0.2', 0.3],
    ['12345678901234567890.5', { $number: '12345678901234567890.5' }],
    ['1 / 3', { $number: '0.3333333333333333333333333333333333' }],
    ['-0', 0],
    ['@"2026-11-22"', { $date: '2026-11-22' }],
    ['@"-0044-03-15"', { $date: '-0044-03-15' }],
    ['@"10:00:00.000000001Z"', { $time: '10:00:00.000000001Z' }],
    ['@"2026-11-22T10:00:00@Europe/Kyiv"', { $dateTime: '2026-11-22T10:00:00@Europe/Kyiv' }],
    ['@"P1DT2H"', { $duration: 'P1DT2H' }],
    ['@"-P14M"', { $duration: '-P1Y2M' }],
    ['[1..5)', { $range: { start: 1, end: 5, startIncluded: true, endIncluded: false } }],
    ['(< 5)', { $range: { start: null, end: 5, startIncluded: false, endIncluded: false, operator: '<' } }],
    ['{a: [1, null, "x", true]}', { a: [1, null, 'x', true] }],
    ['{"$date": "2026-11-22"}', { $context: { $date: '2026-11-22' } }],
    ['{"__proto__": 1}', JSON.parse('{"__proto__": 1}')],
  ])('%s', (source, json) => {
    // given
    const value = constant(source);
    // then
    expect(toState(value)).toEqual(json);
    expect(fromState(JSON.parse(JSON.stringify(toState(value))))).toEqual(value);
  });

  test('records go by reference', () => {
    const value = new Reference('deal', '7');
    expect(fromState(toState(value))).toEqual(value);
  });

  test('a function cannot be kept', () => {
    expect(() => toState([new FeelFunction('f', [], () => null)])).toThrow(TypeError);
  });

  test('whatever JSON comes in goes out again', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (json) => {
        const there = toState(fromState(json as Json));
        expect(toState(fromState(there))).toEqual(there);
      }),
      { numRuns: 300, seed: 4 },
    );
  });

  test('contexts have no prototype', () => {
    expect(Object.getPrototypeOf(fromState({ a: 1 }))).toBeNull();
  });
});

describe('numbers', () => {
  test('have 34 digits, whatever they are made of', () => {
    expect(String(numberOf('1.23456789012345678901234567890123456789'))).toBe(
      '1.234567890123456789012345678901235',
    );
    expect(numberOf(Number.NaN)).toBeNull();
    expect(numberOf('1e7000')).toBeNull();
    expect(numberOf('abc')).toBeNull();
    expect(String(numberOf(10n ** 20n))).toBe('100000000000000000000');
  });
});

test('a range without an operator is not one with', () => {
  const state = toState(new Range(null, numberOf(5), false, false));
  expect(state).toEqual({ $range: { start: null, end: 5, startIncluded: false, endIncluded: false } });
  expect(contextOf([['a', null]]).a).toBeNull();
});
