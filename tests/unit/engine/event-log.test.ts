import { describe, expect, it } from 'vitest';
import { readEvent, type WrittenEvent, writeEvent } from '#engine/event-log.ts';
import type { Event } from '#engine/events.ts';

const EVENTS: readonly Event[] = [
  { type: 'started', id: 'i', definition: 'd', process: 'p', at: 5, variables: { a: null } },
  { type: 'started', id: 'i', root: 'r', definition: 'd', process: 'p', at: 5, businessKey: 'K-1' },
  { type: 'ended', status: 'completed', at: 7 },
  { type: 'suspended' },
  { type: 'activated', key: '1', element: 'a' },
  { type: 'activated', key: '1', element: 'a', scope: '0', flow: 'f', index: 0, chunk: true },
  { type: 'passed', element: 'g', flow: 'f' },
  { type: 'joined', element: 'g', keys: ['1', '2'] },
  { type: 'completed', key: '1', element: 'a', body: true },
  { type: 'loopMoved', key: '1', index: 0, output: null },
  { type: 'loopMoved', key: '1', index: 3, output: { x: [1, null] } },
  { type: 'loopMoved', key: '1', index: 3 },
  { type: 'closed', key: '1', kind: 'task', done: false },
  { type: 'closed', key: '1', kind: 'task', done: true, outcome: 'yes' },
  { type: 'variables', set: {} },
  { type: 'variables', scope: '3', removed: ['a'] },
  { type: 'decided', element: 'e', decision: 'd', result: null, rules: ['r1'] },
  { type: 'changed', key: '1', kind: 'task', set: { assignee: null } },
];

describe('events as they are written to history', () => {
  it.each(EVENTS.map((event) => [event.type, event] as const))(
    'gives back the same event: %s',
    (_type, event) => {
      // when
      const stored = JSON.parse(JSON.stringify(writeEvent(event))) as WrittenEvent;

      // then
      expect(readEvent(stored)).toEqual(event);
    },
  );

  it('names no properties where position says it, and leaves off what is absent', () => {
    expect(writeEvent({ type: 'activated', key: '2', element: 'approve', flow: 'f1' })).toEqual([
      'activated',
      '2',
      'approve',
      'f1',
    ]);
  });

  it('reads what was written as objects', () => {
    const event: Event = { type: 'passed', element: 'start' };
    expect(readEvent(event)).toBe(event);
  });
});
