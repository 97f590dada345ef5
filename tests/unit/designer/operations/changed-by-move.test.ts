/** What a move to another version changes, as lines. */
import { expect, test } from 'vitest';
import { changedLines } from '../../../../designer/operations/changed-by-move.ts';

const CHANGES = [
  { kind: 'awaitsNoMore', element: 'storm_1', name: 'Storm' },
  { kind: 'awaitsNoMore', element: 'withdrawn', name: 'Withdrawn' },
  { kind: 'awaits', element: 'storm_2', name: 'Heavy storm' },
  { kind: 'awaits', element: 'expert', name: 'Expert came' },
  { kind: 'awaits', element: 'letter', name: 'Letter came' },
  { kind: 'begins', element: 'review', name: 'Review' },
] as const;

test('one line a kind, what begins before what is waited for', () => {
  expect(changedLines(CHANGES, {})).toEqual([
    { kind: 'begins', names: ['Review'] },
    { kind: 'awaitsNoMore', names: ['Storm', 'Withdrawn'] },
    { kind: 'awaits', names: ['Heavy storm', 'Expert came', 'Letter came'] },
  ]);
});

test('an event waited for anew is said once, by its new name', () => {
  // given
  const renewal = { elements: { storm_1: 'storm_2' }, renew: ['storm_1'] };

  // when
  const lines = changedLines(CHANGES, renewal);

  // then
  expect(lines).toContainEqual({ kind: 'anew', names: ['Heavy storm'] });
  expect(lines).toContainEqual({ kind: 'awaitsNoMore', names: ['Withdrawn'] });
  expect(lines).toContainEqual({ kind: 'awaits', names: ['Expert came', 'Letter came'] });
});
