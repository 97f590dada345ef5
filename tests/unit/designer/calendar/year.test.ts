/** The year of a calendar as it is drawn. */
import { expect, test } from 'vitest';
import { calendarLine, compiledCalendar } from '#metadata/calendar.ts';
import type { CalendarDefinition } from '#metadata/schemas/generated/definitions.ts';
import { dateAfter, dayOf, monthsOf, sumOf } from '../../../../designer/calendar/year.ts';
import { configuration } from '../../../support/configuration.ts';

const CONFIGURATION = configuration({
  'calendars/office.yaml': `
hours: {weekdays: 09:00-18:00}
holidays: [12-25]
exceptions: {2026-12-24: 09:00-14:00}
`,
  'calendars/shop.yaml': 'extends: office\nhours: {saturday: 10:00-16:00}\n',
});
const SHOP = compiledCalendar(CONFIGURATION, 'shop');
const content = CONFIGURATION.definitions.get('calendar/shop')!.content as CalendarDefinition;

test('a day says what it is, and whether by the calendar itself', () => {
  const kinds = ['2026-12-23', '2026-12-24', '2026-12-25', '2026-12-26', '2026-12-27'].map(
    (date) => dayOf(SHOP, content, date).kind,
  );
  expect(kinds).toEqual(['work', 'own', 'off', 'work', 'closed']);
  expect(dayOf(SHOP, content, '2026-12-25').said).toBeNull();
});

test('a year has its months, days and hours', () => {
  const months = monthsOf(SHOP, content, 2028);
  expect(months.map((days) => days.length)).toEqual([31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]);
  // 2028 has 260 days from Monday to Friday and 53 Saturdays; Christmas is a Monday.
  expect(sumOf(months)).toEqual({ days: 260 - 1 + 53, minutes: (259 * 9 + 53 * 6) * 60 });
});

test('keys of what a calendar is based on', () => {
  expect(calendarLine(CONFIGURATION, 'shop')).toEqual(['shop', 'office']);
  expect(dateAfter('2026-12-31', 1)).toBe('2027-01-01');
});
