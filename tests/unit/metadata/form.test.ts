import { describe, expect, it } from 'vitest';
import { configurationOf, type Definition } from '#metadata/definition.ts';
import {
  beginValues,
  calculate,
  checkValues,
  type FormEnv,
  formState,
  layoutOf,
  layoutOfFields,
} from '#metadata/form.ts';
import { PEOPLE_DEFINITIONS } from '#metadata/people.ts';
import { formOf } from '#metadata/record-type.ts';
import { buildRegistry } from '#metadata/registry.ts';
import type { Json } from '#metadata/value.ts';

const define = (kind: string, key: string, content: Json): Definition => ({
  kind,
  key,
  solution: 'shop',
  content,
});

const { registry, problems } = buildRegistry(
  configurationOf([
    define('solution', 'shop', { key: 'shop', title: 'Shop', version: '1.0.0', currency: 'UAH' }),
    define('entity', 'customer', {
      fields: { name: { type: 'text', required: true }, discount: { type: 'percent' } },
    }),
    define('entity', 'deal', {
      fields: {
        name: { type: 'text', required: true },
        customer: { type: 'lookup', to: 'customer' },
        stage: { type: 'stage', pipeline: 'sales' },
        reason: { type: 'text' },
        lines: { type: 'children', of: 'line' },
        total: { type: 'money', rollup: 'sum(lines.sum)' },
        big: { type: 'integer', rollup: 'count(lines[quantity >= 10])' },
        weighted: { type: 'money', formula: 'total * pipeline(stage).probability / 100' },
        reduced: { type: 'money', formula: 'total * (100 - customer.discount) / 100' },
      },
    }),
    define('entity', 'line', {
      part_of: 'deal',
      fields: {
        deal: { type: 'lookup', to: 'deal', required: true },
        product: { type: 'text', required: true },
        quantity: { type: 'integer', required: true, default: 1 },
        price: { type: 'money', currencies: ['UAH', 'EUR'] },
        sum: {
          type: 'money',
          formula: 'quantity * price',
          currency_from: 'price',
          currencies: ['UAH', 'EUR'],
        },
      },
    }),
    define('pipeline', 'sales', {
      entity: 'deal',
      stages: { new: { probability: 10 }, contract: { probability: 80 }, lost: { outcome: 'lost' } },
    }),
    define('form', 'deal', {
      entity: 'deal',
      default: true,
      sections: [
        { label: { en: 'Deal' }, fields: ['name', ['customer', 'customer.discount'], 'lines', 'total'] },
        {
          label: { en: 'End' },
          show: 'stage = "lost"',
          fields: [
            { field: 'reason', required: 'total > 1000', read_only: 'name = "locked"' },
            { text: 'Why?' },
          ],
        },
      ],
    }),
  ]),
);
const layout = layoutOf(registry.forms.get('deal')!, registry);
const deal = registry.entities.get('deal')!;
const env: FormEnv = { now: Date.UTC(2026, 10, 22), zone: 'UTC', me: null };
const stateOf = (values: Record<string, Json>, path: string) => {
  const item = layout.items.find((candidate) => candidate.path === path)!;
  return formState(layout, values, env, registry).items.get(item)!;
};
const line = (product: string, quantity: number, amount: string, currency = 'UAH') => ({
  product,
  quantity,
  price: { amount, currency },
});

describe('layout', () => {
  it('builds without problems', () => {
    expect(problems).toEqual([]);
  });

  it('finds fields over lookups, which are only shown', () => {
    const item = layout.items.find(({ path }) => path === 'customer.discount')!;
    expect(item.field.entity).toBe('customer');
    expect(item.readOnly).toBe(true);
  });

  it('keeps rows and texts', () => {
    expect(layout.sections[0]!.rows.map((row) => row.length)).toEqual([1, 2, 1, 1]);
    expect(layout.sections[1]!.rows[1]).toEqual([{ kind: 'text', text: 'Why?' }]);
  });

  it('is made of fields alone where a diagram brings them', () => {
    const made = layoutOfFields(
      { amount: { type: 'money', required: true }, wrong: { type: 'no_such_type' } },
      registry,
    );
    expect(made.items.map(({ path }) => path)).toEqual(['amount']);
    expect((made.items[0]!.field.settings as { currency: string }).currency).toBe('UAH');
  });
});

describe('state', () => {
  it('shows a section only where its condition holds', () => {
    expect(stateOf({ stage: 'new' }, 'reason').shown).toBe(false);
    expect(stateOf({ stage: 'lost' }, 'reason').shown).toBe(true);
  });

  it('asks for a field under its condition, unless it can not be changed', () => {
    const total = { amount: '2000', currency: 'UAH' };
    expect(stateOf({ stage: 'lost', total: { amount: '900', currency: 'UAH' } }, 'reason').required).toBe(
      false,
    );
    expect(stateOf({ stage: 'lost', total }, 'reason').required).toBe(true);
    expect(stateOf({ stage: 'lost', total, name: 'locked' }, 'reason')).toEqual({
      shown: true,
      required: false,
      readOnly: true,
    });
  });
});

describe('check', () => {
  it('names what is missing and wrong, lines included', () => {
    // given
    const lines: Json = [{ product: 'Rack', quantity: 2 }, { quantity: 'two' }];
    // when
    const found = checkValues(layout, { lines }, env, registry);
    // then
    expect(found.map(({ path, code }) => [path, code])).toEqual([
      ['name', 'required'],
      ['lines[1].product', 'required'],
      ['lines[1].quantity', 'not_a_number'],
    ]);
  });

  it('leaves alone what is not shown', () => {
    const values = { name: 'A', stage: 'new', total: { amount: '5000', currency: 'UAH' } };
    expect(checkValues(layout, values, env, registry)).toEqual([]);
    expect(checkValues(layout, { ...values, stage: 'lost' }, env, registry).map(({ path }) => path)).toEqual([
      'reason',
    ]);
  });

  it('a new line may leave out what has a default', () => {
    expect(checkValues(layout, { name: 'A', lines: [{ product: 'Rack' }] }, env, registry)).toEqual([]);
    const kept = checkValues(layout, { name: 'A', lines: [{ id: 'x', product: 'Rack' }] }, env, registry);
    expect(kept.map(({ path }) => path)).toEqual(['lines[0].quantity']);
  });
});

describe('calculate', () => {
  it('follows lines, sums and formulas to the cent', () => {
    // given
    const values = { stage: 'contract', lines: [line('Rack', 3, '0.10'), line('Lift', 12, '19.99')] };
    // when
    const result = calculate(deal, values, env, registry);
    // then
    const lines = result.lines as Record<string, Json>[];
    expect(lines.map((each) => each.sum)).toEqual([
      { amount: '0.30', currency: 'UAH' },
      { amount: '239.88', currency: 'UAH' },
    ]);
    expect(result.total).toEqual({ amount: '240.18', currency: 'UAH' });
    expect(result.big).toBe(1);
    expect(result.weighted).toEqual({ amount: '192.14', currency: 'UAH' });
  });

  it('keeps the last value of what needs a record that is not at hand', () => {
    const values = {
      customer: { id: '00000000-0000-4000-8000-000000000001', title: 'A' },
      reduced: { amount: '7.00', currency: 'UAH' },
      lines: [line('Rack', 1, '10')],
    };
    expect(calculate(deal, values, env, registry).reduced).toEqual({ amount: '7.00', currency: 'UAH' });
    const near: FormEnv = { ...env, field: (_entity, _id, name) => (name === 'discount' ? '10' : undefined) };
    expect(calculate(deal, values, near, registry).reduced).toEqual({ amount: '9.00', currency: 'UAH' });
  });

  it('keeps objects that did not change', () => {
    const once = calculate(deal, { lines: [line('Rack', 1, '10')] }, env, registry);
    const twice = calculate(deal, once, env, registry);
    expect(twice.lines).toBe(once.lines);
  });
});

describe('beginValues', () => {
  const made = buildRegistry(
    configurationOf([
      ...PEOPLE_DEFINITIONS,
      {
        kind: 'entity',
        key: 'visit',
        solution: 'sales',
        content: {
          label: 'Visit',
          fields: {
            on: { type: 'date', label: 'On', required: true, default: '= today()' },
            kind: { type: 'text', label: 'Kind', default: 'usual' },
            who: { type: 'user', label: 'Who', required: true, default: '= me' },
            note: { type: 'text', label: 'Note', required: true },
          },
        } as unknown as Json,
      },
    ]),
  ).registry;
  const visits = layoutOf(formOf(made, made.entities.get('visit')!), made);

  it('gives literal defaults and those of expressions; records are left to the server', () => {
    const values = beginValues(visits, { ...env, now: Date.UTC(2026, 10, 22, 12), zone: 'UTC' }, made);
    expect(values).toEqual({ on: '2026-11-22', kind: 'usual' });
  });

  it('what has a default is not asked for in a new record, until it is emptied', () => {
    const asked = (values: Record<string, Json>) =>
      checkValues(visits, values, env, made).map(({ path }) => path);
    expect(asked({ note: 'A' })).toEqual([]);
    expect(asked({ note: 'A', on: null })).toEqual(['on']);
    expect(asked({})).toEqual(['note']);
  });
});
