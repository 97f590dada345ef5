/** Figures of elements from rows of history: durations over several units, loops once a turn, the process as a whole. */
import { expect, test } from 'vitest';
import type { Event } from '#engine/events.ts';
import {
  begunEarlier,
  begunIn,
  bucketOf,
  elementFigures,
} from '../../../../../runtime/server/jobs/element-figures.ts';

const row = (revision: number, at: string, events: readonly Event[]) => ({
  instance: 'one',
  revision,
  at: `2026-03-0${at}Z`,
  cause: null,
  events,
});
const PROCESSES = new Map([['one', 'p1']]);

const BEGIN = row(1, '1T10:00:00', [
  { type: 'started', id: 'one', definition: 'p1', process: 'p', at: 0 },
  { type: 'passed', element: 'start' },
  {
    type: 'activated',
    key: '1',
    element: 'each',
    loop: { total: 1, sequential: false, started: 1, completed: 0 },
  },
  { type: 'activated', key: '2', element: 'each', index: 0, scope: '1' },
]);
const END = row(2, '2T10:00:00', [
  { type: 'completed', key: '2', element: 'each' },
  { type: 'completed', key: '1', element: 'each', body: true },
  { type: 'ended', status: 'completed', at: 0 },
]);
const DAY = 86_400_000;

test('what began in an earlier batch is asked for, and then told with its time', () => {
  // given only the end in this batch
  expect(begunEarlier([END], begunIn([END]))).toEqual(['one']);

  // when the beginning is read
  const figures = elementFigures([END], begunIn([BEGIN]), PROCESSES);

  // then the turn counts once, its body not, and the process has its own
  const bucket = bucketOf(DAY);
  const told = { process: 'p1', day: '2026-03-02', what: 'done', bucket, n: 1, totalMs: DAY };
  expect(figures).toEqual([
    { ...told, element: 'each' },
    { ...told, element: '' },
  ]);
});

test('what happened within the batch needs nothing from before', () => {
  expect(begunEarlier([BEGIN, END], begunIn([BEGIN, END]))).toEqual([]);
  expect(elementFigures([BEGIN], begunIn([BEGIN]), PROCESSES)).toEqual([
    { process: 'p1', day: '2026-03-01', element: 'start', what: 'done', bucket: 0, n: 1, totalMs: 0 },
  ]);
});
