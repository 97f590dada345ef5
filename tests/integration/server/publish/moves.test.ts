/** Values that go to another field: along a lookup up and down, and of choices that come apart and together. */
import { beforeAll, describe, expect, it } from 'vitest';
import { invertChange } from '#metadata/change.ts';
import { finishNext } from '../../../../runtime/server/publish/finish.ts';
import { planChanges } from '../../../../runtime/server/publish/publish.ts';
import { rollback } from '../../../../runtime/server/publish/rollback.ts';
import { databaseShape, wantedShape } from '../../../support/database-shape.ts';
import { installation } from '../../../support/installation.ts';
import { testRecords } from '../../../support/records.ts';

const potik = await installation({
  'entities/client.yaml': 'title: "{name}"\nfields: {name: {type: text}, phone: {type: text}}',
  'entities/deal.yaml': `title: "{name}"
fields:
  name: {type: text}
  client: {type: lookup, to: client}
  limit: {type: money, currency: UAH}
  state: {type: choice, options: [new, won_big, won_small, lost]}
`,
  'entities/lead.yaml': `title: "{name}"
fields:
  name: {type: text}
  source: {type: choice, options: [web, fair]}
  origin: {type: choice, options: [site, friend, other]}
`,
});
const { db } = potik;
const { records, system } = testRecords(potik);
const ids: Record<string, string> = {};

const uah = (amount: string) => ({ amount, currency: 'UAH' });
const move = {
  change: 'move_field',
  definition: 'entity/deal',
  field: 'limit',
  to: 'entity/client',
  along: 'client',
};

async function values(entity: string, field: string): Promise<Record<string, unknown>> {
  const { items } = await records.query(system, entity, { fields: ['name', field], sort: ['name'] });
  return Object.fromEntries(items.map((record) => [record.name, record[field]]));
}

async function told(...changes: Parameters<typeof planChanges>[1]): Promise<string[]> {
  const { plan } = await planChanges(potik.ground, changes);
  expect(plan.problems).toEqual([]);
  return plan.changes.flatMap(({ words, consequences }) => [
    words.text,
    ...consequences.map(({ text }) => text),
  ]);
}

/** Everything that is done behind the switch has been done. */
async function finished(): Promise<void> {
  const { clock } = potik;
  const failed: string[] = [];
  const onFailure = (_: unknown, error: Error) => failed.push(error.message);
  while (await finishNext({ db, clock, records, onFailure }));
  expect(failed).toEqual([]);
}

beforeAll(async () => {
  for (const [name, phone] of [
    ['Acme', '1'],
    ['Bolt', '2'],
    ['Cone', null],
  ])
    ids[name!] = (await records.create(system, 'client', { name, phone })).id;
  const deals: [string, string | null, string | null, string][] = [
    ['d1', 'Acme', '100', 'new'],
    ['d2', 'Acme', '300', 'won_big'],
    ['d3', 'Bolt', '50', 'won_small'],
    ['d4', null, '7', 'lost'],
    ['d5', 'Cone', null, 'won_big'],
  ];
  for (const [name, client, limit, state] of deals)
    ids[name] = (
      await records.create(system, 'deal', {
        name,
        client: client && ids[client],
        limit: limit && uah(limit),
        state,
      })
    ).id;
});

const agrees = async () => expect(await databaseShape(db)).toEqual(wantedShape(potik.registry()));

describe('a field that goes to the record a lookup names', () => {
  it('says how many values go, where they differ, which have no place to go', async () => {
    expect(await told(move)).toEqual([
      'Deal: field "Limit" moved to Client',
      'Takes over 4 values; the old ones are kept for 30 days',
      '1 records would get different values; the one changed last counts',
      '1 values have no record to go to; they are kept aside for 30 days',
    ]);
  });

  it('takes the values along, and its inverse brings every one back', async () => {
    const before = potik.registry().configuration;
    const was = await values('deal', 'limit');
    await potik.publish(move);
    await agrees();
    expect(await values('client', 'limit')).toEqual({ Acme: uah('300.00'), Bolt: uah('50.00'), Cone: null });
    await potik.publish(invertChange(before, move));
    await agrees();
    expect(await values('deal', 'limit')).toEqual(was);
    expect(JSON.stringify([...potik.registry().configuration.definitions])).toBe(
      JSON.stringify([...before.definitions]),
    );
  });

  it('is rolled back like anything', async () => {
    const base = potik.model.live().release;
    const was = await values('deal', 'limit');
    await potik.publish(move);
    await rollback(potik.ground, base, null);
    await agrees();
    expect(await values('deal', 'limit')).toEqual(was);
  });

  it('goes down to all records that name it', async () => {
    const down = {
      ...move,
      definition: 'entity/client',
      field: 'phone',
      to: 'entity/deal',
      as: 'client_phone',
    };
    await potik.publish(down);
    await agrees();
    expect(await values('deal', 'client_phone')).toEqual({ d1: '1', d2: '1', d3: '2', d4: null, d5: null });
  });

  it('is copied behind the switch where tables are large', async () => {
    await db.query(
      `update pg_class set reltuples = 60000, relpages = 100 where relnamespace = 'data'::regnamespace and relkind = 'r'`,
    );
    await potik.publish(move);
    await finished();
    await db.query('analyze data.client, data.deal');
    await agrees();
    expect(await values('client', 'limit')).toEqual({ Acme: uah('300.00'), Bolt: uah('50.00'), Cone: null });
  });

  it('is refused where there is no way between the two', async () => {
    await expect(potik.publish({ ...move, field: 'state', along: 'name' })).rejects.toThrow(
      'is no lookup between',
    );
  });
});

describe('two choices that become one', () => {
  const join = {
    change: 'join_choices',
    definition: 'entity/lead',
    field: 'source',
    content: { type: 'choice', options: ['web', 'fair', 'friend'] },
    second: 'origin',
    values: { site: 'web', friend: 'friend', other: null },
  };
  const was: readonly (readonly [string, string | null, string | null])[] = [
    ['l1', 'web', null],
    ['l2', null, 'site'],
    ['l3', 'fair', 'friend'],
    ['l4', null, 'other'],
    ['l5', null, 'friend'],
  ];

  beforeAll(async () => {
    for (const [name, source, origin] of was) await records.create(system, 'lead', { name, source, origin });
  });

  it('says what is taken over, where both have a value, what becomes nothing', async () => {
    expect(await told(join)).toEqual([
      'Lead: field "Origin" joined into "Source"',
      'Rewrites 2 values; readers are not blocked',
      'Takes over 2 values; the old ones are kept for 30 days',
      '1 records have a value in both; that of the second goes and is kept aside for 30 days',
      '1 values become nothing; they are kept aside for 30 days',
    ]);
  });

  it('fills what is empty; its inverse brings the second back, and what was taken over stays', async () => {
    const before = potik.registry().configuration;
    await potik.publish(join);
    await agrees();
    await finished();
    const joined = { l1: 'web', l2: 'web', l3: 'fair', l4: null, l5: 'friend' };
    expect(await values('lead', 'source')).toEqual(joined);
    await potik.publish(invertChange(before, join));
    await agrees();
    expect(await values('lead', 'source')).toEqual({ ...joined, l5: null });
    expect(await values('lead', 'origin')).toEqual(
      Object.fromEntries(was.map(([name, , origin]) => [name, origin])),
    );
  });

  it.each([
    [{ ...join, values: { site: 'shop' } }, 'there is no such option of "source"'],
    [{ ...join, values: { site: null } }, 'remove the field instead'],
    [{ ...join, second: 'source' }, 'can not be joined with itself'],
  ])('is refused where the table makes no sense', async (change, why) => {
    await expect(potik.publish(change)).rejects.toThrow(why);
  });
});

describe('a choice that becomes two', () => {
  const split = {
    change: 'split_choice',
    definition: 'entity/deal',
    field: 'state',
    content: { type: 'choice', options: ['new', 'won', 'lost'] },
    second: 'size',
    secondContent: { type: 'choice', options: ['big', 'small'] },
    values: { won_big: ['won', 'big'], won_small: ['won', 'small'] },
  };

  it('records follow, and the inverse brings the old values back but for those changed since', async () => {
    const before = potik.registry().configuration;
    expect((await told(split))[0]).toBe('Deal: field "State" split, with "Size" beside it');
    await potik.publish(split);
    await agrees();
    expect(await values('deal', 'state')).toEqual({ d1: 'new', d2: 'won', d3: 'won', d4: 'lost', d5: 'won' });
    expect(await values('deal', 'size')).toEqual({ d1: null, d2: 'big', d3: 'small', d4: null, d5: 'big' });
    await records.update(system, 'deal', ids.d5!, { version: null, values: { state: 'lost' } });
    await potik.publish(invertChange(before, split));
    await agrees();
    expect(await values('deal', 'state')).toEqual({
      d1: 'new',
      d2: 'won_big',
      d3: 'won_small',
      d4: 'lost',
      d5: 'lost',
    });
  });

  it('options are joined by a table of values, and come apart again by going back', async () => {
    const base = potik.model.live().release;
    const was = await values('deal', 'state');
    const content = { type: 'choice', options: ['new', 'won', 'lost'] };
    const joined = { won_big: 'won', won_small: 'won' };
    await potik.publish({
      change: 'retype_field',
      definition: 'entity/deal',
      field: 'state',
      content,
      values: joined,
    });
    expect(await values('deal', 'state')).toMatchObject({ d2: 'won', d3: 'won' });
    await rollback(potik.ground, base, null);
    expect(await values('deal', 'state')).toEqual(was);
  });
});
