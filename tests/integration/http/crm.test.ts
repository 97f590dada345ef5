/** The CRM template worked by people over HTTP: records, a process on one of them, tasks with forms, writing back. */
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { systemPrincipal } from '../../../runtime/server/auth/principal.ts';
import { applyFolder } from '../../../runtime/server/publish/folder.ts';
import { testApp } from '../../support/app.ts';

const app = await testApp();
await applyFolder(app.ground, fileURLToPath(new URL('../../../templates/crm', import.meta.url)), {
  personId: null,
});
const { people, records } = app.services;
const PASSWORD = 'a long enough one';

async function person(name: string, roles: string[]) {
  const email = `${name.toLowerCase()}@example.com`;
  const { id } = await people.create({ name, email, password: PASSWORD, roles }, systemPrincipal());
  return { id, caller: await app.signIn({ email, password: PASSWORD }) };
}

test('a deal is approved: form, decision, task of a role, record written back with its cause', async () => {
  // given a seller with a deal, and a director
  const seller = await person('Oksana', ['seller']);
  const director = await person('Roman', ['sales_director']);
  const customer = await records.create(systemPrincipal(), 'customer', {
    name: 'Acme',
    responsible: seller.id,
  });
  const made = await seller.caller.call('POST', '/api/records/deal', {
    values: { name: 'Pumps', customer: customer.id },
  });
  expect(made.status, JSON.stringify(made.body)).toBe(201);

  // when the seller starts the process on it
  const started = await seller.caller.call('POST', '/api/processes/deal_approval/instances', {
    record: { entity: 'deal', id: made.body.id },
  });
  expect(started.status, JSON.stringify(started.body)).toBe(201);

  // then the seller has the task, with the deal as its record
  const inbox = (await seller.caller.call('GET', '/api/tasks')).body.items;
  expect(inbox).toMatchObject([{ element: 'fill_terms', record: { entity: 'deal', title: 'Pumps' } }]);
  const { body: task } = await seller.caller.call('GET', `/api/tasks/${inbox[0].id}`);
  expect(task.form).toMatchObject({ key: 'deal_terms', entity: 'deal', recordId: made.body.id });
  expect((await director.caller.call('GET', '/api/tasks?queue=mine_and_queues')).body.items).toEqual([]);

  // when it is filled in without what the form demands, nothing happens
  const complete = (caller: typeof seller.caller, id: string, body: unknown) =>
    caller.call('POST', `/api/tasks/${id}/complete`, body);
  const values = { amount: { amount: '900000', currency: 'UAH' }, discount: 25, payment_terms: 'half' };
  const refused = await complete(seller.caller, inbox[0].id, { values });
  expect(refused.status).toBe(422);
  expect(refused.body.errors.map((one: { path: string }) => one.path)).toContain('close_date');

  // and with it the deal has the terms, and the director's role the next task
  const done = await complete(seller.caller, inbox[0].id, {
    version: task.form.version,
    values: { ...values, close_date: '2026-12-20', reason: 'They buy for three sites.' },
  });
  expect(done.status, JSON.stringify(done.body)).toBe(200);
  const deal = (await seller.caller.call('GET', `/api/records/deal/${made.body.id}`)).body;
  expect(deal).toMatchObject({ discount: '25', close_date: '2026-12-20' });
  const queue = (await director.caller.call('GET', '/api/tasks?queue=mine_and_queues')).body.items;
  expect(queue).toMatchObject([{ element: 'approve_terms' }]);

  // when the director approves, back office prepares and signs
  const backOffice = await person('Iryna', ['back_office']);
  const approved = await complete(director.caller, queue[0].id, { outcome: 'approve', values: {} });
  expect(approved.status, JSON.stringify(approved.body)).toBe(200);
  for (const [element, values] of [
    ['prepare_contract', { contract_number: 'C-1' }],
    ['sign_contract', { signed_on: '2026-11-22' }],
  ] as const) {
    const [next] = (await backOffice.caller.call('GET', '/api/tasks?queue=mine_and_queues')).body.items;
    expect(next).toMatchObject({ element });
    await backOffice.caller.call('POST', `/api/tasks/${next.id}/claim`);
    const reply = await complete(backOffice.caller, next.id, { values });
    expect(reply.status, JSON.stringify(reply.body)).toBe(200);
  }

  // then the deal says so, and its history says why
  const after = (await seller.caller.call('GET', `/api/records/deal/${made.body.id}`)).body;
  expect(after).toMatchObject({ approval: 'approved', contract_date: '2026-11-22' });
  const timeline = (await seller.caller.call('GET', `/api/records/deal/${made.body.id}/timeline`)).body;
  expect(timeline.items).toContainEqual(
    expect.objectContaining({
      kind: 'changed',
      cause: expect.objectContaining({ kind: 'process', process: 'deal_approval', element: 'close_deal' }),
    }),
  );
  const instance = (await seller.caller.call('GET', `/api/instances/${started.body.id}`)).body;
  expect(instance).toMatchObject({ item: { status: 'completed' } });
});
