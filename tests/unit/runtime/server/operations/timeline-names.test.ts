import { expect, test } from 'vitest';
import type { Definition } from '#engine/process.ts';
import type { TimelineEntry } from '../../../../../runtime/api/records.ts';
import { createTimelineNames } from '../../../../../runtime/server/operations/timeline-names.ts';

const definition = {
  process: {
    root: { name: 'Approval', labels: { uk: 'Погодження' } },
    elements: new Map([['ask', { name: 'Ask', labels: { uk: 'Запитати' } }]]),
  },
} as unknown as Definition;
const names = createTimelineNames({
  latest: async (key) => (key === 'approval' ? definition : null),
  version: async (key, version) => (key === 'approval' && version === 2 ? definition : null),
});
const entry = (more: Partial<TimelineEntry>): TimelineEntry => ({
  id: '1',
  at: '2026-11-22T09:00:00.000Z',
  kind: 'process',
  who: null,
  cause: null,
  ...more,
});
const detail = (more: object) => ({ process: 'approval', version: 2, ...more });

test('names of the diagram are told in the language of who reads', async () => {
  const entries = await names(
    [
      entry({ detail: detail({ name: 'Approval' }) }),
      entry({ kind: 'task', detail: detail({ name: 'Ask', element: 'ask' }) }),
      entry({
        kind: 'changed',
        cause: { kind: 'process', process: 'approval', element: 'ask', name: 'Approval', step: 'Ask' },
      }),
    ],
    'uk',
  );
  expect(entries).toMatchObject([
    { detail: { name: 'Погодження' } },
    { detail: { name: 'Запитати' } },
    { cause: { name: 'Погодження', step: 'Запитати' } },
  ]);
});

test('what was computed, changed since or is gone stays as it was called', async () => {
  const entries = await names(
    [
      entry({ kind: 'task', detail: detail({ name: 'Ask Olena', element: 'ask' }) }),
      entry({ detail: detail({ name: 'Old name' }) }),
      entry({ detail: { process: 'gone', version: 1, name: 'Gone' } }),
      entry({ cause: { kind: 'process', process: 'gone', name: 'Gone' } }),
      entry({ cause: { kind: 'person', id: '7' } }),
    ],
    'uk',
  );
  expect(entries.map(({ detail: told, cause }) => told?.name ?? cause?.name ?? null)).toEqual([
    'Ask Olena',
    'Old name',
    'Gone',
    'Gone',
    null,
  ]);
});
