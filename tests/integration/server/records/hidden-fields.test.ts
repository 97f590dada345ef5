/**
 * A field that is hidden from somebody answers them everywhere as one that does not exist: the same refusal, the same words, no
 * record found or counted by it. Each oracle is asked for the hidden field and for an unknown one, and both answers compared.
 */
import { describe, expect, it } from 'vitest';
import { knownTo } from '#metadata/known.ts';
import { testImports } from '../../../support/imports.ts';
import { installation } from '../../../support/installation.ts';
import { refusal, testRecords } from '../../../support/records.ts';
import { rejectionOrResult } from '../../../support/rejection-or-result.ts';

const potik = await installation({
  'entities/firm.yaml': `
title: "{name}"
fields:
  name:   {type: text, required: true}
  margin: {type: decimal, label: Margin}
  parole: {type: text, label: Parole, search: true, unique: true}
  deals:  {type: children, of: bargain}
  worst:  {type: decimal, rollup: min(deals.margin)}
duplicates: {match: [{equal: margin}], on_save: warn}
`,
  'entities/bargain.yaml': `
title: "{name}"
fields:
  name:   {type: text}
  firm:   {type: lookup, to: firm}
  margin: {type: decimal, label: Margin}
`,
  'roles/clerk.yaml':
    'label: Clerk\nmay: [import, export, bulk_edit, share_views]\nrecords: {firm: {see: all, create: all, edit: all, delete: all, export: all}, bargain: {see: all, create: all, edit: all, export: all}}\nfields: {firm: {margin: hidden, parole: hidden, worst: hidden}, bargain: {margin: hidden}}\n',
});
const test = testRecords(potik);
const { records, system, person } = test;
const { imports, upload } = testImports(potik, test);
const clerk = await person('Ivan', ['clerk']);
const firm = await records.create(system, 'firm', { name: 'Lisova', margin: 9137, parole: 'SESAME' });
await records.create(system, 'bargain', { name: 'First', firm: firm.id, margin: 7 });

const query = (body: object) => rejectionOrResult(records.query(clerk, 'firm', body as never));
const text = async (file: Promise<{ content: AsyncIterable<string | Uint8Array> }>) => {
  let all = '';
  for await (const part of (await file).content) all += part;
  return all;
};

/** Each asks for a field by its key; what it answers must not tell whether there is one. */
const ORACLES: Readonly<Record<string, (field: string) => Promise<unknown>>> = {
  'filter tree': (field) => query({ where: { field, op: '=', value: 9137 } }),
  'filter tree, empty': (field) => query({ where: { field, op: 'not_empty' } }),
  'filter in FEEL': (field) => query({ where: `${field} = 9137` }),
  'filter on a list': (field) =>
    query({ where: { field: 'deals', op: 'any', value: { field, op: '>', value: 1 } } }),
  fields: (field) => query({ fields: ['name', field] }),
  sort: (field) => query({ sort: [field] }),
  'sort downwards': (field) => query({ sort: [`-${field}`] }),
  group: (field) => query({ group: [field], aggregate: [{ as: 'n', do: 'count' }] }),
  aggregate: (field) => query({ aggregate: [{ as: 'n', do: 'sum', field }] }),
  'path of a relation': (field) =>
    rejectionOrResult(records.query(clerk, 'bargain', { fields: [`firm.${field}`] } as never)),
  'filter by a path': (field) =>
    rejectionOrResult(
      records.query(clerk, 'bargain', { where: { field: `firm.${field}`, op: '=', value: 9137 } } as never),
    ),
  'export of it': (field) =>
    rejectionOrResult(text(records.export(clerk, 'firm', { fields: ['name', field] }))),
  'export as a workbook': (field) =>
    rejectionOrResult(text(records.export(clerk, 'firm', { fields: [field], format: 'xlsx' }))),
  'export by it': (field) =>
    rejectionOrResult(
      text(records.export(clerk, 'firm', { fields: ['name'], where: `${field} = 9137` } as never)),
    ),
  'many records by it': (field) =>
    rejectionOrResult(
      records.bulk(clerk, 'firm', {
        deed: 'update',
        where: `${field} = 9137`,
        values: { name: 'x' },
      } as never),
    ),
  'many records set it': (field) =>
    rejectionOrResult(
      records.bulk(clerk, 'firm', { deed: 'update', ids: [firm.id], values: { [field]: 1 } } as never),
    ).then((answer) => JSON.parse(JSON.stringify(answer).replaceAll(/"journal":"[^"]*"/g, '"journal":null'))),
  create: (field) => rejectionOrResult(records.create(clerk, 'firm', { name: 'New', [field]: 1 })),
  'create with a wrong value': (field) =>
    rejectionOrResult(records.create(clerk, 'firm', { name: 'New', [field]: {} })),
  change: (field) =>
    rejectionOrResult(records.update(clerk, 'firm', firm.id, { version: null, values: { [field]: 1 } })),
  'change to what it is': (field) =>
    rejectionOrResult(records.update(clerk, 'firm', firm.id, { version: null, values: { [field]: 9137 } })),
  'saved view': (field) =>
    rejectionOrResult(
      records
        .saveView(clerk, {
          entity: 'firm',
          label: 'Mine',
          definition: { columns: [field], where: `${field} = 9137` },
        } as never)
        .then(({ key }) => records.query(clerk, 'firm', { view: key } as never)),
    ),
  import: async (field) => {
    const { import: draft } = await imports.create(clerk, {
      file: await upload(clerk, 'a.csv', 'a,b\n1,2\n'),
      entity: 'firm',
    });
    return rejectionOrResult(imports.preview(clerk, draft.id, { columns: { a: 'name', b: field } }));
  },
  'import matched by it': async (field) => {
    const { import: draft } = await imports.create(clerk, {
      file: await upload(clerk, 'a.csv', 'a,b\n1,2\n'),
      entity: 'firm',
    });
    const match = { '': { by: [field], found: 'update', missing: 'create' } } as const;
    return rejectionOrResult(
      imports.preview(clerk, draft.id, { columns: { a: 'name' }, match: match as never }),
    );
  },
};

describe.each(Object.entries(ORACLES))('%s', (_name, ask) => {
  it.each([['margin'], ['worst'], ['parole']])(
    'answers for the hidden %s as for an unknown field',
    async (hidden) => {
      // given a name as long as the hidden one, near no field that is known
      const unknown = 'z'.repeat(hidden.length);
      const plain = (answer: unknown, field: string) => JSON.stringify(answer).replaceAll(field, '…');

      // when
      const [told, never] = [await ask(hidden), await ask(unknown)];

      // then
      expect(plain(told, hidden)).toBe(plain(never, unknown));
      expect(plain(told, hidden)).not.toMatch(/9137|SESAME|Margin/);
    },
  );
});

it('is not found by its words, nor told by lists, records, histories and the model', async () => {
  expect((await records.query(clerk, 'firm', { search: 'SESAME' } as never)).items).toEqual([]);
  expect((await records.query(system, 'firm', { search: 'SESAME' } as never)).items).toHaveLength(1);
  const seen = [
    await records.get(clerk, 'firm', firm.id),
    await records.query(clerk, 'firm', { estimate: true } as never),
    await records.timeline(clerk, 'firm', firm.id, {}),
    knownTo(potik.registry(), clerk),
  ];
  for (const one of seen) {
    const said = JSON.stringify(one);
    const at = said.search(/margin|SESAME|worst/i);
    expect(at < 0 ? '' : said.slice(at - 80, at + 40)).toBe('');
  }
});

it('is told by no pair of records that look alike in it', async () => {
  await records.create(system, 'firm', { name: 'Twin', margin: 9137 });
  while (await records.findDuplicates());
  expect((await records.duplicates(system, 'firm', {})).items).toHaveLength(1);
  expect((await records.duplicates(clerk, 'firm', {})).items).toEqual([]);
});

it('that must be unique says so without its value', async () => {
  const refused = await refusal(records.create(system, 'firm', { name: 'Another', parole: 'SESAME' }));
  expect(refused.errors).toMatchObject([{ code: 'not_unique' }]);
});
