import { expect, test } from 'vitest';
import { layoutOf } from '#metadata/form.ts';
import { formOf } from '#metadata/record-type.ts';
import { changedByBoth, changedItems, changesOf } from '../../../../runtime/ui/form/form-values.ts';
import { template } from '../../../support/templates.ts';

const { registry } = template('crm');
const deal = registry.entities.get('deal')!;
const layout = layoutOf(formOf(registry, deal), registry);
const [lines] = [...deal.fields.values()].filter(({ type }) => type.key === 'children');
const child = registry.entities.get(lines!.type.holders!(lines!)!.entity)!;
const [formula] = [...child.fields.values()].filter((field) => field.formula);
const [typed] = [...child.fields.values()].filter((field) => !field.kept && field.type.group === 'number');

const line = { id: '01980000-0000-7000-8000-000000000001', [typed!.key]: '2' };

test('what a formula makes of a line is no change of the person', () => {
  // The way back to the record comes from the server and is no field of the line's form.
  const from = { [lines!.key]: [{ ...line, version: 3, [lines!.by!]: { id: '7', title: 'Racking' } }] };
  const to = { [lines!.key]: [{ ...line, version: 3, [formula!.key]: { amount: '7', currency: 'UAH' } }] };

  expect(changedItems(layout, from, to, registry)).toEqual([]);
});

test('of a changed line the id and what people fill in are sent', () => {
  const from = { [lines!.key]: [{ ...line, version: 3 }] };
  const to = { [lines!.key]: [{ ...line, version: 3, [typed!.key]: '5', [formula!.key]: null }] };

  expect(changesOf(layout, from, to, registry)).toEqual({
    [lines!.key]: [{ id: line.id, [typed!.key]: '5' }],
  });
});

test('a reference with its title is the same as its id', () => {
  const customer = { id: '01980000-0000-7000-8000-000000000002', title: 'Lisova Pekarnia' };

  expect(changedItems(layout, { customer: customer.id }, { customer }, registry)).toEqual([]);
});

test('both have changed a field when theirs is neither what it was nor mine', () => {
  const original = { name: 'Doors', amount: { amount: '5', currency: 'UAH' }, discount: '1', source: 'site' };
  const mine = { name: 'Doors, 6 sets', amount: original.amount, discount: '3', source: 'call' };
  const theirs = {
    name: 'Doors, 6 sets',
    amount: { amount: '9', currency: 'UAH' },
    discount: '4',
    source: 'site',
  };
  const changed = changedItems(layout, original, mine, registry);

  const both = changedByBoth(changed, { original, mine, theirs }, registry);

  expect(changed.map(({ path }) => path).sort()).toEqual(['discount', 'name', 'source']);
  expect(both.map(({ path }) => path)).toEqual(['discount']);
});
