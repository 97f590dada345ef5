import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dateOfEpochDay, epochDay } from '#metadata/expressions/temporal.ts';
import { formatDate, parseDate } from '#metadata/expressions/temporal-text.ts';
import { feel } from '#tests/support/feel.ts';

const date = (text: string) => ({ $date: text });
const dateTime = (text: string) => ({ $dateTime: text });
const time = (text: string) => ({ $time: text });
const duration = (text: string) => ({ $duration: text });

describe('the calendar', () => {
  test('days count without gaps', () => {
    fc.assert(
      fc.property(fc.integer({ min: -300_000_000_000, max: 300_000_000_000 }), (day) => {
        const there = dateOfEpochDay(day)!;
        expect(epochDay(there)).toBe(day);
        expect(parseDate(formatDate(there))).toEqual(there);
      }),
      { numRuns: 500, seed: 5 },
    );
  });

  test('agrees with the host where the host has a calendar', () => {
    fc.assert(
      fc.property(fc.integer({ min: -700_000, max: 2_000_000 }), (day) => {
        const there = new Date(day * 86_400_000);
        expect(dateOfEpochDay(day)).toMatchObject({
          year: there.getUTCFullYear(),
          month: there.getUTCMonth() + 1,
          day: there.getUTCDate(),
        });
      }),
      { numRuns: 500, seed: 6 },
    );
  });
});

describe('dates, times and durations', () => {
  test.each<[string, unknown]>([
    // moving along the calendar
    ['@"2026-01-31" + @"P1M"', date('2026-02-28')],
    ['@"2024-02-29" - @"P4Y"', date('2020-02-29')],
    ['@"2026-11-22" + @"PT30H"', date('2026-11-23')],
    ['@"2026-01-01" - @"PT1S"', date('2025-12-31')],
    ['@"2026-01-01T00:00:00" - @"PT1S"', dateTime('2025-12-31T23:59:59')],
    ['@"23:59:59" + @"PT2S"', time('00:00:01')],
    ['@"00:00:00+02:00" - @"PT1M"', time('23:59:00+02:00')],
    ['@"2026-03-01" - @"2026-02-01"', duration('P28D')],
    ['@"2026-03-01T12:00:00Z" - @"2026-03-01T12:00:00+02:00"', duration('PT2H')],
    ['@"10:00:00+01:00" - @"10:00:00Z"', duration('-PT1H')],
    ['@"PT10H" / @"PT4H"', 2.5],
    ['@"P1Y" / 5', duration('P2M')],
    ['@"P1D" * 0.5', duration('PT12H')],
    ['-@"P1DT1S"', duration('-P1DT1S')],
    ['@"2026-03-01T12:00:00" - @"2026-03-01T12:00:00Z"', null],
    ['@"2026-03-01T12:00:00Z" - @"2026-03-01"', duration('PT12H')],
    ['@"P1Y" + @"P1D"', null],
    ['@"10:00:00" + @"P1M"', null],
    // clocks that change
    ['@"2026-03-29T02:30:00@Europe/Kyiv" + @"PT1H"', dateTime('2026-03-29T04:30:00@Europe/Kyiv')],
    ['@"2026-03-28T12:00:00@Europe/Kyiv" + @"P1D"', dateTime('2026-03-29T13:00:00@Europe/Kyiv')],
    ['@"2026-10-25T03:30:00@Europe/Kyiv" = @"2026-10-25T03:30:00+03:00"', true],
    ['@"2026-07-01T00:00:00@Europe/Kyiv".time offset', duration('PT3H')],
    ['@"2026-12-01T00:00:00@Europe/Kyiv".time offset', duration('PT2H')],
    // parts
    ['@"2026-11-22".weekday', 7],
    ['@"2026-11-22T10:20:30.5@Europe/Kyiv".timezone', 'Europe/Kyiv'],
    ['@"10:20:30+01:30".time offset', duration('PT1H30M')],
    ['@"10:20:30".time offset', null],
    ['@"-P1DT2H".hours', -2],
    ['@"P14M".years', 1],
    ['@"P14M".months', 2],
    ['day of week(@"2026-11-22")', 'Sunday'],
    ['day of year(@"2024-12-31")', 366],
    ['month of year(@"2026-11-22T00:00:00Z")', 'November'],
    ['week of year(@"2021-01-03")', 53],
    ['week of year(@"2024-12-30")', 1],
    // made from parts and texts
    ['date(2026, 2, 29)', null],
    ['date("2026-2-1")', null],
    ['date and time(@"2026-11-22", @"10:00:00Z")', dateTime('2026-11-22T10:00:00Z')],
    [
      'date and time(2026, 11, 22, 10, 0, 0.25, "Europe/Kyiv")',
      dateTime('2026-11-22T10:00:00.25@Europe/Kyiv'),
    ],
    ['date and time(2026, 11, 22, 10, 0, 0, -3.5)', dateTime('2026-11-22T10:00:00-03:30')],
    ['time("10:00:00@Nowhere/Land")', null],
    ['time(10, 0, 0, duration("PT2H"))', time('10:00:00+02:00')],
    ['time("24:00:00")', null],
    ['years and months duration(@"2024-02-29", @"2026-02-28")', duration('P1Y11M')],
    ['string(@"PT0.5S")', 'PT0.5S'],
    ['duration("P1Y1D")', null],
    // comparing
    ['@"2026-11-22" < @"2026-11-22T00:00:01Z"', true],
    ['@"2026-11-22T10:00:00" = @"2026-11-22T10:00:00Z"', true],
    ['@"2026-11-22T10:00:00" < @"2026-11-22T10:00:01+05:00"', true],
    ['@"10:00:00" = @"10:00:00+05:00"', true],
    ['@"23:59:00z" = @"23:59:00@Etc/UTC"', true],
    ['@"10:20:30.25".second', 30.25],
    ['@"-PT1.5S".seconds', -1.5],
    ['@"10:00:00+02:00" = @"09:00:00+01:00"', true],
    ['is(@"10:00:00+02:00", @"09:00:00+01:00")', false],
    ['@"P1Y" < @"P13M"', true],
    ['@"P1Y" < @"P366D"', null],
  ])('%s', (source, expected) => {
    expect(feel(source)).toEqual(expected);
  });

  test('now and today are of the zone of the evaluation', () => {
    const kiritimati = { env: { now: Date.UTC(2026, 10, 22, 23, 0), zone: 'Pacific/Kiritimati' } };
    expect(feel('today()', {}, kiritimati)).toEqual(date('2026-11-23'));
    expect(feel('now()', {}, kiritimati)).toEqual(dateTime('2026-11-23T13:00:00@Pacific/Kiritimati'));
  });

  test('a day begins at midnight of the zone of the evaluation', () => {
    const kyiv = { env: { zone: 'Europe/Kyiv' } };
    expect(feel('@"2026-11-22" = @"2026-11-21T22:00:00Z"', {}, kyiv)).toBe(true);
    expect(feel('@"2026-11-22" = @"2026-11-22T00:00:00Z"')).toBe(true);
  });
});
