import { expect, test } from 'vitest';
import type { Entity } from '#metadata/registry.ts';
import { withValues } from '../../../../runtime/workspace/list/with-values.ts';

const deal = { title: [{ path: ['name'] }] } as unknown as Entity;
const pages = () => ({
  pageParams: [null, 'x'],
  pages: [
    { items: [{ id: '1', version: 1, title: 'Doors', name: 'Doors', amount: '5' }], next: 'x' },
    { items: [{ id: '2', version: 4, title: 'Racks', name: 'Racks', amount: '7' }], next: null },
  ],
});

test('only columns that were asked for are put in, in the one record', () => {
  // given
  const before = pages();

  // when
  const after = withValues(before, '2', { version: 5, amount: '9', secret: 'x' }, deal);

  // then
  expect(after.pages[1]?.items).toEqual([
    { id: '2', version: 5, title: 'Racks', name: 'Racks', amount: '9' },
  ]);
  expect(after.pages[0]).toBe(before.pages[0]);
  expect(before.pages[1]?.items[0]?.amount).toBe('7');
});

test('a new name is the title at once', () => {
  const after = withValues(pages(), '1', { name: 'Doors, 6 sets' }, deal);
  expect(after.pages[0]?.items[0]).toMatchObject({ title: 'Doors, 6 sets', name: 'Doors, 6 sets' });
});
