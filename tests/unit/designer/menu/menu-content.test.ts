/** Entries of a menu put in order, moved between groups and taken away. */
import { expect, test } from 'vitest';
import {
  addGroup,
  entryFor,
  isLastEntry,
  moveEntry,
  moveGroup,
  removeEntry,
  setGroupLabel,
  targetOf,
} from '../../../../designer/menu/menu-content.ts';

const MENU = {
  groups: [
    { items: [{ page: 'inbox' as const }] },
    { label: 'Sales', items: [{ entity: 'deal' }, { view: 'my_deals', icon: 'star' }] },
  ],
};

test('an entry is moved within its group', () => {
  const { groups } = moveEntry(MENU, { group: 1, item: 0 }, { group: 1, item: 1 });
  expect(groups[1]!.items.map((entry) => targetOf(entry).value)).toEqual(['my_deals', 'deal']);
});

test('the last entry of a group takes the group along', () => {
  const moved = moveEntry(MENU, { group: 0, item: 0 }, { group: 1, item: 2 });
  expect(moved.groups).toEqual([
    { label: 'Sales', items: [{ entity: 'deal' }, { view: 'my_deals', icon: 'star' }, { page: 'inbox' }] },
  ]);
  expect(removeEntry(MENU, { group: 0, item: 0 }).groups).toHaveLength(1);
});

test('groups are added with their first entry, moved, named and named no more', () => {
  const added = addGroup(MENU, entryFor({ kind: 'url', value: 'https://example.com' }));
  expect(moveGroup(added, 2, 0).groups[0]).toEqual({ items: [{ url: 'https://example.com' }] });
  expect(setGroupLabel(MENU, 1, undefined).groups[1]).toEqual({ items: MENU.groups[1]!.items });
});

test('something always remains', () => {
  expect(isLastEntry(MENU)).toBe(false);
  expect(isLastEntry(removeEntry(removeEntry(MENU, { group: 0, item: 0 }), { group: 0, item: 0 }))).toBe(
    true,
  );
});
