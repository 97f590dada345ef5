/** Rights of a role set one by one, and written as short as they can be. */
import { expect, test } from 'vitest';
import {
  ACTIONS,
  clearScopes,
  fieldRightsOf,
  scopesOf,
  setFieldRight,
  setProcess,
  setScope,
  withValue,
} from '../../../../designer/role/role-content.ts';

const SELLER = {
  label: 'Seller',
  records: { 'crm/deal': { see: 'team', edit: 'own' }, customer: 'all' },
  fields: { deal: { margin: 'hidden' } },
} as const;

test('one scope for all actions is one for each of them', () => {
  expect(scopesOf(SELLER, 'customer')).toEqual(Object.fromEntries(ACTIONS.map((action) => [action, 'all'])));
  expect(scopesOf(SELLER, 'order')).toBeNull();
});

test('a scope is set under the name that is written, in the order of the actions', () => {
  const set = setScope(SELLER, 'deal', 'create', 'all');
  expect(JSON.stringify(set.records?.['crm/deal'])).toBe('{"see":"team","create":"all","edit":"own"}');
});

test('an exception splits what held for all; making it equal again joins it', () => {
  const split = setScope(SELLER, 'customer', 'delete', 'none');
  expect(split.records?.customer).toEqual({
    see: 'all',
    create: 'all',
    edit: 'all',
    delete: 'none',
    export: 'all',
    share: 'all',
  });
  expect(setScope(split, 'customer', 'delete', 'all').records?.customer).toBe('all');
});

test('an entity without any right is not named', () => {
  const one = { records: { order: { see: 'all' } } } as const;
  expect(setScope(one, 'order', 'see', undefined)).toEqual({});
  expect(Object.keys(clearScopes(SELLER, 'deal').records!)).toEqual(['customer']);
});

test('a field that may be written needs no line', () => {
  const read = setFieldRight(SELLER, 'deal', 'paid', 'read');
  expect(fieldRightsOf(read, 'deal')).toEqual({ margin: 'hidden', paid: 'read' });
  const open = setFieldRight(setFieldRight(read, 'deal', 'paid', 'write'), 'deal', 'margin', 'write');
  expect(open.fields).toBeUndefined();
});

test('processes and single values are set and taken away', () => {
  const starts = setProcess(SELLER, 'deal_approval', 'start');
  expect(starts.processes).toEqual({ deal_approval: 'start' });
  expect(setProcess(starts, 'deal_approval', undefined).processes).toBeUndefined();
  expect(withValue(withValue(SELLER, 'external', true), 'external', false)).toEqual(SELLER);
  expect(withValue(SELLER, 'may', [])).toEqual(SELLER);
});
