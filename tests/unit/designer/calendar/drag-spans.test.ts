/** Spans drawn by the pointer. */
import { expect, test } from 'vitest';
import { dragged, gripAt } from '../../../../designer/calendar/drag-spans.ts';

const DAY = [
  { from: 540, to: 780 },
  { from: 840, to: 1080 },
];

test('edges, spans and free time are told apart', () => {
  expect(gripAt(DAY, 545, 10)).toEqual({ on: 'from', index: 0 });
  expect(gripAt(DAY, 1075, 10)).toEqual({ on: 'to', index: 1 });
  expect(gripAt(DAY, 900, 10)).toEqual({ on: 'whole', index: 1 });
  expect(gripAt(DAY, 1200, 10)).toEqual({ on: 'free' });
});

test('an edge is pulled in steps of half an hour', () => {
  expect(dragged(DAY, { on: 'to', index: 1 }, 1080, 1152)).toEqual([DAY[0], { from: 840, to: 1140 }]);
});

test('spans that meet become one, one without length goes', () => {
  expect(dragged(DAY, { on: 'to', index: 0 }, 780, 850)).toEqual([{ from: 540, to: 1080 }]);
  expect(dragged(DAY, { on: 'to', index: 0 }, 780, 541)).toEqual([DAY[1]]);
});

test('a span is moved no further than the day goes', () => {
  expect(dragged(DAY, { on: 'whole', index: 1 }, 900, 1440)).toEqual([DAY[0], { from: 1200, to: 1440 }]);
});

test('a new one is drawn in either direction; a press alone draws none', () => {
  expect(dragged([], { on: 'free' }, 1020, 540)).toEqual([{ from: 540, to: 1020 }]);
  expect(dragged([], { on: 'free' }, 1020, 1021)).toEqual([]);
});
