import { describe, expect, test } from 'vitest';
import { offsetAt, offsetOfLocal, zoneExists } from '#metadata/expressions/zones.ts';

describe('time zones', () => {
  test.each([
    ['Europe/Kyiv', '2026-01-01T00:00:00Z', 2],
    ['Europe/Kyiv', '2026-07-01T00:00:00Z', 3],
    ['America/New_York', '2026-07-01T00:00:00Z', -4],
    ['Asia/Kathmandu', '2026-07-01T00:00:00Z', 5.75],
    ['Australia/Lord_Howe', '2026-01-01T00:00:00Z', 11],
    ['Etc/GMT+8', '2026-01-01T00:00:00Z', -8],
  ])('%s at %s is %d hours east', (id, instant, hours) => {
    expect(offsetAt({ id }, Date.parse(instant) / 1000)).toBe(hours * 3600);
  });

  test('a known offset is itself', () => {
    expect(offsetAt({ offset: -5400 }, 0)).toBe(-5400);
  });

  test.each([
    ['Europe/Kyiv', true],
    ['Etc/GMT', true],
    ['Mars/Olympus', false],
    ['+01:00', false],
    ['', false],
  ])('%s is a zone: %s', (id, exists) => {
    expect(zoneExists(id)).toBe(exists);
  });

  test('a local time that is there twice is the earlier instant, one that is not there moves forward', () => {
    const kyiv = { id: 'Europe/Kyiv' };
    expect(offsetOfLocal(kyiv, Date.UTC(2026, 9, 25, 3, 30) / 1000)).toBe(3 * 3600);
    expect(offsetOfLocal(kyiv, Date.UTC(2026, 2, 29, 3, 30) / 1000)).toBe(2 * 3600);
  });

  test('years far away have the offset of the last year that is known', () => {
    expect(Math.abs(offsetAt({ id: 'Europe/Paris' }, 3e16))).toBeLessThanOrEqual(7200);
  });
});
