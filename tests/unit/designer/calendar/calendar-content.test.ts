/** What the editor of calendars writes, in the shortest words. */
import { expect, test } from 'vitest';
import type { CalendarDefinition } from '#metadata/schemas/generated/definitions.ts';
import {
  holidaysOf,
  saidOf,
  setDay,
  setGeneral,
  setWeekHours,
  weekHours,
} from '../../../../designer/calendar/calendar-content.ts';

const OFFICE: CalendarDefinition = { hours: { weekdays: '09:00-18:00' }, holidays: ['12-25', '2026-04-13'] };

test('one day that differs is named beside the others', () => {
  const content = setWeekHours(OFFICE, [4], '09:00-16:00');
  expect(content.hours).toEqual({ weekdays: '09:00-18:00', friday: '09:00-16:00' });
  expect(setWeekHours(content, [4], '09:00-18:00').hours).toEqual({ weekdays: '09:00-18:00' });
});

test('the hours of one day for all workdays are one word', () => {
  const content = setWeekHours({ hours: { monday: '08:00-17:00' } }, [0, 1, 2, 3, 4], '08:00-17:00');
  expect(content.hours).toEqual({ weekdays: '08:00-17:00' });
});

test('a day about which nothing is said is not named by the word for all', () => {
  const content = setWeekHours(OFFICE, [2], undefined);
  expect(weekHours(content, 2)).toBeUndefined();
  expect(weekHours(content, 1)).toBe('09:00-18:00');
  expect(setWeekHours({ hours: { sunday: 'closed' } }, [6], undefined)).toEqual({});
});

test('a date is made a day off, given hours, let be as usual', () => {
  const off = setDay(OFFICE, '2026-05-01', {
    as: 'off',
    holiday: { day: '05-01', label: { en: 'Labour Day' } },
  });
  expect(off.holidays).toEqual([{ day: '05-01', label: { en: 'Labour Day' } }, '12-25', '2026-04-13']);
  expect(saidOf(off, '2030-05-01')).toMatchObject({ as: 'off' });

  const hours = setDay(off, '2026-04-13', { as: 'hours', hours: '10:00-12:00' });
  expect(hours.exceptions).toEqual({ '2026-04-13': '10:00-12:00' });
  expect(holidaysOf(hours).map(({ day }) => day)).toEqual(['05-01', '12-25']);

  expect(setDay(hours, '2026-04-13', null).exceptions).toBeUndefined();
  expect(setDay(OFFICE, '2028-12-25', null).holidays).toEqual(['2026-04-13']);
});

test('hours on a day off of every year leave it one in the other years', () => {
  const content = setDay(OFFICE, '2026-12-25', { as: 'hours', hours: '10:00-12:00' });
  expect(saidOf(content, '2026-12-25')).toEqual({ as: 'hours', hours: '10:00-12:00' });
  expect(saidOf(content, '2027-12-25')).toEqual({ as: 'off', holiday: { day: '12-25' } });
});

test('settings that say nothing are left out', () => {
  const content = setGeneral(OFFICE, { default: true, zone: 'Europe/Kyiv' });
  expect(content).toEqual({ ...OFFICE, default: true, zone: 'Europe/Kyiv' });
  expect(setGeneral(content, { default: false, zone: null, label: undefined })).toEqual(OFFICE);
});
