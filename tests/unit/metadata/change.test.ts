import { describe, expect, it } from 'vitest';
import {
  applyChange,
  applyChanges,
  type Change,
  changeMistake,
  changeWords,
  invertChange,
} from '#metadata/change.ts';
import { compareConfigurations } from '#metadata/compare.ts';
import { type Configuration, configurationOf } from '#metadata/definition.ts';
import { buildRegistry } from '#metadata/registry.ts';
import { configuration, SALES } from '../../support/configuration.ts';

const sales = configuration(SALES);

/** A configuration as data that compares whole, order of keys included. */
function exported({ definitions }: Configuration): Record<string, string> {
  return Object.fromEntries(
    [...definitions]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([id, definition]) => [id, JSON.stringify(definition)]),
  );
}

function applied(change: Change, to = sales): Configuration {
  const result = applyChange(to, change);
  if (!result.ok) throw new Error(result.message);
  return result.configuration;
}

const EXAMPLES: readonly Change[] = [
  {
    change: 'add_entity',
    entity: 'thing',
    solution: 'test',
    content: { fields: { name: { type: 'text' } } },
  },
  { change: 'drop_entity', entity: 'deal_line' },
  { change: 'rename_entity', entity: 'customer', to: 'client' },
  { change: 'set_entity', entity: 'deal', content: { label: 'Sale', title: '{name}' } },
  {
    change: 'add_field',
    definition: 'entity/deal',
    field: 'source',
    content: { type: 'text' },
    before: 'amount',
  },
  { change: 'drop_field', definition: 'entity/deal', field: 'margin' },
  { change: 'rename_field', definition: 'entity/deal', field: 'amount', to: 'price' },
  {
    change: 'retype_field',
    definition: 'entity/deal',
    field: 'loss_reason',
    content: { type: 'choice', options: ['price', 'other'] },
    values: { дорого: 'price' },
  },
  {
    change: 'set_field',
    definition: 'entity/deal',
    field: 'name',
    content: { type: 'text', label: 'Subject' },
  },
  { change: 'order_fields', definition: 'entity/customer', order: ['city', 'name'] },
  {
    change: 'move_field',
    definition: 'entity/deal',
    field: 'loss_reason',
    to: 'entity/customer',
    along: 'customer',
    before: 'email',
  },
  {
    change: 'split_choice',
    definition: 'entity/customer',
    field: 'segment',
    content: { type: 'choice', options: ['big', 'small'] },
    second: 'trust',
    secondContent: { type: 'choice', options: ['full', 'none'] },
    values: { vip: ['big', 'full'], small: ['small', null] },
  },
  {
    change: 'put',
    kind: 'view',
    key: 'open_deals',
    solution: 'test',
    content: { entity: 'deal', columns: ['name'] },
  },
  { change: 'put', kind: 'process', key: 'approve', solution: 'test', content: '<definitions/>' },
  { change: 'drop', kind: 'role', key: 'seller' },
];

it('two choices joined come apart where they stood', () => {
  // given a second choice that does not stand behind the first, with another behind it, or none
  const trust = { type: 'choice', options: ['full', 'none'] };
  const join = {
    change: 'join_choices',
    definition: 'entity/customer',
    field: 'segment',
    content: { type: 'choice', options: ['vip', 'small', 'trusted'] },
    second: 'trust',
    values: { full: 'trusted', none: null },
  };
  for (const before of [undefined, 'email']) {
    const two = applied({
      change: 'add_field',
      definition: 'entity/customer',
      field: 'trust',
      content: trust,
      ...(before !== undefined && { before }),
    });

    // when
    const back = applied(invertChange(two, join), applied(join, two));

    // then
    expect(exported(back)).toEqual(exported(two));
  }
});

describe.each(EXAMPLES.map((change) => [change.change, change] as const))('%s', (_, change) => {
  it('is taken back by its inverse: the export is equal, order and all', () => {
    const after = applied(change);
    const back = applied(invertChange(sales, change), after);
    expect(exported(after)).not.toEqual(exported(sales));
    expect(exported(back)).toEqual(exported(sales));
  });

  it('leaves the configuration it is applied to as it was', () => {
    const before = exported(sales);
    applied(change);
    expect(exported(sales)).toEqual(before);
  });

  it('is well formed, and not without its parts', () => {
    expect(changeMistake(change)).toBeNull();
    expect(changeMistake({ change: change.change })).toMatch(/^The change .* needs/);
    expect(changeMistake({ ...change, extra: 1 })).toContain('has no part "extra"');
  });

  it('has words', () => {
    const words = changeWords(change, buildRegistry(sales).registry, buildRegistry(applied(change)).registry);
    expect(words.text).not.toMatch(/[{}]/);
    expect(words.text.length).toBeGreaterThan(8);
  });
});

it('words name things as people do', () => {
  const words = (change: Change) =>
    changeWords(change, buildRegistry(sales).registry, buildRegistry(applied(change)).registry).text;
  expect(words(EXAMPLES[4]!)).toBe('Deal: field "Source" added');
  expect(words(EXAMPLES[7]!)).toBe('Deal: field "Loss reason" changed from Text to Choice');
  expect(words(EXAMPLES[12]!)).toBe('View "open_deals" changed');
});

describe('what does not fit is refused', () => {
  it.each([
    [
      { change: 'add_entity', entity: 'deal', solution: 'test', content: {} },
      'There is already an entity "deal".',
    ],
    [{ change: 'drop_entity', entity: 'none' }, 'There is no entity "none".'],
    [
      { change: 'add_field', definition: 'entity/deal', field: 'name', content: {} },
      'There is already a field "name".',
    ],
    [{ change: 'drop_field', definition: 'entity/deal', field: 'nme' }, 'There is no field "nme".'],
    [
      { change: 'rename_field', definition: 'entity/deal', field: 'name', to: 'stage' },
      'There is already a field "stage".',
    ],
    [
      { change: 'set_field', definition: 'entity/none', field: 'x', content: {} },
      'There is no definition entity/none.',
    ],
    [
      { change: 'put', kind: 'view', key: 'Bad Key', solution: 'test', content: {} },
      '"Bad Key" can not be a key',
    ],
    [
      { change: 'put', kind: 'viev', key: 'x', solution: 'test', content: {} },
      'There is no kind of definition called "viev".',
    ],
    [
      { change: 'put', kind: 'role', key: 'everyone', solution: 'test', content: {} },
      'belongs to the solution people',
    ],
    [{ change: 'drop', kind: 'view', key: 'none' }, 'There is no definition view/none.'],
  ] as const)('%j', (change, message) => {
    const result = applyChange(sales, change as unknown as Change);
    expect(result).toMatchObject({ ok: false });
    expect(!result.ok && result.message).toContain(message);
  });

  it('with the place in a list of changes', () => {
    expect(applyChanges(sales, [EXAMPLES[5]!, EXAMPLES[5]!])).toEqual({
      ok: false,
      at: 1,
      message: 'There is no field "margin".',
    });
    expect(changeMistake({ change: 'add_feild' })).toBe(
      'There is no change called "add_feild". Did you mean "add_field"?',
    );
    expect(changeMistake([])).toContain('A change is an object');
  });
});

describe('a renamed field', () => {
  const files = {
    ...SALES,
    'forms/deal.yaml':
      'entity: deal\nsections:\n  - fields: [name, [amount, customer.city], {field: close_date, show: amount > 5 and name != "amount"}]',
    'roles/seller.yaml': SALES['roles/seller.yaml']!.replace('margin: hidden', 'amount: read'),
    'roles/other.yaml': `records:\n  deal: {see: '= amount > 5 or customer.city = "x"'}`,
    'translations/pl.yaml': 'language: pl\ntexts:\n  entity/deal: {fields.amount.label: Kwota}',
  };
  const before = configuration(files);
  const after = applied(
    { change: 'rename_field', definition: 'entity/deal', field: 'amount', to: 'price' },
    before,
  );
  const content = (id: string) => after.definitions.get(id)!.content as Record<string, unknown>;

  it('is followed by everything that names it', () => {
    expect(buildRegistry(after).problems.filter((problem) => problem.severity === 'error')).toEqual([]);
    expect(content('form/deal').sections).toEqual([
      {
        fields: [
          'name',
          ['price', 'customer.city'],
          { field: 'close_date', show: 'price > 5 and name != "amount"' },
        ],
      },
    ]);
    expect(content('view/open_deals')).toMatchObject({
      columns: ['name', 'customer', 'price', 'stage', { field: 'customer.city', label: 'City' }],
      sort: ['-price'],
      kanban: { sum: 'price' },
    });
    expect(content('role/seller').fields).toEqual({ deal: { price: 'read', loss_reason: 'read' } });
    expect(content('role/other').records).toEqual({ deal: { see: '= price > 5 or customer.city = "x"' } });
    expect(content('pipeline/sales').stages).toMatchObject({
      contract: { requires: ['close_date', 'price'] },
    });
    expect((content('entity/deal').fields as Record<string, { formula?: string }>).weighted!.formula).toBe(
      'price * pipeline(stage).probability / 100',
    );
    expect(content('entity/deal').checks).toMatchObject({
      positive: { that: 'price = null or price >= 0', field: 'price' },
    });
    expect(content('translation/pl').texts).toEqual({ 'entity/deal': { 'fields.price.label': 'Kwota' } });
  });

  it('keeps its place among the fields', () => {
    const keys = Object.keys(content('entity/deal').fields as object);
    expect(keys.indexOf('price')).toBe(
      Object.keys((before.definitions.get('entity/deal')!.content as { fields: object }).fields).indexOf(
        'amount',
      ),
    );
  });

  it('is followed in titles, rollups and paths from elsewhere', () => {
    const city = applied(
      { change: 'rename_field', definition: 'entity/customer', field: 'city', to: 'town' },
      before,
    );
    expect((city.definitions.get('form/deal')!.content as { sections: unknown }).sections).toMatchObject([
      { fields: ['name', ['amount', 'customer.town'], {}] },
    ]);
    const total = applied(
      { change: 'rename_field', definition: 'entity/deal_line', field: 'total', to: 'sum' },
      before,
    );
    expect(
      (total.definitions.get('entity/deal')!.content as { fields: Record<string, { rollup?: string }> })
        .fields,
    ).toMatchObject({
      total: { rollup: 'sum(lines.sum)' },
      big_lines: { rollup: 'count(lines[sum > 100])' },
    });
    const name = applied(
      { change: 'rename_field', definition: 'entity/deal', field: 'name', to: 'subject' },
      before,
    );
    expect(name.definitions.get('entity/deal')!.content).toMatchObject({ title: '{number} {subject}' });
    expect(buildRegistry(total).problems).toEqual([]);
  });
});

it('a renamed entity is followed by lookups, views, roles and pipelines', () => {
  const after = applied({ change: 'rename_entity', entity: 'deal', to: 'offer' });
  expect(buildRegistry(after).problems.filter((problem) => problem.severity === 'error')).toEqual([]);
  expect([...buildRegistry(after).registry.entities.keys()]).toContain('offer_contacts');
});

describe('comparing', () => {
  it.each(EXAMPLES.map((change) => [change.change, change] as const))(
    'finds the way to %s and back',
    (_, change) => {
      const after = applied(change);
      for (const [from, to] of [
        [sales, after],
        [after, sales],
      ] as const) {
        const result = applyChanges(from, compareConfigurations(from, to));
        expect(result.ok && exported(result.configuration)).toEqual(exported(to));
      }
    },
  );

  it('finds nothing between equal ones', () => {
    expect(compareConfigurations(sales, configurationOf([...sales.definitions.values()]))).toEqual([]);
  });

  it('takes "was" for a rename, not for a loss', () => {
    const to = configuration({
      ...SALES,
      'entities/customer.yaml': SALES['entities/customer.yaml']!.replace(
        'city:     {type: text}',
        'town: {type: text, was: city}',
      ),
      'views/open_deals.yaml': SALES['views/open_deals.yaml']!.replace('customer.city', 'customer.town'),
    });
    const changes = compareConfigurations(sales, to);
    expect(changes.map((change) => change.change)).toEqual(['rename_field', 'set_field']);
    const again = compareConfigurations(to, to);
    expect(again).toEqual([]);
  });

  it('tells a retyped field from a changed one', () => {
    const kinds = (text: string) =>
      compareConfigurations(
        sales,
        configuration({
          ...SALES,
          'entities/customer.yaml': SALES['entities/customer.yaml']!.replace(
            'city:     {type: text}',
            `city: ${text}`,
          ),
        }),
      ).map((change) => change.change);
    expect(kinds('{type: text, label: City}')).toEqual(['set_field']);
    expect(kinds('{type: choice, options: [kyiv, lviv]}')).toEqual(['retype_field']);
    expect(kinds('{type: text, max_length: 50}')).toEqual(['set_field']);
  });
});
