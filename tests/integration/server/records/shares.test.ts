/** Sharing of single records: beyond roles, within field rights, ended at once; and why somebody may or may not. */
import { beforeAll, describe, expect, it } from 'vitest';
import { personPrincipal } from '../../../../runtime/server/auth/person-principal.ts';
import type { Principal } from '../../../../runtime/server/auth/principal.ts';
import { SALES } from '../../../support/configuration.ts';
import { installation, START } from '../../../support/installation.ts';
import { refusal, testRecords } from '../../../support/records.ts';

const potik = await installation({
  ...SALES,
  'roles/clerk.yaml': `
label: Clerk
records: {customer: {see: own, edit: own}, deal: {see: own}}
fields: {deal: {margin: hidden}}
`,
  'roles/guest.yaml': 'label: Guest\nmay: [view_as]',
});
const { db, clock } = potik;
const { records, system, person } = testRecords(potik);
const director = await person('Director', ['director']);
const given: Record<string, readonly string[]> = { Clerk: ['clerk'], Guest: ['guest'], Third: ['clerk'] };
let customer: string;
let deal: string;
let other: string;

/** As they are with their next request. */
async function fresh({ personId, roles }: Principal): Promise<Principal> {
  return { ...(await personPrincipal(db, personId!, 'UTC'))!, roles };
}
async function assigned(name: string): Promise<Principal> {
  const made = await person(name, given[name]!);
  for (const role of given[name]!)
    await db.query('insert into potik.role_assignment (person_id, role, given_at) values ($1, $2, now())', [
      made.personId,
      role,
    ]);
  return made;
}
const clerk = await assigned('Clerk');
const guest = await assigned('Guest');
const third = await assigned('Third');
const sees = async (who: Principal, entity: string, id: string) =>
  (await records.find(await fresh(who), entity, id).catch(() => null)) !== null;

beforeAll(async () => {
  customer = (await records.create(system, 'customer', { name: 'Shared Ltd' })).id;
  const values = { name: 'Pumps', customer, margin: 7, lines: [{ product: 'P', price: 5, quantity: 2 }] };
  deal = (await records.create(system, 'deal', values)).id;
  other = (await records.create(system, 'deal', { name: 'Other', customer })).id;
});

describe('sharing', () => {
  it('shows one record with its lines, hides what roles hide, and ends at once', async () => {
    expect(await sees(clerk, 'deal', deal)).toBe(false);
    const share = await records.share(director, 'deal', deal, { kind: 'person', holder: clerk.personId! });
    expect(share).toMatchObject({ kind: 'person', edit: false, until: null });
    const now = await fresh(clerk);
    const read = await records.get(now, 'deal', deal);
    expect(read).toMatchObject({ name: 'Pumps', lines: [{ product: 'P' }] });
    expect(read).not.toHaveProperty('margin');
    expect(await sees(clerk, 'deal', other)).toBe(false);
    expect(await sees(third, 'deal', deal)).toBe(false);
    expect((await records.query(now, 'deal', {})).items.map(({ id }) => id)).toEqual([deal]);
    const change = { version: null, values: { name: 'X' } };
    expect(await refusal(records.update(now, 'deal', deal, change))).toMatchObject({ code: 'may_not' });
    await records.unshare(director, 'deal', deal, share.id);
    // even for who is remembered with the share, its rows decide
    expect(await records.find(now, 'deal', deal)).toBeNull();
    expect(await sees(clerk, 'deal', deal)).toBe(false);
  });

  it('to be changed: the record and its lines, no more', async () => {
    await records.share(director, 'deal', deal, { kind: 'role', holder: 'clerk', edit: true });
    const now = await fresh(third);
    await records.update(now, 'deal', deal, {
      version: null,
      values: { name: 'Pumps 2', lines: { create: [{ product: 'Q', price: 1, quantity: 1 }] } },
    });
    expect(
      await refusal(records.update(now, 'deal', deal, { version: null, values: { margin: 1 } })),
    ).toMatchObject({
      errors: [{ path: 'margin' }],
    });
    expect(await refusal(records.delete(now, 'deal', deal))).toMatchObject({ code: 'may_not' });
    expect(
      await refusal(records.update(now, 'deal', other, { version: null, values: { name: 'X' } })),
    ).toMatchObject({
      status: 404,
    });
    const { items } = await records.shares(director, 'deal', deal);
    expect(items).toMatchObject([{ kind: 'role', name: 'Clerk', edit: true }]);
    for (const { id } of items) await records.unshare(director, 'deal', deal, id);
  });

  it('until a day; who has no role for the entity sees what is hidden from nobody', async () => {
    const until = new Date(START + 3_600_000).toISOString();
    await records.share(director, 'deal', deal, { kind: 'person', holder: guest.personId!, until });
    const read = await records.get(await fresh(guest), 'deal', deal);
    expect(read).toHaveProperty('name');
    expect(read).not.toHaveProperty('margin');
    clock.moveTo(START + 3_600_001);
    expect(await sees(guest, 'deal', deal)).toBe(false);
    expect((await records.shares(director, 'deal', deal)).items).toEqual([]);
  });

  it('is no oracle, and nobody gives what they do not have', async () => {
    await records.share(director, 'deal', deal, { kind: 'person', holder: clerk.personId!, edit: true });
    const now = await fresh(clerk);
    const filter = (field: string) => refusal(records.query(now, 'deal', { where: `${field} = 7` } as never));
    expect(JSON.stringify(await filter('margin'))).toBe(
      JSON.stringify(await filter('nonono')).replaceAll('nonono', 'margin'),
    );
    const giving = (who: Principal, id: string) =>
      refusal(records.share(who, 'deal', id, { kind: 'person', holder: third.personId! }));
    expect(await giving(now, deal)).toMatchObject({ status: 403 });
    expect(await giving(now, other)).toMatchObject({ status: 404 });
    expect(await refusal(records.shares(now, 'deal', other))).toMatchObject({ status: 404 });
    const wrong = { kind: 'person', holder: deal } as const;
    expect(await refusal(records.share(director, 'deal', deal, wrong))).toMatchObject({ code: 'invalid' });
    const { rows } = await db.query(
      `select deed, person_id from potik.audit where deed like 'record.%shared'`,
    );
    expect(rows.length).toBeGreaterThanOrEqual(5);
    for (const { id } of (await records.shares(director, 'deal', deal)).items)
      await records.unshare(director, 'deal', deal, id);
  });

  it('costs nothing for people with whom nothing is shared, and uses its index for others', async () => {
    const spied = async (who: Principal) => {
      const texts: string[] = [];
      const on = {
        query(sql: { text: string }, values?: readonly unknown[]) {
          texts.push(sql.text);
          return db.query(sql, values);
        },
      };
      await records.query(who, 'deal', {}, on as never);
      return texts.join('\n');
    };
    expect(await spied(await fresh(third))).not.toContain('record_share');
    await records.share(director, 'deal', deal, { kind: 'person', holder: third.personId! });
    expect(await spied(await fresh(third))).toContain('record_share');
  });
});

describe('why', () => {
  it('says what each role gives and whether it holds of the record', async () => {
    await records.share(director, 'deal', deal, { kind: 'person', holder: clerk.personId! });
    const now = await fresh(clerk);
    expect(await records.why(now, 'deal', deal, {})).toMatchObject({
      action: 'edit',
      allowed: false,
      shared: false,
      roles: expect.arrayContaining([expect.objectContaining({ role: 'clerk', scope: 'none', met: false })]),
      others: [],
    });
    expect(await records.why(now, 'deal', deal, { action: 'see' })).toMatchObject({
      allowed: true,
      shared: true,
      roles: expect.arrayContaining([expect.objectContaining({ role: 'clerk', scope: 'own', met: false })]),
    });
    expect(await records.why(director, 'deal', deal, { field: 'number' })).toMatchObject({
      allowed: false,
      field: 'read',
    });
  });

  it('tells nothing of records and fields that may not be known, nor of others to who may not view as them', async () => {
    const now = await fresh(clerk);
    expect(await refusal(records.why(now, 'deal', other, {}))).toMatchObject({ status: 404 });
    expect(await refusal(records.why(now, 'deal', deal, { field: 'margin' }))).toMatchObject({
      errors: [{ code: 'unknown_field' }],
    });
    expect(await refusal(records.why(now, 'deal', deal, { as: guest.personId! }))).toMatchObject({
      status: 403,
    });
    const boss = await person('Boss', ['administrator']);
    expect(await records.why(boss, 'deal', other, { action: 'see', as: clerk.personId! })).toMatchObject({
      allowed: false,
      roles: expect.arrayContaining([expect.objectContaining({ role: 'clerk', scope: 'own', met: false })]),
      others: expect.arrayContaining([expect.objectContaining({ role: 'director' })]),
    });
  });
});
