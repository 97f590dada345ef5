import { describe, expect, it } from 'vitest';
import {
  childrenQuery,
  levelQuery,
  type TreeRowPlace,
  treeFieldOf,
  treeStep,
} from '../../../../runtime/workspace/list/tree.ts';
import type { Asked } from '../../../../runtime/workspace/list/use-list.ts';
import { registry } from '../../../support/configuration.ts';

const { entities } = registry({
  'entities/shelf.yaml': 'title: "{name}"\nfields: {name: {type: text}, within: {type: parent}}',
  'entities/book.yaml': 'title: "{name}"\nfields: {name: {type: text}}',
});
const field = treeFieldOf(entities.get('shelf')!)!;
const asked = (query: Asked['query']) =>
  ({ query, sort: [], columns: [], grouping: null }) as unknown as Asked;

describe('a level of a tree', () => {
  it('is asked for by the parent; records without such a field are no tree', () => {
    expect(field.key).toBe('within');
    expect(treeFieldOf(entities.get('book')!)).toBeUndefined();
    expect(levelQuery(asked({}), field, 'a')).toEqual({ where: { field: 'within', op: '=', value: 'a' } });
    expect(childrenQuery(field, ['a', 'b'])).toMatchObject({
      where: { field: 'within', op: 'in', value: ['a', 'b'] },
      group: ['within'],
      limit: 2,
    });
  });

  it('begins with what has no parent, and in a filtered list with what fits', () => {
    expect(levelQuery(asked({ view: 'all' }), field, null)).toEqual({
      view: 'all',
      where: { all: [{ field: 'within', op: 'empty' }] },
    });
    expect(levelQuery(asked({ search: 'oak' }), field, null)).toEqual({ search: 'oak' });
    // What lies below is whole, whatever the filter says.
    expect(levelQuery(asked({ search: 'oak' }), field, 'a')).not.toHaveProperty('search');
  });
});

describe('keys in a tree', () => {
  const rows: readonly TreeRowPlace[] = [
    { id: 'a', level: 1, open: true },
    { id: 'a1', level: 2, open: null },
    { id: 'a2', level: 2, open: false },
    { id: 'b', level: 1, open: false },
  ];

  it.each([
    [0, 'ArrowDown', { to: 1 }],
    [0, 'ArrowUp', null],
    [3, 'ArrowDown', null],
    [0, 'ArrowRight', { to: 1 }],
    [2, 'ArrowRight', { open: 'a2' }],
    [1, 'ArrowRight', null],
    [0, 'ArrowLeft', { shut: 'a' }],
    [2, 'ArrowLeft', { to: 0 }],
    [3, 'ArrowLeft', null],
    [2, 'Home', { to: 0 }],
    [0, 'End', { to: 3 }],
    [0, 'x', null],
  ] as const)('at %i, %s', (at, key, step) => {
    expect(treeStep(rows, at, key)).toEqual(step);
  });

  it('do nothing outside the rows', () => {
    expect(treeStep(rows, -1, 'ArrowDown')).toBeNull();
  });
});
