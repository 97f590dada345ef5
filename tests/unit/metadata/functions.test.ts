import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { deploy } from '#engine/deploy.ts';
import { compile } from '#metadata/expression.ts';
import { FUNCTION_SIGNATURES, platformFunctions } from '#metadata/functions.ts';
import { toState } from '#metadata/value-json.ts';
import { problemsOf, registry } from '../../support/configuration.ts';
import { bpmn, flows } from '../../support/process.ts';

/** A Sunday. */
const CLOCK = { now: Date.parse('2026-11-22T21:30:00Z'), zone: 'Europe/Kyiv' };

const { calendars: CALENDARS } = registry({
  'calendars/office.yaml': 'zone: America/New_York\nhours: {weekdays: 09:00-17:00}\nholidays: [11-26]',
});

function resultOf(source: string) {
  const result = compile(source, { language: 'feel', functions: FUNCTION_SIGNATURES });
  if (!result.ok) throw new Error(result.problems[0]?.message);
  const env = { ...CLOCK, functions: platformFunctions(CLOCK, CALENDARS) };
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

describe('working time', () => {
  test.each([
    // Monday to Friday, 9 to 18, in the zone of the evaluation
    ['add working time(@"2026-11-23T09:00:00", duration("PT4H"))', { $dateTime: '2026-11-23T13:00:00' }],
    ['add working time(@"2026-11-23T07:00:00Z", duration("PT10H"))', { $dateTime: '2026-11-24T08:00:00Z' }],
    ['add working time(@"2026-11-23", duration("P2D"))', { $dateTime: '2026-11-25T09:00:00@Europe/Kyiv' }],
    ['add working time(@"2026-11-23T09:00:00", "PT24H")', { $dateTime: '2026-11-25T15:00:00' }],
    ['add working time(@"2026-11-23T09:00:00", duration("P1M"))', { $dateTime: '2026-12-23T09:00:00' }],
    // Thanksgiving in New York
    [
      'add working time(@"2026-11-25T21:00:00Z", duration("PT2H"), "office")',
      { $dateTime: '2026-11-27T15:00:00Z' },
    ],
    ['workdays(@"2026-11-25", 1, "office")', { $date: '2026-11-27' }],
    ['workdays(@"2026-11-26T02:00:00Z", 1, "office")', { $dateTime: '2026-11-27T21:00:00@America/New_York' }],
    ['working time between(@"2026-11-20T17:00:00", @"2026-11-23T10:00:00")', { $duration: 'PT2H' }],
    ['working time between(@"2026-11-23T10:00:00", @"2026-11-20T17:00:00")', { $duration: '-PT2H' }],
    ['is working time(@"2026-11-23T10:00:00")', true],
    ['is working time(@"2026-11-23T18:00:00")', false],
    ['is working time(@"2026-11-26T15:00:00Z", "office")', false],
    ['add working time(now(), duration("PT1H"), "nowhere")', null],
    ['add working time("soon", duration("PT1H"))', null],
    ['add working time(now(), 5)', null],
  ])('%s', (source, expected) => {
    expect(resultOf(source)).toEqual(expected);
  });
});

describe('a calendar that is named', () => {
  const told = (source: string) => {
    const result = compile(source, {
      language: 'feel',
      functions: FUNCTION_SIGNATURES,
      calendars: new Set(CALENDARS.byKey.keys()),
    });
    return result.ok ? [] : result.problems.map(({ message, start }) => `${start}: ${message}`);
  };

  test.each([
    ['workdays(now(), 3, "ofice")', '19: There is no calendar "ofice". Did you mean "office"?'],
    ['is working time(calendar: "shop", at: now())', '16: There is no calendar "shop".'],
  ])('is a mistake where it is not there: %s', (source, expected) => {
    expect(told(source)).toEqual([expected]);
  });

  test.each([
    'workdays(now(), 3, "office")',
    'workdays(now(), 3)',
    'workdays(now(), 3, if true then "a" else "b")',
  ])('is none: %s', (source) => {
    expect(told(source)).toEqual([]);
  });

  test('is checked wherever definitions hold expressions', () => {
    const problems = problemsOf({
      'calendars/office.yaml': 'hours: {weekdays: 09:00-17:00}',
      'entities/visit.yaml': `label: Visit\nplural: Visits\ntitle: "{name}"\nfields:\n  name: {type: text}\n  due: {type: date, default: '= workdays(today(), 3, "ofice")'}\n`,
    });
    expect(problems).toEqual([
      expect.stringContaining('There is no calendar "ofice". Did you mean "office"?'),
    ]);
    expect(problems[0]).toContain('entity/visit');
  });

  test('is checked in processes, which name the element', async () => {
    const xml = bpmn(
      `<bpmn:startEvent id="s"/><bpmn:userTask id="u"><bpmn:extensionElements><potik:due date='= workdays(now(), 3, "ofice")'/></bpmn:extensionElements></bpmn:userTask>${flows('s -> u')}`,
    );
    const result = await deploy(xml, {
      functions: FUNCTION_SIGNATURES,
      calendars: new Set(CALENDARS.byKey.keys()),
    });
    expect(
      result.ok ? [] : result.problems.map(({ elementId, message }) => `${elementId}: ${message}`),
    ).toEqual([
      expect.stringMatching(
        /^u: The due date of “u” .*There is no calendar "ofice"\. Did you mean "office"\?/,
      ),
    ]);
  });
});
