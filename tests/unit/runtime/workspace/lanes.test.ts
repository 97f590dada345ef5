import { expect, test } from 'vitest';
import { kindIn } from '../../../../runtime/workspace/list/board-kinds.tsx';
import type { Filter } from '../../../../runtime/workspace/list/filter.ts';
import { lanesOf } from '../../../../runtime/workspace/list/lanes.ts';
import { registry as registryOf } from '../../../support/configuration.ts';

const registry = registryOf({
  'entities/partner.yaml': `
title: "{name}"
fields:
  name:  {type: text}
  kind:  {type: choice, options: {client: Client, supplier: Supplier}}
  stage: {type: stage, pipeline: client_way}
typed_by: kind
types: {client: {}, supplier: {pipeline: supplier_way}}
`,
  'pipelines/client_way.yaml':
    'label: Way\nentity: partner\nstages: {lead: {}, active: {}, left: {outcome: lost}}\n',
  'pipelines/supplier_way.yaml':
    'label: Way\nentity: partner\nstages: {asked: {}, chosen: {outcome: won}, left: {outcome: lost}}\n',
});
const partner = registry.entities.get('partner')!;
const stage = partner.fields.get('stage')!;
const keys = (kind: string | null) => lanesOf(stage, kind).map(({ key }) => key);

test('a board has the lanes of all ways, or those of the one kind its filter leaves', () => {
  expect(keys(null)).toEqual(['lead', 'active', 'left', 'asked', 'chosen']);
  expect(keys('client')).toEqual(['lead', 'active', 'left']);
  expect(keys('supplier')).toEqual(['asked', 'chosen', 'left']);
});

test('a filter leaves one kind where it says so for all records', () => {
  const kind = { field: 'kind', op: '=', value: 'supplier' };
  const filter = (join: Filter['join'], ...conditions: Filter['conditions']): Filter => ({
    join,
    conditions,
  });
  expect(kindIn(partner, filter('all', { field: 'name', op: 'empty' }, kind))).toBe('supplier');
  expect(kindIn(partner, filter('any', kind))).toBeNull();
  expect(kindIn(partner, filter('all', { ...kind, op: 'in', value: ['client'] }))).toBeNull();
  expect(kindIn(partner, filter('all', filter('any', kind)))).toBeNull();
});
