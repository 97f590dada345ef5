/** Hours as people type them. */
import { expect, test } from 'vitest';
import { hoursOfSpans, readHours, textOfSpans } from '../../../../designer/calendar/hours-text.ts';

test.each([
  ['9-18', '09:00-18:00'],
  ['9:00–17:30', '09:00-17:30'],
  ['09.00 - 17.30', '09:00-17:30'],
  ['9-13, 14-18', ['09:00-13:00', '14:00-18:00']],
  ['8-12;13-24', ['08:00-12:00', '13:00-24:00']],
  ['', 'closed'],
  ['closed', 'closed'],
  ['Вихідний', 'closed'],
])('%j is read', (text, hours) => {
  expect(readHours(text, 'вихідний')).toMatchObject({ ok: true, hours });
});

test.each([
  ['nine to five', 'shape', 'nine to five'],
  ['9', 'shape', '9'],
  ['9-25', 'shape', '9-25'],
  ['9:61-10', 'shape', '9:61-10'],
  ['18-9', 'order', '18-9'],
  ['9-9', 'order', '9-9'],
  ['9-13, 12-18', 'order', '9-13, 12-18'],
])('%j is told: %s', (text, problem, part) => {
  expect(readHours(text, 'closed')).toEqual({ ok: false, problem, part });
});

test('is written as the file has it and as people read it', () => {
  const spans = [
    { from: 540, to: 780 },
    { from: 840, to: 1440 },
  ];
  expect(hoursOfSpans(spans)).toEqual(['09:00-13:00', '14:00-24:00']);
  expect(hoursOfSpans(spans.slice(0, 1))).toBe('09:00-13:00');
  expect(hoursOfSpans([])).toBe('closed');
  expect(textOfSpans(spans)).toBe('09:00–13:00, 14:00–24:00');
});
