/** A field that goes to another entity takes along whatever names it. */
import { describe, expect, it } from 'vitest';
import { applyChange, type Change, invertChange } from '#metadata/change.ts';
import { compareConfigurations } from '#metadata/compare.ts';
import { type Configuration, problemText } from '#metadata/definition.ts';
import { buildRegistry } from '#metadata/registry.ts';
import { configuration } from '../../support/configuration.ts';

const FILES = {
  'entities/client.yaml': `
title: "{name}"
fields:
  name:  {type: text}
  deals: {type: children, of: deal}
  late:  {type: boolean}
`,
  'entities/deal.yaml': `
title: "{name} · {limit}"
fields:
  name:   {type: text}
  client: {type: lookup, to: client}
  amount: {type: decimal}
  limit:  {type: decimal, label: Limit}
  free:   {type: decimal, formula: limit - amount}
  rival:  {type: lookup, to: deal, where: limit > 5}
checks:
  fits: {that: amount = null or amount <= limit, message: Too much.}
`,
  'entities/line.yaml': `
fields:
  deal:  {type: lookup, to: deal}
  share: {type: decimal, formula: deal.limit / 2}
`,
  'views/deals.yaml':
    'entity: deal\ncolumns: [name, limit]\nsort: [-limit]\nfilters: [limit]\nwhere: limit > 10',
  'views/lines.yaml': 'entity: line\ncolumns: [deal, deal.limit]',
  'forms/deal.yaml': `
entity: deal
sections: [{fields: [name, {field: limit, show: limit > 0 and client.late}]}]
`,
  'roles/seller.yaml': `
label: Seller
records: {deal: {see: '= limit < 100'}, client: {see: all}}
fields: {client: {late: read}, deal: {limit: hidden}}
`,
  'translations/pl.yaml': 'language: pl\ntexts:\n  entity/deal: {fields.limit.label: Granica}',
};
const MOVE: Change = {
  change: 'move_field',
  definition: 'entity/deal',
  field: 'limit',
  to: 'entity/client',
  along: 'client',
  as: 'credit',
};
const start = configuration(FILES);

describe('what names a field that goes up', () => {
  const moved = applied(start, MOVE);
  const content = (id: string) => moved.definitions.get(id)!.content;

  it('names it over the lookup, in paths and expressions', () => {
    expect(content('entity/deal')).toMatchObject({
      title: '{name} · {client.credit}',
      fields: { free: { formula: 'client.credit - amount' }, rival: { where: 'client.credit > 5' } },
      checks: { fits: { that: 'amount = null or amount <= client.credit' } },
    });
    expect(content('entity/line')).toMatchObject({
      fields: { share: { formula: 'deal.client.credit / 2' } },
    });
    expect(content('view/deals')).toMatchObject({
      columns: ['name', 'client.credit'],
      sort: ['-client.credit'],
      filters: ['client.credit'],
      where: 'client.credit > 10',
    });
    expect(content('view/lines')).toMatchObject({ columns: ['deal', 'deal.client.credit'] });
    const shown = { field: 'client.credit', show: 'client.credit > 0 and client.late' };
    expect(content('form/deal')).toHaveProperty('sections[0].fields[1]', shown);
    expect(content('role/seller')).toMatchObject({ records: { deal: { see: '= client.credit < 100' } } });
    expect(problemsOf(moved)).toEqual([]);
  });

  it('keeps it from whoever may not read it, and calls it as before', () => {
    const read = { client: { late: 'read', credit: 'hidden' } };
    expect(content('role/seller')).toHaveProperty('fields', read);
    const texts = { 'entity/client': { 'fields.credit.label': 'Granica' } };
    expect(content('translation/pl')).toHaveProperty('texts', texts);
  });

  it('is as it was when the move is taken back', () => {
    const back = applied(moved, invertChange(start, MOVE));
    expect(compareConfigurations(back, start)).toEqual([]);
  });
});

describe('what can not name it any more', () => {
  it('stays as it was typed, and is told with its place', () => {
    const more = {
      'pipelines/stages.yaml': 'entity: deal\nstages: {open: {}, done: {requires: [limit]}}',
      'entities/client.yaml': FILES['entities/client.yaml'].replace(
        '  late:',
        '  total: {type: decimal, rollup: sum(deals.limit)}\n  late:',
      ),
      'entities/deal.yaml': FILES['entities/deal.yaml'].replace(
        'fields:\n',
        'tell: [limit]\nfields:\n  stage: {type: stage, pipeline: stages}\n',
      ),
    };
    const moved = applied(configuration({ ...FILES, ...more }), MOVE);
    expect(problemsOf(moved).sort()).toEqual([
      'entity/client fields.total.rollup: There is no "limit" in deal.',
      'entity/deal tell[0]: deal has no field "limit".',
      'pipeline/stages stages.done.requires[0]: deal has no field "limit".',
    ]);
  });

  it('of a field that goes down are the parent’s own; what came over the lookup names it by itself', () => {
    const down: Change = {
      ...MOVE,
      definition: 'entity/client',
      field: 'late',
      to: 'entity/deal',
      as: 'late',
    };
    const files = {
      ...FILES,
      'views/clients.yaml': 'entity: client\ncolumns: [name, late]',
      'views/deals.yaml': 'entity: deal\ncolumns: [client, client.late]\nwhere: client.late and limit > 10',
    };
    const moved = applied(configuration(files), down);
    const deals = moved.definitions.get('view/deals')!.content;
    expect(deals).toMatchObject({ columns: ['client', 'late'], where: 'late and limit > 10' });
    expect(problemsOf(moved)).toEqual(['view/clients columns[1]: client has no field "late".']);
  });
});

function applied(to: Configuration, change: Change): Configuration {
  const result = applyChange(to, change);
  if (!result.ok) throw new Error(result.message);
  return result.configuration;
}

function problemsOf(of: Configuration): string[] {
  return buildRegistry(of)
    .problems.filter(({ severity }) => severity === 'error')
    .map(problemText);
}
