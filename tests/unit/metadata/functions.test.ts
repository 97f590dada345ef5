import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compile } from '#metadata/expression.ts';
import { platformFunctions } from '#metadata/functions.ts';
import { toState } from '#metadata/value-json.ts';

/** A Sunday. */
const CLOCK = { now: Date.parse('2026-11-22T21:30:00Z'), zone: 'Europe/Kyiv' };

function resultOf(source: string) {
  const result = compile(source, { language: 'feel' });
  if (!result.ok) throw new Error(result.problems[0]?.message);
  const env = { ...CLOCK, functions: platformFunctions(CLOCK) };
  return toState(result.compiled.evaluate({ get: () => undefined }, env));
}

describe('workdays', () => {
  test.each([
    // Friday 20, Saturday 21, Sunday 22, Monday 23 November 2026
    ['2026-11-20', 0, '2026-11-20'],
    ['2026-11-20', 1, '2026-11-23'],
    ['2026-11-20', 5, '2026-11-27'],
    ['2026-11-20', -1, '2026-11-19'],
    ['2026-11-20', -5, '2026-11-13'],
    ['2026-11-21', 0, '2026-11-23'],
    ['2026-11-22', 1, '2026-11-23'],
    ['2026-11-22', 6, '2026-11-30'],
    ['2026-11-22', -1, '2026-11-20'],
    ['2026-11-23', -1, '2026-11-20'],
    ['2026-12-30', 2, '2027-01-01'],
  ])('%s, %d → %s', (from, n, expected) => {
    expect(resultOf(`workdays(@"${from}", ${n})`)).toEqual({ $date: expected });
  });

  test('counts as walking from day to day does', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 800 }), fc.integer({ min: -60, max: 60 }), (days, n) => {
        // given
        const from = new Date(Date.UTC(2026, 0, 1 + days));
        const isWorkday = () => walked.getUTCDay() !== 0 && walked.getUTCDay() !== 6;
        const walked = new Date(from);

        // when
        for (let left = Math.abs(n); left > 0; left -= isWorkday() ? 1 : 0)
          walked.setUTCDate(walked.getUTCDate() + Math.sign(n));
        while (!isWorkday()) walked.setUTCDate(walked.getUTCDate() + 1);

        // then
        expect(resultOf(`workdays(@"${from.toISOString().slice(0, 10)}", ${n})`)).toEqual({
          $date: walked.toISOString().slice(0, 10),
        });
      }),
      { seed: 7, numRuns: 300 },
    );
  });

  test('keeps the time of day, and gives nothing for what it can not count', () => {
    expect(resultOf('workdays(@"2026-11-20T16:30:00Z", 1)')).toEqual({ $dateTime: '2026-11-23T16:30:00Z' });
    for (const given of ['"x", 1', 'null, 1', 'today(), 1.5', 'today(), null', 'today(), 1000000000'])
      expect(resultOf(`workdays(${given})`)).toBeNull();
  });
});

describe('within', () => {
  test.each([
    ['@"2026-12-31", "this_quarter"', true],
    ['@"2027-01-01", "this_quarter"', false],
    ['@"2026-11-15", "last_week"', true],
    ['@"2026-11-16", "this_week"', true],
    // 23:30 in Kyiv is still Sunday, half an hour later it is Monday
    ['now(), "today"', true],
    ['now() + duration("PT30M"), "today"', false],
    ['@"2026-11-22", "some_day"', null],
    ['null, "today"', null],
  ])('%s → %s', (given, expected) => {
    expect(resultOf(`within(${given})`)).toBe(expected);
  });
});
