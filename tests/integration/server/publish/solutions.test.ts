/** Solutions as makers deliver them over time, and installations that have their own changes beside. */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { applyChanges, type Change } from '#metadata/change.ts';
import { type Configuration, configurationOf } from '#metadata/definition.ts';
import { conflictName } from '#metadata/merge.ts';
import { readDelivered } from '../../../../runtime/server/publish/folder.ts';
import {
  installSolution,
  listSolutions,
  planInstall,
  planUninstall,
  uninstallSolution,
} from '../../../../runtime/server/publish/install.ts';
import { packSolution } from '../../../../runtime/server/publish/solution-archive.ts';
import { catalogue } from '../../../support/catalogue.ts';
import { configuration, type Files } from '../../../support/configuration.ts';
import { databaseShape, wantedShape } from '../../../support/database-shape.ts';
import { type Installation, installation } from '../../../support/installation.ts';
import { refusal, testRecords } from '../../../support/records.ts';

const by = { personId: null, note: 'test' };
const crm = fileURLToPath(new URL('../../../../templates/crm', import.meta.url));

/** The definitions of one solution out of files. */
function solution(key: string, files: Files, beside: Files = {}): Configuration {
  const { definitions } = configuration({ ...beside, ...files }, key);
  return configurationOf([...definitions.values()].filter((definition) => definition.solution === key));
}

function changed(from: Configuration, ...changes: Change[]): Configuration {
  const applied = applyChanges(from, changes);
  if (!applied.ok) throw new Error(applied.message);
  return applied.configuration;
}

const content = (potik: Installation, id: string) =>
  potik.registry().configuration.definitions.get(id)!.content as Record<string, Record<string, object>>;

describe('the CRM, changed here, upgraded to a version that renames a field and changes the same form', async () => {
  const potik = await installation();
  const { records, system, person } = testRecords(potik);
  const { delivered } = await readDelivered(join(crm));
  await installSolution(potik.ground, delivered, 'crm', by);
  const { id } = await records.create(system, 'customer', {
    name: 'Lisova',
    city: 'Kyiv',
    responsible: (await person('Anna', [])).personId,
  });

  const form = content(potik, 'form/customer');
  await potik.publish(
    { change: 'add_field', definition: 'entity/customer', field: 'floor', content: { type: 'integer' } },
    {
      change: 'put',
      kind: 'form',
      key: 'customer',
      solution: 'crm',
      content: { ...form, sections: [...(form.sections as never), { label: 'Ours', fields: ['floor'] }] },
    },
    {
      change: 'set_field',
      definition: 'entity/customer',
      field: 'legal_name',
      content: { ...(content(potik, 'entity/customer').fields!.legal_name as object), label: 'Our word' },
    },
  );
  await records.update(system, 'customer', id, { version: null, values: { floor: 3 } });

  const renamed = changed(delivered, {
    change: 'rename_field',
    definition: 'entity/customer',
    field: 'city',
    to: 'town',
  });
  const entity = renamed.definitions.get('entity/customer')!.content as Record<
    string,
    Record<string, object>
  >;
  const nextForm = renamed.definitions.get('form/customer')!.content as { sections: { fields: unknown[] }[] };
  const next = changed(
    renamed,
    {
      change: 'put',
      kind: 'solution',
      key: 'crm',
      solution: 'crm',
      content: { ...(delivered.definitions.get('solution/crm')!.content as object), version: '1.1.0' },
    },
    {
      change: 'set_entity',
      entity: 'customer',
      content: Object.fromEntries(Object.entries(entity).filter(([key]) => key !== 'fields')) as never,
    },
    {
      change: 'set_field',
      definition: 'entity/customer',
      field: 'town',
      content: { ...entity.fields!.town, was: 'city' } as never,
    },
    {
      change: 'set_field',
      definition: 'entity/customer',
      field: 'legal_name',
      content: { ...entity.fields!.legal_name, label: 'Full name' } as never,
    },
    {
      change: 'add_field',
      definition: 'entity/customer',
      field: 'rating',
      content: { type: 'integer' },
    },
    {
      change: 'put',
      kind: 'form',
      key: 'customer',
      solution: 'crm',
      content: {
        ...nextForm,
        sections: nextForm.sections.map((section, i) =>
          i === 0 ? { ...section, fields: [...section.fields, 'rating'] } : section,
        ),
      } as never,
    },
  );

  it('is planned with its conflicts by name', async () => {
    const plan = await planInstall(potik.ground, next, 'crm');
    expect(plan).toMatchObject({ from: '1.0.0', to: '1.1.0' });
    expect(plan.conflicts.map(conflictName)).toEqual(['entity/customer fields.legal_name.label']);
    expect(plan.plan.changes.map(({ change }) => change.change)).toContain('rename_field');
    expect(plan.plan.problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  it('keeps what was made here, brings what is new, loses no value', async () => {
    const decisions = new Map([['entity/customer fields.legal_name.label', 'theirs' as const]]);
    const done = await installSolution(potik.ground, next, 'crm', { ...by, decisions });
    expect(done.conflicts).toMatchObject([{ takes: 'theirs' }]);
    expect(await databaseShape(potik.db)).toEqual(wantedShape(potik.registry()));
    expect(await records.get(system, 'customer', id)).toMatchObject({ town: 'Kyiv', floor: 3, rating: null });
    expect(content(potik, 'entity/customer').fields!.legal_name).toMatchObject({ label: 'Full name' });
    const sections = content(potik, 'form/customer').sections as unknown as { fields: unknown[] }[];
    expect(sections[0]!.fields).toContain('rating');
    expect(JSON.stringify(sections)).toContain('["country","town"]');
    expect(sections.at(-1)).toMatchObject({ label: 'Ours', fields: ['floor'] });
    const [facts] = (await listSolutions(potik.ground)).filter(({ key }) => key === 'crm');
    expect(facts).toMatchObject({ version: '1.1.0', changedHere: ['entity/customer', 'form/customer'] });
  });

  it('installed again has nothing to do', async () => {
    const again = await installSolution(potik.ground, next, 'crm', {
      ...by,
      decisions: new Map([['entity/customer fields.legal_name.label', 'theirs' as const]]),
    });
    expect(again).toMatchObject({ changed: false, conflicts: [] });
  });
});

describe('two solutions, one upon the other', async () => {
  const SHOP: Files = {
    'entities/article.yaml': 'title: "{name}"\nfields: {name: {type: text}, price: {type: integer}}',
    'views/articles.yaml': 'entity: article\ncolumns: [name, price]\nsort: [price]',
  };
  const SHOP_2: Files = {
    'entities/article.yaml':
      'title: "{name}"\nfields: {name: {type: text}, cost: {type: decimal, scale: 2, was: price}, code: {type: text, unique: true}}',
    'views/articles.yaml': 'entity: article\ncolumns: [name, cost]\nsort: [cost]',
  };
  const HEAD = 'key: stock\ntitle: Stock\nversion: 1.0.0\nlanguages: [en]\nrequires: {shop: ^1.0}\n';
  const STOCK: Files = {
    'solution.yaml': HEAD,
    'entities/place.yaml':
      'title: "{name}"\nfields: {name: {type: text}, article: {type: lookup, to: shop/article}}',
  };
  const STOCK_2: Files = {
    'solution.yaml': HEAD,
    'entities/place.yaml':
      'title: "{name}"\nfields: {name: {type: text}, goods: {type: lookup, to: shop/article, was: article}, size: {type: integer}}',
    'views/places.yaml': 'entity: place\ncolumns: [name, goods]\nsort: [-size]',
  };
  const shop = [solution('shop', SHOP), solution('shop', SHOP_2)] as const;
  const stock = [solution('stock', STOCK, SHOP), solution('stock', STOCK_2, SHOP)].map((own) =>
    configurationOf(
      [...own.definitions.values()].filter(({ key }) => !['article', 'articles'].includes(key)),
    ),
  );

  async function installed(...steps: readonly ['shop' | 'stock', number][]): Promise<Installation> {
    const potik = await installation();
    const { records, system } = testRecords(potik);
    for (const [key, version] of steps) {
      await installSolution(potik.ground, { shop, stock }[key][version]!, key, by);
      if (key === 'shop') await records.create(system, 'article', { name: `A ${version}` });
    }
    return potik;
  }

  it('installed and upgraded in any order, installations converge to equal exports and equal tables', async () => {
    const all = [
      await installed(['shop', 1], ['stock', 1]),
      await installed(['shop', 0], ['stock', 0], ['shop', 1], ['stock', 1]),
      await installed(['shop', 0], ['shop', 1], ['stock', 0], ['stock', 1]),
      await installed(['shop', 0], ['stock', 1], ['shop', 1]),
    ];
    const exports = await Promise.all(
      all.map(async ({ ground, db }) => ({
        shop: (await packSolution(ground, 'shop')).bytes.toString('base64'),
        stock: (await packSolution(ground, 'stock')).bytes.toString('base64'),
        tables: (await catalogue(db)).map((line) => line.replace(' NOT VALID', '')),
      })),
    );
    for (const other of exports.slice(1)) expect(other).toEqual(exports[0]);
  });

  it('one that others need is not taken away; one that nobody needs is, and its records are kept aside', async () => {
    const potik = await installed(['shop', 0], ['stock', 0]);
    expect((await refusal(uninstallSolution(potik.ground, 'shop', by))).code).toBe('invalid_configuration');
    const { problems } = (await planUninstall(potik.ground, 'shop')).plan;
    expect(problems.map(({ definition }) => definition)).toEqual(['solution/stock', 'entity/place']);
    await uninstallSolution(potik.ground, 'stock', by);
    expect(await databaseShape(potik.db)).toEqual(wantedShape(potik.registry()));
    const { plan } = await planUninstall(potik.ground, 'shop');
    expect(plan.changes.flatMap(({ consequences }) => consequences.map(({ code }) => code))).toContain(
      'records_kept',
    );
    await uninstallSolution(potik.ground, 'shop', by);
    expect((await listSolutions(potik.ground)).map(({ key }) => key)).toEqual(['people']);
    const { rows } = await potik.db.query('select entity, field from potik.tombstone order by entity');
    expect(rows).toEqual([
      { entity: 'article', field: null },
      { entity: 'place', field: null },
    ]);
    expect((await refusal(uninstallSolution(potik.ground, 'people', by))).status).toBe(409);
    expect((await refusal(uninstallSolution(potik.ground, 'none', by))).status).toBe(404);

    // and comes back with its records
    const { records, system } = testRecords(potik);
    await installSolution(potik.ground, shop[0], 'shop', by);
    expect((await records.query(system, 'article', { fields: ['name'] })).items).toMatchObject([
      { name: 'A 0' },
    ]);
  });
});
