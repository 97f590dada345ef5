/** Samples of moments and spans. */
import type { FieldSample } from './sample.ts';

export const timeSamples: Readonly<Record<string, FieldSample>> = {
  date: {
    definition: { type: 'date', min: '1900-01-01' },
    good: [
      ['2026-02-28', '2026-02-28'],
      ['2024-02-29', '2024-02-29'],
    ],
    bad: [
      ['2026-02-29', 'not_a_date'],
      ['31.01.2026', 'not_a_date'],
      [20260131, 'not_a_date'],
      ['1899-12-31', 'too_small'],
      ['12026-01-01', 'not_a_date'],
    ],
    texts: [
      ['31.01.2026', '2026-01-31'],
      ['1996-07-04 00:00:00.000', '1996-07-04'],
      ['04/07/1996', '1996-07-04'],
      ['4.7.96', '1996-07-04'],
    ],
    badTexts: ['1996-07-04 12:30', 'soon', '31.02.2026'],
  },
  datetime: {
    definition: { type: 'datetime' },
    good: [
      ['2026-01-31T09:30:00Z', '2026-01-31T09:30:00.000Z'],
      ['2026-01-31T11:30:00.5+02:00', '2026-01-31T09:30:00.500Z'],
      ['2026-01-31T09:30Z', '2026-01-31T09:30:00.000Z'],
    ],
    bad: [
      ['2026-01-31T09:30:00', 'not_a_datetime'],
      ['2026-13-01T00:00:00Z', 'not_a_datetime'],
      ['now', 'not_a_datetime'],
    ],
    texts: [
      ['31.01.2026 11:30', '2026-01-31T09:30:00.000Z'],
      ['2026-01-31T09:30:00Z', '2026-01-31T09:30:00.000Z'],
      ['31.01.2026 2:05 pm', '2026-01-31T12:05:00.000Z'],
    ],
    badTexts: ['31.01.2026 25:00'],
  },
  time: {
    definition: { type: 'time' },
    good: [
      ['09:30', '09:30:00'],
      ['23:59:59', '23:59:59'],
    ],
    bad: [
      ['24:00', 'not_a_time'],
      ['9:30', 'not_a_time'],
      ['09:30:00Z', 'not_a_time'],
    ],
    texts: [
      ['9:05', '09:05:00'],
      ['12:00 am', '00:00:00'],
    ],
    badTexts: ['noon'],
  },
  duration: {
    definition: { type: 'duration' },
    good: [
      ['PT90M', 'PT1H30M'],
      ['P1DT2H', 'P1DT2H'],
      ['-PT5S', '-PT5S'],
      ['PT0S', 'PT0S'],
    ],
    bad: [
      ['P1M', 'not_a_duration'],
      ['1h', 'not_a_duration'],
      [90, 'not_a_duration'],
    ],
    texts: [
      ['1:30', 'PT1H30M'],
      ['2 дні', 'P2D'],
      ['1 h 30 min', 'PT1H30M'],
      ['pt5m', 'PT5M'],
    ],
    badTexts: ['a while'],
  },
};
