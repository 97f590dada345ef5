import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addWorkingTime, readDuration, USUAL_CALENDAR, type WorkingCalendar } from '#metadata/calendar.ts';
import { isWorkingTime, workingTimeBetween } from '../../../../metadata/calendars/working-time.ts';
import { type Files, problemsOf, registry } from '../../../support/configuration.ts';

const OFFICE = `
label: Office
zone: Europe/Kyiv
hours:
  weekdays: [09:00-13:00, 14:00-18:00]
  friday: 09:00-16:00
holidays: [12-25, 2026-04-13, {day: 08-24, label: Independence Day}]
exceptions: {2026-04-18: 10:00-14:00, 2026-12-31: 09:00-12:00}
`;
const FILES: Files = {
  'calendars/office.yaml': OFFICE,
  'calendars/support.yaml': `
label: Support
extends: office
default: true
hours: {weekend: 10:00-14:00, friday: 08:00-20:00}
exceptions: {2026-12-25: 10:00-12:00}
`,
  'calendars/nights.yaml':
    'zone: Europe/Kyiv\nhours: {weekdays: [00:00-06:00, 22:00-24:00], sunday: 00:00-05:00}\n',
  'calendars/always.yaml': 'hours: {weekdays: 00:00-24:00, weekend: 00:00-24:00}\n',
};
const { calendars } = registry(FILES);
const of = (key: string) => calendars.byKey.get(key)!;
const iso = (at: number | null) => at && new Date(at).toISOString().slice(0, 16);

/** Kyiv is two hours ahead of UTC in winter, three in summer. */
const add = (key: string, from: string, duration: string) =>
  iso(addWorkingTime(of(key), Date.parse(from), readDuration(duration)!, 'UTC'));

describe('adding working time', () => {
  test.each([
    // Monday 23 November 2026; hours of Kyiv
    ['2026-11-23T07:00Z', 'PT4H', '2026-11-23T11:00'],
    ['2026-11-23T07:00Z', 'PT8H', '2026-11-23T16:00'],
    ['2026-11-23T07:00Z', 'PT8H1M', '2026-11-24T07:01'],
    ['2026-11-23T11:30Z', 'PT1M', '2026-11-23T12:01'],
    ['2026-11-22T12:00Z', 'PT0S', '2026-11-23T07:00'],
    ['2026-11-22T12:00Z', 'P1D', '2026-11-24T07:00'],
    ['2026-11-26T15:30Z', 'P1D', '2026-11-27T14:00'], // Friday ends earlier
    ['2026-11-23T10:59Z', 'P5D', '2026-11-30T10:59'],
    ['2026-11-23T07:00Z', '-PT1H', '2026-11-20T13:00'],
    ['2026-11-23T07:00Z', '-P2D', '2026-11-19T07:00'],
    ['2026-11-23T07:00Z', 'P1DT2H', '2026-11-24T09:00'],
    ['2026-11-27T07:00Z', 'P1W', '2026-12-04T07:00'],
    ['2026-10-24T07:00Z', 'P1M', '2026-11-24T08:00'],
    ['2026-12-24T15:00Z', 'PT2H', '2026-12-28T08:00'], // Christmas is a Friday
    ['2026-04-10T12:00Z', 'PT2H', '2026-04-14T07:00'], // the Monday is off
    ['2026-04-17T12:00Z', 'PT2H', '2026-04-18T08:00'], // the Saturday is worked
    ['2026-12-31T09:30Z', 'PT1H', '2027-01-01T07:30'],
  ])('%s and %s make %s', (from, duration, expected) => {
    expect(add('office', from, duration)).toBe(expected);
  });

  test('takes over what a calendar extends, and says the rest itself', () => {
    expect(of('support').zone).toBe('Europe/Kyiv');
    expect(calendars.standard).toBe(of('support'));
    expect(add('support', '2026-11-27T06:00Z', 'PT12H')).toBe('2026-11-27T18:00');
    expect(add('support', '2026-11-28T09:00Z', 'PT4H')).toBe('2026-11-29T09:00');
    // a holiday of the other one, worked in this
    expect(add('support', '2026-12-25T00:00Z', 'PT1H')).toBe('2026-12-25T09:00');
    expect(add('support', '2026-04-13T07:00Z', 'PT1H')).toBe('2026-04-14T07:00');
  });

  test('counts hours that pass when clocks change', () => {
    // 25 October 2026, 4:00 in Kyiv is 3:00 again: five hours on the wall are six
    expect(add('nights', '2026-10-24T21:00Z', 'PT6H')).toBe('2026-10-25T03:00');
    // 29 March 2026, 3:00 is 4:00: five hours are four
    expect(add('nights', '2026-03-28T22:00Z', 'PT4H')).toBe('2026-03-29T02:00');
    expect(add('always', '2026-03-28T22:00Z', 'PT30H')).toBe('2026-03-30T04:00');
  });

  test('gives nothing for what lies beyond the years that are counted', () => {
    for (const duration of ['PT99999999H', 'P9999999D', '-P99999D', 'P999999999M', 'P100000Y'])
      expect(add('office', '2026-11-23T07:00Z', duration)).toBeNull();
    expect(addWorkingTime(of('office'), Number.NaN, readDuration('PT1H')!, 'UTC')).toBeNull();
    expect(readDuration('PT9999999999H')).toBeNull();
    expect(readDuration('P0.5M')).toBeNull();
    expect(readDuration('tomorrow')).toBeNull();
  });
});

describe('whatever the calendar and the instant', () => {
  const HOUR = 3_600_000;
  const hours = fc.constantFrom(
    'closed',
    '09:00-17:00',
    '00:00-24:00',
    '22:00-24:00',
    '00:00-04:30',
    '01:00-02:30',
  );
  const calendar = fc
    .record({
      week: fc.array(fc.oneof(hours, fc.constant(['00:30-03:10', '03:20-06:00', '20:00-24:00'])), {
        minLength: 7,
        maxLength: 7,
      }),
      zone: fc.constantFrom(
        'Europe/Kyiv',
        'America/New_York',
        'Asia/Kathmandu',
        'Australia/Lord_Howe',
        'UTC',
      ),
      holidays: fc.array(fc.constantFrom('03-29', '10-25', '2026-11-01', '12-31', '01-01'), { maxLength: 3 }),
    })
    .filter(({ week }) => week.some((day) => day !== 'closed'))
    .map((given): WorkingCalendar => {
      const [monday, tuesday, wednesday, thursday, friday, saturday, sunday] = given.week;
      const content = {
        zone: given.zone,
        holidays: given.holidays,
        hours: { monday, tuesday, wednesday, thursday, friday, saturday, sunday },
      };
      return registry({ 'calendars/c.yaml': JSON.stringify(content) }).calendars.byKey.get('c')!;
    });
  const instant = fc
    .integer({ min: Date.UTC(2026, 2, 1) / 60_000, max: Date.UTC(2027, 2, 1) / 60_000 })
    .map((minute) => minute * 60_000);
  const millis = fc.integer({ min: 0, max: 200 * HOUR });
  const add = (calendar: WorkingCalendar, from: number, length: number, days = 0) =>
    addWorkingTime(calendar, from, { months: 0, weeks: 0, days, millis: length }, 'UTC')!;
  const runs = { seed: 11, numRuns: Number(process.env.CALENDAR_RUNS ?? 60) };

  test('adding a and b is adding a, then b; the time between is what was added', () => {
    fc.assert(
      fc.property(calendar, instant, millis, millis, (given, from, a, b) => {
        const first = add(given, from, a);
        expect(add(given, first, b)).toBe(add(given, from, a + b));
        expect(workingTimeBetween(given, from, first, 'UTC')).toBe(a);
        if (a > 0) expect(workingTimeBetween(given, add(given, from, -a), from, 'UTC')).toBe(a);
      }),
      runs,
    );
  });

  test('it lies within working time, and later is never earlier', () => {
    fc.assert(
      fc.property(
        calendar,
        instant,
        millis,
        fc.integer({ min: -20, max: 20 }),
        instant,
        (given, from, a, days, other) => {
          const at = add(given, from, a, days);
          expect(isWorkingTime(given, at, 'UTC') || isWorkingTime(given, at - 1, 'UTC')).toBe(true);
          const [early, late] = [Math.min(from, other), Math.max(from, other)];
          expect(add(given, early, a)).toBeLessThanOrEqual(add(given, late, a));
          expect(add(given, early, 0, days)).toBeLessThanOrEqual(add(given, late, 0, days));
          expect(add(given, from, a)).toBeLessThanOrEqual(add(given, from, a + HOUR));
        },
      ),
      runs,
    );
  });
});

describe('what is wrong with a calendar', () => {
  test.each([
    ['hours: {}', 'calendar_empty'],
    ['hours: {weekdays: closed}', 'calendar_empty'],
    ['hours: {weekdays: closed}\nexceptions: {2026-12-19: 09:00-15:00}', 'calendar_empty'],
    ['hours: {monday: [09:00-13:00, 12:00-15:00]}', 'begins before the span in front'],
    ['hours: {monday: 18:00-09:00}', 'ends before it begins'],
    ['hours: {monday: 09:00-09:00}', 'ends when it begins'],
    ['hours: {monday: 09:00-24:30}', 'no clock shows'],
    ['hours: {monday: 09:00-12:75}', 'no clock shows'],
    ['hours: {monday: nine to five}', 'is no span of hours'],
    ['hours: {weekdays: 09:00-17:00}\nzone: Europe/Kijiw', 'no time zone "Europe/Kijiw"'],
    ['hours: {weekdays: 09:00-17:00}\nholidays: [02-30]', '"02-30" is no day'],
    ['hours: {weekdays: 09:00-17:00}\nholidays: [2026-02-29]', '"2026-02-29" is no day'],
    ['hours: {weekdays: 09:00-17:00}\nexceptions: {2026-13-01: closed}', '"2026-13-01" is no day'],
    ['extends: nobody', 'nobody'],
    ['extends: c', 'circle'],
  ])('%s', (text, expected) => {
    const found = problemsOf({ 'calendars/c.yaml': text });
    expect(found.join('\n')).toContain(expected === 'calendar_empty' ? 'no working hours' : expected);
  });

  test('is nothing where it is right', () => {
    expect(problemsOf(FILES)).toEqual([]);
    expect(
      problemsOf({ 'calendars/a.yaml': 'hours: {monday: [09:00-12:00, 12:00-24:00]}\nholidays: [02-29]' }),
    ).toEqual([]);
  });

  test('two can not both be the default', () => {
    const text = 'default: true\nhours: {monday: 09:00-17:00}';
    expect(problemsOf({ 'calendars/a.yaml': text, 'calendars/b.yaml': text })).toHaveLength(2);
  });

  test('without any, Monday to Friday from nine to six counts', () => {
    expect(registry({}).calendars.standard).toBe(USUAL_CALENDAR);
  });
});
