import { describe, expect, test } from 'vitest';
import { feel } from '#tests/support/feel.ts';

const duration = (text: string) => ({ $duration: text });
const date = (text: string) => ({ $date: text });

describe('values of expressions', () => {
  test.each<[string, unknown]>([
    ['0.1 + 0.2 = 0.3', true],
    ['1 / 3 * 3', { $number: '0.9999999999999999999999999999999999' }],
    ['2 ** 3 ** 2', 64],
    ['-3 ** 2', 9],
    ['1 / 0', null],
    ['"a" + "b"', 'ab'],
    ['"a" + 1', null],
    ['[1, 2, 3][-1]', 3],
    ['[1, 2, 3][item >= 2]', [2, 3]],
    ['[{a: 1}, {a: 2}][a > 1].a', [2]],
    ['{a: 1, b: a + 1}.b', 2],
    ['for x in [1, 2], y in x..3 return x * y', [1, 2, 3, 4, 6]],
    ['for i in 1..5 return if i < 3 then 1 else partial[-1] + partial[-2]', [1, 1, 2, 3, 5]],
    ['for d in @"2026-02-27"..@"2026-03-01" return d.day', [27, 28, 1]],
    ['some x in [1, 2] satisfies x > 1', true],
    ['every x in [] satisfies false', true],
    ['if null then 1 else 2', 2],
    ['5 in (< 3, [4..6])', true],
    ['3 in [1, 2, 3]', true],
    ['2 between 1 and 3', true],
    ['(function(a, b) a - b)(b: 1, a: 3)', 2],
    ['@"2024-01-31" + @"P1M"', date('2024-02-29')],
    ['date("2026-11-22") - date("2026-11-01")', duration('P21D')],
    ['duration("P1D") * 1.5', duration('P1DT12H')],
    ['time("23:30:00") + duration("PT1H")', { $time: '00:30:00' }],
    ['today()', date('2026-11-22')],
    [
      'date and time("2026-03-29T02:30:00@Europe/Kyiv") + duration("PT1H")',
      { $dateTime: '2026-03-29T04:30:00@Europe/Kyiv' },
    ],
    ['true and null', null],
    ['false and null', false],
    ['1 = "1"', null],
    ['[1, "a"] instance of list<number>', false],
    ['{a: 1} instance of context<a: number>', true],
    ['(< 5) instance of range<number>', true],
    ['substring(string: "foobar", start position: -3)', 'bar'],
    ['string([1, "a", {b c: null}])', '[1, "a", {b c: null}]'],
  ])('%s', (source, expected) => {
    expect(feel(source)).toEqual(expected);
  });
});
