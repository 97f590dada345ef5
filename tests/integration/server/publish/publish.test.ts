import { describe, expect, it } from 'vitest';
import { compareConfigurations } from '#metadata/compare.ts';
import { openModel } from '../../../../runtime/server/model/model.ts';
import { planChanges, publish } from '../../../../runtime/server/publish/publish.ts';
import { planRollback, rollback } from '../../../../runtime/server/publish/rollback.ts';
import { Rejection } from '../../../../runtime/server/rejection.ts';
import { releaseConfiguration } from '../../../../runtime/server/store/releases.ts';
import { configuration, SALES } from '../../../support/configuration.ts';
import { databaseShape, wantedShape } from '../../../support/database-shape.ts';
import { installation } from '../../../support/installation.ts';

const potik = await installation(SALES);
const { db } = potik;

/** Order of definitions is no part of what a configuration says. */
async function exported(release: number): Promise<Record<string, string>> {
  const found = await releaseConfiguration(db, release);
  return Object.fromEntries(
    [...found!.definitions]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([id, definition]) => [id, JSON.stringify(definition)]),
  );
}

async function rejection(promise: Promise<unknown>): Promise<Rejection['detail']> {
  const error = await promise.then(
    () => null,
    (refused: unknown) => refused,
  );
  if (!(error instanceof Rejection)) throw error ?? new Error('it was not refused');
  return error.detail;
}

async function agrees(): Promise<void> {
  expect(await databaseShape(db)).toEqual(wantedShape(potik.registry()));
}

const customerWith = (line: string, old = 'city:     {type: text}') => ({
  ...SALES,
  'entities/customer.yaml': SALES['entities/customer.yaml']!.replace(old, line),
  'views/open_deals.yaml': SALES['views/open_deals.yaml']!.replace(
    ', {field: customer.city, label: City}',
    '',
  ),
});

describe('publishing', () => {
  it('makes the tables the registry asks for', async () => {
    expect(potik.model.live().release).toBe(2);
    await agrees();
  });

  it('the same again changes nothing', async () => {
    const before = potik.model.live().release;
    const published = await potik.publishFiles(SALES);
    expect(published).toMatchObject({ release: before, changed: false });
  });

  it('keeps the release with its changes in words, and the configuration as it was written', async () => {
    const { rows } = await db.query<{ changes: { words: { text: string } }[] }>(
      'select changes from potik.release where number = 2',
    );
    expect(rows[0]!.changes.map((change) => change.words.text)).toContain('Entity "Deal" added');
    const stored = await releaseConfiguration(db, 2);
    expect(JSON.stringify(stored!.definitions.get('entity/deal')!.content)).toBe(
      JSON.stringify(configuration(SALES).definitions.get('entity/deal')!.content),
    );
  });

  it('tells other nodes, which load the new release', async () => {
    const other = await openModel(db);
    await potik.publish({
      change: 'add_field',
      definition: 'entity/customer',
      field: 'note',
      content: { type: 'text' },
    });
    expect(other.live().release).toBe(2);
    expect((await other.reload()).registry.entities.get('customer')!.fields.has('note')).toBe(true);
    await agrees();
  });

  it('refuses problems with their places and changes nothing', async () => {
    const before = potik.model.live().release;
    const detail = await rejection(
      potik.publish({ change: 'drop_field', definition: 'entity/customer', field: 'name' }),
    );
    expect(detail).toMatchObject({ status: 422, code: 'invalid_configuration' });
    expect(detail.errors!.map((error) => error.path)).toContain('entity/customer.title');
    expect(potik.model.live().release).toBe(before);
    await agrees();
  });

  it('refuses a plan that was made for another release', async () => {
    const detail = await rejection(
      publish(potik.ground, {
        changes: [
          { change: 'add_field', definition: 'entity/customer', field: 'x', content: { type: 'text' } },
        ],
        base: 1,
        personId: null,
        note: '',
      }),
    );
    expect(detail).toMatchObject({ status: 409, code: 'release_moved' });
  });

  it('refuses a change that does not fit', async () => {
    const detail = await rejection(
      potik.publish({ change: 'drop_field', definition: 'entity/customer', field: 'nothing' }),
    );
    expect(detail.message).toContain('There is no field "nothing".');
  });

  it('asks the hooks beforehand and within the switch, and is taken back when they refuse', async () => {
    const before = potik.model.live().release;
    const changes = compareConfigurations(
      potik.registry().configuration,
      configuration(customerWith('city: {type: text}\n  fax: {type: text}')),
    );
    const checked = rejection(
      publish(
        {
          ...potik.ground,
          hooks: {
            check: async () => [
              {
                severity: 'error',
                code: 'dead_end',
                message: 'The process ends nowhere.',
                elementId: 'Task_1',
              },
            ],
          },
        },
        { changes, personId: null, note: '' },
      ),
    );
    expect((await checked).errors![0]!.message).toBe('The process ends nowhere.');
    const thrown = publish(
      { ...potik.ground, hooks: { publish: () => Promise.reject(new Error('engine says no')) } },
      { changes, personId: null, note: '' },
    );
    await expect(thrown).rejects.toThrow('engine says no');
    expect((await potik.model.reload()).release).toBe(before);
    await agrees();
  });

  it('goes one at a time', async () => {
    const field = (key: string) => ({
      changes: [
        { change: 'add_field', definition: 'entity/customer', field: key, content: { type: 'text' } },
      ],
      personId: null,
      note: '',
    });
    const results = await Promise.allSettled([
      publish(potik.ground, field('one')),
      publish(potik.ground, field('two')),
    ]);
    const refused = results
      .filter((result) => result.status === 'rejected')
      .map((result) => (result.reason as Rejection).detail.code);
    expect(results.filter((result) => result.status === 'fulfilled').length + refused.length).toBe(2);
    expect(['publishing', 'release_moved', undefined]).toContain(refused[0]);
    await agrees();
  });
});

describe('values', () => {
  const insert = (id: number, city: string | null) =>
    db.query(`insert into data.customer (id, name, city) values ($1, $2, $3)`, [
      `00000000-0000-7000-8000-00000000000${id}`,
      `c${id}`,
      city,
    ]);

  it('survive a rename, a removal with its undo, and a change of type as far as they fit', async () => {
    // given
    await potik.publishFiles(customerWith('city: {type: text}'));
    await insert(1, 'Kyiv');
    await insert(2, 'Lviv ');
    await insert(3, '12');
    const base = potik.model.live().release;

    // when renamed
    await potik.publishFiles(customerWith('town: {type: text, was: city}'));
    await agrees();
    const names = async (column: string) =>
      (await db.query<{ v: unknown }>(`select ${column} as v from data.customer order by id`)).rows.map(
        (row) => row.v,
      );
    expect(await names('town')).toEqual(['Kyiv', 'Lviv ', '12']);

    // when retyped: two fit, one is lost, and the plan says so
    const choice = customerWith('town: {type: choice, was: city, options: {kyiv: Kyiv, lviv: Lviv}}');
    const changes = compareConfigurations(potik.registry().configuration, {
      definitions: new Map(
        [...potik.registry().configuration.definitions].map(([id, definition]) => [
          id,
          configuration(choice).definitions.get(id) ?? definition,
        ]),
      ),
    });
    const { plan } = await planChanges(potik.ground, changes);
    const told = plan.changes.flatMap((change) => change.consequences.map((consequence) => consequence.text));
    expect(told).toEqual([
      'Rewrites 3 values; readers are not blocked',
      '1 values can not be converted, such as “12”; they are kept aside for 30 days',
    ]);
    await potik.publishFiles(choice);
    await agrees();
    expect(await names('town')).toEqual(['kyiv', 'lviv', null]);

    // when removed
    await potik.publish({ change: 'drop_field', definition: 'entity/customer', field: 'town' });
    await agrees();

    // when rolled back: the rename is taken back as a rename, the first texts are there again
    const { plan: back } = await planRollback(potik.ground, base);
    expect(back.changes.map((change) => change.change.change)).toEqual(['add_field']);
    await rollback(potik.ground, base, null);
    await agrees();
    expect(await names('city')).toEqual(['Kyiv', 'Lviv ', '12']);
    expect(await exported(potik.model.live().release)).toEqual(await exported(base));
  });

  it('that are the same stand in the way of uniqueness, with a sentence', async () => {
    await db.query(`update data.customer set city = 'same'`);
    const detail = await rejection(potik.publishFiles(customerWith('city: {type: text, unique: true}')));
    expect(detail).toMatchObject({ status: 422, code: 'not_unique' });
    expect(detail.message).toContain('(city)=(same)');
    await agrees();
  });
});

it('a whole table comes back with its records', async () => {
  const without = { ...SALES };
  for (const file of ['entities/thing.yaml']) delete (without as Record<string, string>)[file];
  await potik.publishFiles({ ...SALES, 'entities/thing.yaml': 'fields: {name: {type: text}}' });
  await db.query(`insert into data.thing (id, name) values ('00000000-0000-7000-8000-000000000009', 'x')`);
  const base = potik.model.live().release;
  await potik.publishFiles(without);
  await agrees();
  await rollback(potik.ground, base, null);
  await agrees();
  expect((await db.query(`select name from data.thing`)).rows).toEqual([{ name: 'x' }]);
});

it('renaming an entity keeps its records, its links and what points to it', async () => {
  await potik.publish({ change: 'rename_entity', entity: 'customer', to: 'client' });
  await agrees();
  expect((await db.query('select count(*)::int as n from data.client')).rows).toEqual([{ n: 3 }]);
  await potik.publish({ change: 'rename_entity', entity: 'client', to: 'customer' });
  await agrees();
});
