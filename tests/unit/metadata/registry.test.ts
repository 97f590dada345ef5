import { describe, expect, it } from 'vitest';
import { formOf } from '#metadata/record-type.ts';
import { viewsOfEntity } from '#metadata/registry.ts';
import { problemsOf, registry, SALES } from '../../support/configuration.ts';

const sales = registry(SALES);
const deal = sales.entities.get('deal')!;

describe('entities', () => {
  it('have declared fields in order, companions behind theirs, system columns last', () => {
    expect([...deal.fields.keys()]).toEqual([
      'name',
      'number',
      'customer',
      'responsible',
      'stage',
      'stage_since',
      'stage_checks',
      'amount',
      'margin',
      'close_date',
      'loss_reason',
      'contacts',
      'lines',
      'total',
      'big_lines',
      'weighted',
      'id',
      'created_at',
      'created_by',
      'updated_at',
      'updated_by',
      'owner_id',
      'version',
      'deleted_at',
    ]);
  });

  it('know what they keep themselves', () => {
    const kept = [...deal.fields.values()]
      .filter((field) => field.kept && !field.system)
      .map((field) => field.key);
    expect(kept).toEqual(['number', 'stage_since', 'total', 'big_lines', 'weighted']);
    expect(deal.fields.get('owner_id')!.kept).toBe(false);
  });

  it('resolve columns, owner, uniqueness and relations both ways', () => {
    expect(deal.fields.get('amount')!.columns.map(({ name, sql }) => [name, sql])).toEqual([
      ['amount', 'numeric(17,2)'],
      ['amount_currency', 'text'],
    ]);
    expect(deal.owner.key).toBe('responsible');
    expect(deal.unique).toEqual([['number']]);
    expect(deal.fields.get('lines')!.by).toBe('deal');
    expect(sales.entities.get('customer')!.reverse).toEqual([
      { entity: 'deal', field: 'customer', onDelete: 'restrict' },
      { entity: 'deal_contacts', field: 'customer', onDelete: 'cascade' },
    ]);
  });

  it('make an entity for links with both sides and the attributes', () => {
    const links = sales.entities.get('deal_contacts')!;
    expect(links.made).toBe(true);
    expect([...links.fields.keys()].slice(0, 3)).toEqual(['deal', 'customer', 'role']);
    expect(links.unique).toEqual([['deal', 'customer']]);
    expect(links.partOf).toBe('deal');
  });

  it('name the title of records where none is given', () => {
    const made = registry({
      'entities/a.yaml': 'fields: {note: {type: long_text}, number: {type: autonumber}}',
      'entities/b.yaml': 'fields: {n: {type: integer}, code: {type: text, required: true}}',
      'entities/c.yaml': 'fields: {n: {type: integer}}',
    });
    expect(['a', 'b', 'c'].map((key) => made.entities.get(key)!.title)).toEqual([
      [{ path: ['number'] }],
      [{ path: ['code'] }],
      [{ path: ['id'] }],
    ]);
  });
});

describe('calculated fields', () => {
  it('know what must be calculated again when something changes', () => {
    const of = (id: string) => sales.calculations.dependents.get(id);
    expect(of('deal_line.price')).toEqual([
      { entity: 'deal_line', field: 'total', route: { kind: 'up', path: [] } },
    ]);
    expect(of('deal_line.total')).toEqual([
      { entity: 'deal', field: 'total', route: { kind: 'parent', child: 'deal_line', path: [], by: 'deal' } },
      {
        entity: 'deal',
        field: 'big_lines',
        route: { kind: 'parent', child: 'deal_line', path: [], by: 'deal' },
      },
    ]);
    expect(of('deal.total')?.map((dependent) => dependent.field)).toEqual(['revenue', 'biggest']);
  });

  it('are ordered so that each comes behind what it reads', () => {
    const order = ['deal_line.total', 'deal.total', 'customer.revenue', 'customer.rank'].map(
      (id) => sales.calculations.order.get(id)!,
    );
    expect(order).toEqual([...order].sort((a, b) => a - b));
    expect(sales.entities.get('customer')!.calculated).toEqual(['revenue', 'biggest', 'rank']);
  });

  it('are refused in a circle, which is shown', () => {
    const problems = problemsOf({
      'entities/order.yaml':
        'fields:\n  lines: {type: children, of: line}\n  total: {type: decimal, rollup: sum(lines.share)}',
      'entities/line.yaml':
        'fields:\n  order: {type: lookup, to: order}\n  amount: {type: decimal}\n  share: {type: decimal, formula: amount / order.total}',
    });
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(
      /order\.total → line\.share → order\.total|line\.share → order\.total → line\.share/,
    );
    expect(problems[0]).toContain('entity/');
  });

  it('follow the title of a looked-up record to the fields it is made of', () => {
    const made = registry({
      'entities/a.yaml': 'title: "{first} {last}"\nfields: {first: {type: text}, last: {type: text}}',
      'entities/b.yaml': 'fields:\n  a: {type: lookup, to: a}\n  label: {type: text, formula: a.title}',
    });
    expect(made.calculations.dependents.get('a.last')).toEqual([
      { entity: 'b', field: 'label', route: { kind: 'up', path: ['a'] } },
    ]);
  });
});

describe('what entities define nothing of', () => {
  const made = registry({
    'entities/thing.yaml':
      'fields:\n  name: {type: text}\n  due: {type: date}\n  note: {type: long_text}\n  size: {type: decimal}',
  });
  const thing = made.entities.get('thing')!;

  it('gets a form of all fields, two in a row', () => {
    expect(formOf(made, thing).definition.sections[0]!.fields).toEqual([['name', 'due'], 'note', 'size']);
  });

  it('gets a view with columns and a calendar by its date', () => {
    const [view] = viewsOfEntity(made, thing);
    expect(view!.definition).toMatchObject({
      columns: ['name', 'due', 'size'],
      as: ['table', 'calendar'],
      calendar: { start: 'due' },
    });
  });
});

describe('mistakes', () => {
  const entity = (fields: string, more = '') => ({
    'entities/deal.yaml': `${more}\nfields:\n  name: {type: text}\n${fields}`,
  });

  it.each([
    [
      'a lookup to nothing',
      entity('  c: {type: lookup, to: custmer}\n', 'label: x'),
      'entity/deal fields.c.to: There is no entity "custmer".',
    ],
    [
      'a lookup by a near name',
      { ...entity('  c: {type: lookup, to: custmer}'), 'entities/customer.yaml': 'fields: {}' },
      'entity/deal fields.c.to: There is no entity "custmer". Did you mean "customer"?',
    ],
    [
      'a reserved key',
      entity('  id: {type: text}'),
      'entity/deal fields.id: "id" means something else in expressions or is kept by the platform; choose another key.',
    ],
    ['two underscores', entity('  a__b: {type: text}'), 'entity/deal fields.a__b: "a__b" can not be a key'],
    [
      'columns that clash',
      entity('  sum: {type: money}\n  sum_currency: {type: text}'),
      'entity/deal fields.sum_currency: "sum_currency" is already part of the field "sum"; choose another key.',
    ],
    [
      'a title of unknown fields',
      entity('', 'title: "{nam}"'),
      'entity/deal title: deal has no field "nam". Did you mean "name"?',
    ],
    ['an open brace in a title', entity('', 'title: "{name"'), 'entity/deal title: "{name" is no title'],
    [
      'a formula with an unknown name',
      entity('  d: {type: decimal, formula: amout * 2}'),
      'entity/deal fields.d.formula:',
    ],
    [
      'a formula that reads the clock',
      entity('  late: {type: boolean, formula: "today() > @\\"2026-01-01\\""}'),
      'so "today()" would grow stale',
    ],
    [
      'a formula about who looks',
      entity('  mine: {type: boolean, formula: name = me.name}'),
      'A formula can not depend on who looks',
    ],
    [
      'a formula over children',
      {
        ...entity('  lines: {type: children, of: line}\n  n: {type: integer, formula: count(lines)}'),
        'entities/line.yaml': 'fields: {deal: {type: lookup, to: deal}}',
      },
      'add a rollup such as count(lines)',
    ],
    [
      'a rollup of nothing',
      entity('  n: {type: integer, rollup: count(name)}'),
      'needs a field of type children',
    ],
    [
      'a rollup by an unknown function',
      {
        ...entity('  lines: {type: children, of: line}\n  n: {type: integer, rollup: product(lines.x)}'),
        'entities/line.yaml': 'fields: {deal: {type: lookup, to: deal}, x: {type: decimal}}',
      },
      'A rollup can not use "product".',
    ],
    [
      'a rollup of text',
      {
        ...entity('  lines: {type: children, of: line}\n  n: {type: text, rollup: sum(lines.x)}'),
        'entities/line.yaml': 'fields: {deal: {type: lookup, to: deal}, x: {type: text}}',
      },
      'line.x is of type text, which has no sum.',
    ],
    [
      'children without a lookup back',
      { ...entity('  lines: {type: children, of: line}'), 'entities/line.yaml': 'fields: {x: {type: text}}' },
      'line has no lookup to deal',
    ],
    [
      'children with two lookups back',
      {
        ...entity('  lines: {type: children, of: line}'),
        'entities/line.yaml': 'fields: {a: {type: lookup, to: deal}, b: {type: lookup, to: deal}}',
      },
      'say which one with "by": a, b.',
    ],
    [
      'a calculated field that is required',
      entity('  n: {type: integer, formula: 1 + 1, required: true}'),
      'A calculated field can not have "required".',
    ],
    [
      'a default of the wrong kind',
      entity('  n: {type: integer, default: many}'),
      'entity/deal fields.n.default: N must be a number, not "many".',
    ],
    ['a broken pattern', entity('  n: {type: text, pattern: "("}'), 'is not a regular expression'],
    ['a unique text without order', entity('  n: {type: long_text, unique: true}'), 'can not be unique'],
    [
      'an owner that is no person',
      entity('', 'owner: name'),
      'entity/deal owner: deal.name is no field of type user.',
    ],
    [
      'a view of unknown columns',
      { ...entity(''), 'views/v.yaml': 'entity: deal\ncolumns: [nme]' },
      'view/v columns[0]: deal has no field "nme". Did you mean "name"?',
    ],
    [
      'a view sorted by a list',
      { ...entity('  t: {type: tags}'), 'views/v.yaml': 'entity: deal\ncolumns: [name]\nsort: [-t]' },
      'can not be sorted by',
    ],
    [
      'a filter that is no SQL',
      { ...entity(''), 'views/v.yaml': 'entity: deal\ncolumns: [name]\nwhere: substring(name, 1) = "x"' },
      'A filter can not use the function "substring"',
    ],
    [
      'a filter that is no condition',
      { ...entity(''), 'views/v.yaml': 'entity: deal\ncolumns: [name]\nwhere: name' },
      'view/v where:',
    ],
    [
      'a form of unknown fields',
      { ...entity(''), 'forms/f.yaml': 'entity: deal\nsections: [{fields: [name, amount]}]' },
      'form/f sections[0].fields[1]: deal has no field "amount".',
    ],
    [
      'a form of unknown variables',
      { 'forms/f.yaml': 'variables: {approved: {type: boolean}}\nsections: [{fields: [aproved]}]' },
      'There is no variable "aproved" in this form. Did you mean "approved"?',
    ],
    [
      'a role for a missing field',
      { ...entity(''), 'roles/r.yaml': 'fields: {deal: {margin: hidden}}' },
      'role/r fields.deal.margin: deal has no field "margin".',
    ],
    [
      'a role for a missing process',
      { 'roles/r.yaml': 'processes: {approve: start}' },
      'role/r processes.approve: There is no process "approve".',
    ],
    [
      'a stage that does not exist',
      {
        ...entity('  s: {type: stage, pipeline: p}'),
        'pipelines/p.yaml': 'entity: deal\nstages: {a: {}}\nmoves: {b: [a]}',
      },
      'pipeline/p moves.b: There is no stage "b".',
    ],
    [
      'a pipeline nobody uses',
      { ...entity(''), 'pipelines/p.yaml': 'entity: deal\nstages: {a: {}}' },
      'No field of deal uses this pipeline',
    ],
    [
      'a menu to a missing view',
      { 'menus/m.yaml': 'groups: [{items: [{view: v}]}]' },
      'menu/m groups[0].items[0].view: There is no view "v".',
    ],
  ])('%s', (_, files, expected) => {
    const problems = problemsOf(files);
    expect(problems.join('\n')).toContain(expected);
  });

  it('leave the rest of the configuration usable', () => {
    expect(problemsOf(entity('  c: {type: lookup, to: nothing}'))).toHaveLength(1);
  });
});

describe('translations', () => {
  it('fill labels that the definitions do not give themselves', () => {
    const made = registry({
      'entities/deal.yaml':
        'label: Deal\nfields: {name: {type: text, label: {en: Name, pl: Nazwa}}, size: {type: decimal}}',
      'translations/pl.yaml':
        'language: pl\ntexts:\n  entity/deal: {label: Umowa, fields.name.label: Imię, fields.size.label: Rozmiar, fields.gone.label: X}',
    });
    const translated = made.entities.get('deal')!;
    expect(translated.label).toEqual({ en: 'Deal', pl: 'Umowa' });
    expect(translated.fields.get('name')!.label).toEqual({ en: 'Name', pl: 'Nazwa' });
    expect(translated.fields.get('size')!.label).toEqual({ pl: 'Rozmiar' });
    expect(translated.fields.has('gone')).toBe(false);
  });
});
