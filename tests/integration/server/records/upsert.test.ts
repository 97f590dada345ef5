/** Create or update: one record however many bring it at once, rights as for making and changing, no way to ask what is hidden. */
import { describe, expect, it } from 'vitest';
import { SALES } from '../../../support/configuration.ts';
import { installation } from '../../../support/installation.ts';
import { refusal, testRecords } from '../../../support/records.ts';

const potik = await installation({
  ...SALES,
  'entities/contact.yaml': `
fields:
  name:  {type: text, required: true}
  phone: {type: phone}
  city:  {type: text}
  code:  {type: text, unique: true}
duplicates: {match: [{equal: [phone, city]}], on_save: warn}
`,
  'roles/clerk.yaml': `
label: Clerk
records: {contact: {see: all, create: all, edit: own}}
fields: {contact: {code: hidden}}
`,
});
const { db } = potik;
const { records, system, person } = testRecords(potik);
const seller = await person('Seller', ['seller']);
const clerk = await person('Clerk', ['clerk']);
const byEmail = { by: ['email'] };

describe('upsert', () => {
  it('creates, changes, and says when nothing changed; the address is compared in its normal form', async () => {
    const once = (name: string, email: string) =>
      records.upsert(system, 'customer', { match: byEmail, rows: [{ values: { name, email } }] });
    const [made] = (await once('Ada', 'ada@example.com')).results;
    const [same] = (await once('Ada', ' ADA@Example.com ')).results;
    const [changed] = (await once('Ada L.', 'ada@example.com')).results;
    expect([made, same, changed]).toEqual([
      { deed: 'created', id: made!.id },
      { deed: 'unchanged', id: made!.id },
      { deed: 'updated', id: made!.id },
    ]);
    expect(await records.get(system, 'customer', made!.id!)).toMatchObject({ name: 'Ada L.', version: 2 });
  });

  it('makes one record of what twenty bring at the same moment', async () => {
    const replies = await Promise.all(
      Array.from({ length: 20 }, (_, i) =>
        records.upsert(system, 'contact', {
          match: { by: ['phone', 'city'] },
          rows: [{ values: { name: `Caller ${i}`, phone: '+380 44 123 45 67', city: 'Kyiv' } }],
        }),
      ),
    );
    const results = replies.flatMap((reply) => reply.results);
    expect(new Set(results.map(({ id }) => id)).size).toBe(1);
    expect(results.filter(({ deed }) => deed === 'created')).toHaveLength(1);
    expect(results.filter(({ deed }) => deed === 'updated')).toHaveLength(19);
    const { items } = await records.query(system, 'contact', { where: 'city = "Kyiv"' });
    expect(items).toHaveLength(1);
  });

  it('by ids of elsewhere: kept, found again, one record under concurrency, never taken from another', async () => {
    const rows = (external: string, name: string) => [{ external, values: { name } }];
    const replies = await Promise.all(
      Array.from({ length: 8 }, () =>
        records.upsert(system, 'customer', { match: {}, rows: rows('shop/1', 'One') }),
      ),
    );
    const [id, ...others] = new Set(replies.flatMap(({ results }) => results.map((one) => one.id)));
    expect(others).toEqual([]);
    const taken = await records.upsert(system, 'customer', {
      match: byEmail,
      rows: [{ external: 'shop/1', values: { name: 'Two', email: 'two@example.com' } }],
    });
    expect(taken.results[0]).toMatchObject({ deed: 'refused', errors: [{ code: 'external_taken' }] });
    await records.delete(system, 'customer', id!);
    const gone = await records.upsert(system, 'customer', {
      match: { found: 'skip' },
      rows: rows('shop/1', 'One'),
    });
    expect(gone.results[0]).toMatchObject({ deed: 'refused', errors: [{ code: 'external_taken' }] });
  });

  it('writes the good rows of a set in their order and tells the others by path', async () => {
    const { results } = await records.upsert(system, 'customer', {
      match: byEmail,
      rows: [
        { values: { name: 'A', email: 'set@example.com' } },
        { values: { name: 'B', email: 'set@example.com', city: 'Lviv' } },
        { values: { name: 'C', email: 'not an address' } },
        { values: { name: 'D', email: 'd@example.com', segment: 'none' } },
        { values: { name: 'E' } },
      ],
    });
    expect(results.map(({ deed }) => deed)).toEqual(['created', 'updated', 'refused', 'refused', 'created']);
    expect(results[1]!.id).toBe(results[0]!.id);
    expect(results[2]!.errors).toMatchObject([{ path: 'email', code: 'not_an_email' }]);
    expect(results[3]!.errors).toMatchObject([{ path: 'segment', code: 'unknown_option' }]);
    expect(await records.get(system, 'customer', results[0]!.id!)).toMatchObject({ name: 'B', city: 'Lviv' });
  });

  it('links and skips where it is told to', async () => {
    const [made] = (
      await records.upsert(system, 'customer', {
        match: byEmail,
        rows: [{ values: { name: 'L', email: 'l@x.org' } }],
      })
    ).results;
    const linking = await records.upsert(system, 'customer', {
      match: { ...byEmail, found: 'skip', missing: 'skip' },
      rows: [{ values: { email: 'l@x.org', name: 'other' } }, { values: { email: 'nobody@x.org' } }],
    });
    expect(linking.results).toEqual([
      { deed: 'linked', id: made!.id },
      { deed: 'skipped', id: null },
    ]);
    const demanding = await records.upsert(system, 'customer', {
      match: { ...byEmail, found: 'fail', missing: 'fail' },
      rows: [{ values: { email: 'l@x.org' } }, { values: { email: 'nobody@x.org' } }],
    });
    expect(demanding.results.map(({ errors }) => errors?.[0]?.code)).toEqual([
      'match_there',
      'match_missing',
    ]);
    expect(await records.get(system, 'customer', made!.id!)).toMatchObject({ name: 'L' });
  });

  it('keeps to rights: what may not be changed is refused, what may not be seen is not found', async () => {
    const own = { name: 'Mine', email: 'vip@example.com', segment: 'vip' };
    const { id } = await records.create(system, 'customer', own);
    const { results } = await records.upsert(seller, 'customer', {
      match: { ...byEmail, missing: 'fail' },
      rows: [{ values: { email: 'vip@example.com', city: 'Odesa' } }],
    });
    expect(results[0]).toMatchObject({ deed: 'refused', id: null, errors: [{ code: 'match_missing' }] });
    await records.upsert(system, 'customer', {
      match: byEmail,
      rows: [{ external: 'erp/9', values: { email: 'vip@example.com' } }],
    });
    const asked = await records.upsert(seller, 'customer', {
      match: { found: 'skip' },
      rows: [{ external: 'erp/9', values: { name: 'x' } }],
    });
    expect(JSON.stringify(asked)).not.toContain(id);
    await records.update(system, 'customer', id, { version: null, values: { segment: 'small' } });
    const seen = await records.upsert(seller, 'customer', {
      match: byEmail,
      rows: [{ values: { email: 'vip@example.com', city: 'Odesa' } }],
    });
    expect(seen.results[0]).toMatchObject({ deed: 'refused', errors: [{ code: 'may_not' }] });
  });

  it('does not let a hidden field be asked: it is as unknown as any other', async () => {
    await records.create(system, 'contact', { name: 'Secret', code: 'X-1' });
    const ask = (by: string) =>
      refusal(records.upsert(clerk, 'contact', { match: { by: [by] }, rows: [{ values: { [by]: 'X-1' } }] }));
    const [hidden, unknown] = [await ask('code'), await ask('nonsense')];
    expect(hidden.message).toBe(unknown.message.replace('nonsense', 'code'));
    expect(hidden.message).toContain('phone + city');
    expect(hidden.message).not.toMatch(/can by:.*code/);
  });

  it('a set of 1,000 takes few statements', async () => {
    const rows = (city: string) =>
      Array.from({ length: 1000 }, (_, i) => ({ values: { name: `N${i}`, email: `n${i}@set.org`, city } }));
    for (const [city, deed] of [
      ['A', 'created'],
      ['B', 'updated'],
    ] as const) {
      const before = db.counters.statements;
      const { results } = await records.upsert(system, 'customer', { match: byEmail, rows: rows(city) });
      expect(results.filter((one) => one.deed === deed)).toHaveLength(1000);
      expect(db.counters.statements - before).toBeLessThan(40);
    }
  });
});
