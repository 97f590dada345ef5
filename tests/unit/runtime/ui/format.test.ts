import { expect, test } from 'vitest';
import { createFormat } from '../../../../runtime/ui/format.ts';

test.each([
  ['en', 'P3Y', '3 years'],
  ['uk', 'P3Y', '3 роки'],
  ['ru', 'P5Y', '5 лет'],
  ['en', 'P1Y6M', '1 year 6 months'],
  ['ru', 'P2W', '2 недели'],
  ['uk', 'P30D', '30 днів'],
] as const)('in %s, %s is said as %s', (language, iso, words) => {
  expect(createFormat({ language }).duration(iso, 'long')).toBe(words);
});

test('a span of hours and minutes is short in a table', () => {
  expect(createFormat({ language: 'en' }).duration('PT1H30M')).toBe('1h 30m');
  expect(createFormat({ language: 'en' }).duration('-P1DT2H')).toBe('−1d 2h');
});

test('what is no duration stays as it is', () => {
  expect(createFormat({ language: 'en' }).duration('soon')).toBe('soon');
});
