/** Kinds of record within one entity: their forms, what they require, their ways, who may make them; on every way in. */
import { describe, expect, it } from 'vitest';
import { problemsOf } from '../../../support/configuration.ts';
import { installation } from '../../../support/installation.ts';
import { refusal, testRecords } from '../../../support/records.ts';

const PARTNER = (types: string) => `
title: "{name}"
fields:
  name:  {type: text, required: true}
  kind:  {type: choice, options: {client: Client, supplier: Supplier, own: Own firm}, default: client}
  tax:   {type: text}
  terms: {type: text}
  stage: {type: stage, pipeline: client_way}
typed_by: kind
types: ${types}
`;
const TYPES =
  '{client: {requires: [tax]}, supplier: {pipeline: supplier_way, requires: [terms], form: supplier}}';
const way = (stages: string, moves = '') => `label: Way\nentity: partner\nstages: ${stages}\n${moves}`;
const FILES = {
  'entities/partner.yaml': PARTNER(TYPES),
  'pipelines/client_way.yaml': way(
    '{lead: {}, active: {requires: [terms]}, left: {outcome: lost}}',
    'moves: {lead: [active]}\n',
  ),
  'pipelines/supplier_way.yaml': way('{asked: {}, chosen: {outcome: won}, left: {outcome: lost}}'),
  'forms/supplier.yaml': 'label: Supplier\nentity: partner\nsections: [{fields: [name, terms]}]\n',
  'roles/seller.yaml': 'label: Seller\nrecords: {partner: all}\ntypes: {partner: [client]}\n',
};
const potik = await installation(FILES);
const { records, system, person } = testRecords(potik);
const seller = await person('Iryna', ['seller']);
const make = (values: Record<string, unknown>, who = system) => records.create(who, 'partner', values);
const change = (id: string, values: Record<string, unknown>, who = system) =>
  records.update(who, 'partner', id, { version: null, values });

describe('a kind of record', () => {
  it('requires its own fields, when the record is made and as long as it is of the kind', async () => {
    expect(await refusal(make({ name: 'A' }))).toMatchObject({
      errors: [{ path: 'tax', code: 'type_requires', params: { type: 'Client' } }],
    });
    const { id } = await make({ name: 'A', tax: '1' });
    expect(await refusal(change(id, { tax: null }))).toMatchObject({ errors: [{ code: 'type_requires' }] });
    await change(id, { name: 'A, changed' });
    expect(await refusal(change(id, { kind: null }))).toMatchObject({
      errors: [{ path: 'kind', code: 'required' }],
    });
    // A kind nothing is said of requires nothing.
    await make({ name: 'We', kind: 'own' });
  });

  it('goes its own way through the stages', async () => {
    const client = await make({ name: 'B', tax: '1' });
    const supplier = await make({ name: 'C', kind: 'supplier', terms: '30 days' });
    expect([client.stage, supplier.stage]).toEqual(['lead', 'asked']);
    expect(await refusal(change(supplier.id, { stage: 'active' }))).toMatchObject({
      errors: [{ path: 'stage', code: 'unknown_stage' }],
    });
    expect(await refusal(change(client.id, { stage: 'left' }))).toMatchObject({
      errors: [{ code: 'move_not_permitted' }],
    });
    expect((await change(supplier.id, { stage: 'left' })).stage).toBe('left');
    const { items } = await records.query(system, 'partner', {
      where: 'pipeline(stage).outcome = "lost"',
      fields: ['name'],
    });
    expect(items.map(({ name }) => name)).toEqual(['C']);
  });

  it('is changed where the other one has what it needs; its way begins anew where it must', async () => {
    const { id } = await make({ name: 'D', tax: '1' });
    expect(await refusal(change(id, { kind: 'supplier' }))).toMatchObject({
      errors: [{ path: 'terms', code: 'type_requires', params: { type: 'Supplier' } }],
    });
    const became = await change(id, { kind: 'supplier', terms: '30 days' });
    expect(became).toMatchObject({ kind: 'supplier', stage: 'asked', tax: '1' });
    expect(became.stage_since).toBeTruthy();
    const back = await change(id, { kind: 'client', stage: 'active' });
    expect(back.stage).toBe('active');
  });

  it('is made by those who may, and by nobody else on any way', async () => {
    const { id } = await make({ name: 'E', tax: '1' }, seller);
    const refused = { status: 403, errors: [{ path: 'kind', code: 'may_not_type' }] };
    const supplier = { name: 'F', kind: 'supplier', terms: 'x' };
    expect(await refusal(make(supplier, seller))).toMatchObject(refused);
    expect(await refusal(change(id, { kind: 'supplier', terms: 'x' }, seller))).toMatchObject(refused);
    expect((await records.writeRecords(seller, 'partner', [{ values: supplier }])).refused).toMatchObject([
      { path: 'kind', code: 'may_not_type' },
    ]);
    // What is of the kind already may be changed.
    const other = await make(supplier);
    await change(other.id, { name: 'G' }, seller);
  });

  it('holds for rows that are brought in and for many at once', async () => {
    const { refused, ids } = await records.writeRecords(system, 'partner', [
      { values: { name: 'H', kind: 'supplier' } },
      { values: { name: 'I', kind: 'supplier', terms: 'x', stage: 'lead' } },
      { values: { name: 'J', kind: 'supplier', terms: 'x', stage: 'chosen' } },
    ]);
    expect(refused.map(({ row, path, code }) => [row, path, code])).toEqual([
      [0, 'terms', 'type_requires'],
      [1, 'stage', 'unknown_stage'],
    ]);
    const one = await make({ name: 'K', tax: '1' });
    const done = await records.bulk(system, 'partner', {
      deed: 'update',
      ids: [one.id, ids[2]!],
      values: { kind: 'client' },
    } as never);
    expect(done).toMatchObject({ done: 1, failed: [{ id: ids[2], code: 'type_requires' }] });
  });
});

it('mistakes in kinds are told where they stand', () => {
  const told = (files: Record<string, string>) => problemsOf({ ...FILES, ...files });
  expect(told({})).toEqual([]);
  expect(
    told({
      'entities/partner.yaml': PARTNER(
        '{clint: {requires: [nothing]}, supplier: {pipeline: supplier_way, form: missing}}',
      ),
      'pipelines/supplier_way.yaml': way('{asked: {}, left: {outcome: won}}'),
    }),
  ).toEqual(
    expect.arrayContaining([
      expect.stringMatching(/types\.clint: kind has no option "clint".*client/),
      expect.stringMatching(/types\.clint\.requires\[0\]: /),
      expect.stringMatching(/types\.supplier\.form: /),
      expect.stringMatching(/types\.supplier\.pipeline: The stage "left" stands in two pipelines/),
    ]),
  );
  expect(
    told({ 'entities/partner.yaml': PARTNER(TYPES).replace('typed_by: kind', 'typed_by: name') }),
  ).toContain('entity/partner typed_by: partner.name is no field of type choice.');
});
