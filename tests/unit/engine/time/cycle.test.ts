import { describe, expect, test } from 'vitest';
import { firstRun, nextRun } from '#engine/time/cycle.ts';

const at = (text: string) => Date.parse(text);
const clock = (now: string, zone = 'UTC') => ({ now: at(now), zone });
const iso = (millis: number | undefined) => (millis === undefined ? null : new Date(millis).toISOString());

describe('cycles', () => {
  test('an interval counts its runs', () => {
    const first = firstRun('R3/PT10H', clock('2026-01-05T09:00:00Z'))!;
    expect([iso(first.due), first.repeat]).toEqual(['2026-01-05T19:00:00.000Z', 2]);
    const second = nextRun(first.cycle, first.repeat, first.due, clock('2026-01-05T19:00:01Z'))!;
    expect([iso(second.due), second.repeat]).toEqual(['2026-01-06T05:00:00.000Z', 1]);
    const third = nextRun(first.cycle, second.repeat, second.due, clock('2026-01-06T05:00:01Z'))!;
    expect(third.repeat).toBe(0);
    expect(nextRun(first.cycle, third.repeat, third.due, clock('2026-01-06T15:00:01Z'))).toBeNull();
  });

  test('runs that were missed are not made up for', () => {
    const next = nextRun('PT1H', -1, at('2026-01-05T10:00:00Z'), clock('2026-01-07T10:30:00Z'))!;
    expect(iso(next.due)).toBe('2026-01-07T11:00:00.000Z');
    expect(nextRun('PT1H', 2, at('2026-01-05T10:00:00Z'), clock('2026-01-07T10:30:00Z'))).toBeNull();
  });

  test('an interval may have a start; without a number it never ends', () => {
    expect(firstRun('R/2026-02-01T08:00:00Z/P1D', clock('2026-01-05T09:00:00Z'))).toMatchObject({
      due: at('2026-02-01T08:00:00Z'),
      repeat: -1,
    });
  });

  test('days keep their hour when the clocks change', () => {
    const first = firstRun('R/2026-03-28T09:00/P1D', clock('2026-03-01T00:00:00Z', 'Europe/Kyiv'))!;
    expect(iso(first.due)).toBe('2026-03-28T07:00:00.000Z');
    const next = nextRun(first.cycle, first.repeat, first.due, clock('2026-03-28T08:00:00Z', 'Europe/Kyiv'))!;
    expect(iso(next.due)).toBe('2026-03-29T06:00:00.000Z');
  });

  test.each([
    ['0 0/5 * * * ?', 'UTC', '2026-01-05T09:05:00.000Z'],
    ['0 8 * * MON', 'Europe/Kyiv', '2026-01-12T06:00:00.000Z'],
    ['0 0 12 ? * 2', 'UTC', '2026-01-05T12:00:00.000Z'],
  ])('cron %s in %s', (text, zone, expected) => {
    expect(iso(firstRun(text, clock('2026-01-05T09:01:00Z', zone))?.due)).toBe(expected);
  });

  test.each(['', 'R3', 'PT1H', 'R0/PT1H', 'R3/PT0S', 'every day', '61 * * * *', 'R/a/b/c'])(
    '“%s” is none',
    (text) => {
      expect(firstRun(text, clock('2026-01-05T09:00:00Z'))).toBeNull();
    },
  );
});
