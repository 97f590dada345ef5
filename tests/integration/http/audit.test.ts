/** What is to be accounted for, in one list and as a file; and the way back from a value to whoever set it going. */
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { systemPrincipal } from '../../../runtime/server/auth/principal.ts';
import { applyFolder } from '../../../runtime/server/publish/folder.ts';
import { type Caller, testApp } from '../../support/app.ts';

const app = await testApp();
await applyFolder(app.ground, fileURLToPath(new URL('../../../templates/crm', import.meta.url)), {
  personId: null,
});
const { people, records } = app.services;
const admin = await app.signIn();
const PASSWORD = 'a long enough one';
let seller: Caller;
let sellerId: string;
let customer: string;

beforeAll(async () => {
  const email = 'oksana@example.com';
  const person = { name: '=Oksana', email, password: PASSWORD, roles: ['seller'] };
  sellerId = (await people.create(person, systemPrincipal())).id;
  seller = await app.signIn({ email, password: PASSWORD });
  customer = (await records.create(systemPrincipal(), 'customer', { name: 'Acme', responsible: sellerId }))
    .id;
});

describe('the list', () => {
  test('tells log-ins, rights, releases and deletions, by person, deed and time, in pages', async () => {
    const { id } = await records.create(systemPrincipal(), 'customer', {
      name: 'Gone',
      responsible: sellerId,
    });
    expect((await admin.call('DELETE', `/api/records/customer/${id}`)).status).toBe(204);
    const all: { deed: string; at: string; id: string }[] = [];
    let cursor = '';
    do {
      const { status, body } = await admin.call('GET', `/api/audit?limit=2${cursor && `&cursor=${cursor}`}`);
      expect(status).toBe(200);
      expect(body.items.length).toBeLessThanOrEqual(2);
      all.push(...body.items);
      cursor = body.next ?? '';
    } while (cursor);
    const deeds = all.map(({ deed }) => deed);
    expect(deeds).toEqual(
      expect.arrayContaining(['signed_in', 'person_created', 'release.published', 'record.deleted']),
    );
    expect(new Set(all.map((entry) => entry.id)).size).toBe(all.length);
    expect([...all].sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0)).map(({ at }) => at)).toEqual(
      all.map(({ at }) => at),
    );
    const mine = (await admin.call('GET', `/api/audit?person=${sellerId}`)).body.items;
    expect(mine.map(({ deed }: { deed: string }) => deed)).toEqual(['signed_in']);
    const deleted = (await admin.call('GET', '/api/audit?deeds=record.')).body.items;
    expect(deleted).toMatchObject([{ deed: 'record.deleted', detail: { entity: 'customer', id } }]);
    const ofEntity = async (entity: string) =>
      (await admin.call('GET', `/api/audit?entity=${entity}`)).body.items.length;
    expect([await ofEntity('customer'), await ofEntity('deal')]).toEqual([1, 0]);
    expect((await admin.call('GET', '/api/audit?until=2000-01-01')).body.items).toEqual([]);
    expect((await admin.call('GET', '/api/audit/deeds')).body.items).toEqual(
      expect.arrayContaining(['signed_in']),
    );
  });

  test('as a file, in which no name becomes a formula; that it was taken is told too', async () => {
    // given names that spreadsheets take for formulas, the wide sign of other keyboards too, with the marks of CSV in them
    const email = 'wide@example.com';
    const name = '＝HYPERLINK("x"),1';
    await people.create({ name, email, password: PASSWORD, roles: ['seller'] }, systemPrincipal());
    await app.signIn({ email, password: PASSWORD });
    // then
    const file = (await admin.bytes('GET', '/api/audit/file?deeds=signed_in')).toString('utf8');
    expect(file.split('\r\n')[0]).toBe('\uFEFFat,person,deed,detail');
    expect(file).toContain(`,'=Oksana,signed_in,`);
    expect(file).toContain(`,"'＝HYPERLINK(""x""),1",signed_in,`);
    expect((await admin.call('GET', '/api/audit?deeds=audit.exported')).body.items).toHaveLength(1);
  });

  test('is for administrators, and tells mistakes', async () => {
    for (const path of ['/api/audit', '/api/audit/deeds', '/api/audit/file'])
      expect((await seller.call('GET', path)).status).toBe(403);
    expect((await admin.call('GET', '/api/audit?person=x')).status).toBe(422);
    expect((await admin.call('GET', '/api/audit?from=soon')).body.errors).toMatchObject([{ path: 'from' }]);
  });
});

describe('a value', () => {
  const why = async (caller: Caller, entity: string, id: string, field: string, query = '') =>
    caller.call('GET', `/api/records/${entity}/${id}/fields/${field}/why${query}`);

  test('that a person set leads to the person; an earlier one by its version', async () => {
    const made = await seller.call('POST', '/api/records/deal', {
      values: { name: 'Pumps', customer, responsible: sellerId },
    });
    expect(made.status, JSON.stringify(made.body)).toBe(201);
    const { id } = made.body;
    await admin.call('PATCH', `/api/records/deal/${id}`, { version: 1, values: { name: 'Pumps 2' } });
    expect((await why(seller, 'deal', id, 'name')).body).toMatchObject({
      change: { deed: 'changed', version: 2, from: 'Pumps', to: 'Pumps 2' },
      steps: [{ kind: 'person' }],
    });
    expect((await why(seller, 'deal', id, 'name', '?version=1')).body).toMatchObject({
      change: { deed: 'created', to: 'Pumps' },
      steps: [{ kind: 'person', who: { id: sellerId } }],
    });
    expect((await why(seller, 'deal', id, 'nothing')).status).toBe(422);
  });

  test('that a process set leads through the process to who started it; one of the platform to the platform', async () => {
    const deal = (
      await seller.call('POST', '/api/records/deal', {
        values: { name: 'Valves', customer, responsible: sellerId },
      })
    ).body;
    const started = await seller.call('POST', '/api/processes/deal_approval/instances', {
      record: { entity: 'deal', id: deal.id },
    });
    const [task] = (await seller.call('GET', '/api/tasks')).body.items;
    const values = {
      amount: { amount: '10', currency: 'UAH' },
      discount: 1,
      close_date: '2026-12-20',
      payment_terms: 'half',
    };
    const { form } = (await seller.call('GET', `/api/tasks/${task.id}`)).body;
    const done = await seller.call('POST', `/api/tasks/${task.id}/complete`, {
      version: form.version,
      values: { ...values, reason: 'Three sites.' },
    });
    expect(done.status, JSON.stringify(done.body)).toBe(200);
    const { body } = await why(seller, 'deal', deal.id, 'approval');
    expect(body.steps).toMatchObject([
      { kind: 'process', process: 'deal_approval', instance: started.body.id },
      { kind: 'person', who: { id: sellerId } },
    ]);
    const { id } = await records.create(systemPrincipal(), 'deal', {
      name: 'X',
      customer,
      responsible: sellerId,
    });
    expect((await why(seller, 'deal', id, 'name')).body.steps).toMatchObject([
      { kind: 'system', what: 'Potik' },
    ]);
  });
});
