/**
 * Camunda's invoice demo as it is: deployed over HTTP with a line that says what stands for its Java class, started with its
 * HTML form, decided by its DMN table, worked by people of the groups it names, reviewed in the called process.
 */
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { type Caller, testApp } from '../../support/app.ts';
import { sharedFolder } from '../../support/conformance/scenario.ts';
import {
  INVOICE_FORMS,
  INVOICE_MAPPING,
  INVOICE_MODELS,
  readInvoiceFile,
} from '../../support/invoice-demo.ts';

const shared = sharedFolder();
const PASSWORD = 'a password for tests';
describe.skipIf(shared === null)('the invoice demo over HTTP', async () => {
  if (shared === null) return;
  const app = await testApp();
  let admin: Caller;
  let demo: Caller;
  let mary: Caller;

  beforeAll(async () => {
    admin = await app.signIn();
    await app.services.db.query(
      `insert into data.team (id, name, key) values (gen_random_uuid(), 'Accounting', 'accounting')`,
    );
    demo = await personNamed('demo');
    mary = await personNamed('mary');
  });

  async function personNamed(login: string): Promise<Caller> {
    const email = `${login}@example.com`;
    const made = await admin.call('POST', '/api/people', { name: login, email, password: PASSWORD });
    expect(made.status).toBe(201);
    await app.services.db.query(
      `update data."user" set login = $2, team = (select id from data.team where key = 'accounting' and $2 = 'mary')
        where id = $1`,
      [made.body.id, login],
    );
    return app.signIn({ email, password: PASSWORD });
  }

  function send(files: Readonly<Record<string, string | Uint8Array<ArrayBuffer>>>) {
    const form = new FormData();
    for (const [name, content] of Object.entries(files)) form.append('file', new Blob([content]), name);
    return admin.call('POST', '/api/deployments', form);
  }

  const read = (name: string) => readInvoiceFile(shared, name);
  const unmodified = Object.fromEntries(
    [...INVOICE_MODELS, ...INVOICE_FORMS].map((name) => [name, read(name)]),
  );

  async function taskOf(caller: Caller, instance: string) {
    const { body } = await caller.call('GET', `/api/tasks?queue=mine_and_queues&instance=${instance}`);
    return body.items[0];
  }

  async function start(invoiceNumber: string): Promise<string> {
    const values = { creditor: 'ACME', amount: '240.00', invoiceCategory: 'Travel Expenses', invoiceNumber };
    const started = await admin.call('POST', '/api/processes/invoice/instances', { values });
    expect(started).toMatchObject({ status: 201, body: { ended: false } });
    return started.body.id;
  }

  test('is refused without the line for its Java class, naming file and element', async () => {
    const reply = await send(unmodified);
    expect(reply).toMatchObject({
      status: 422,
      body: {
        code: 'invalid_configuration',
        problems: [{ code: 'task.foreign', file: 'invoice.v2.bpmn', elementId: 'ServiceTask_1' }],
      },
    });
    expect((await admin.call('GET', '/api/processes')).body.items).toEqual([]);
  });

  test('is deployed with it; the same again changes nothing', async () => {
    const reply = await send({ ...unmodified, 'invoice.task_types.yaml': INVOICE_MAPPING });
    expect(reply).toMatchObject({ status: 201 });
    expect(reply.body.processes).toMatchObject([
      { key: 'invoice', version: 1, changed: true },
      { key: 'ReviewInvoice', version: 1, changed: true },
    ]);
    expect(reply.body.decisions.map(({ key }: { key: string }) => key)).toContain('invoice-assign-approver');

    const again = await send(unmodified);
    expect(again).toMatchObject({ status: 201, body: { release: reply.body.release } });
    expect(again.body.processes).toMatchObject([
      { version: 1, changed: false },
      { version: 1, changed: false },
    ]);
  });

  test('has the fields of its HTML form', async () => {
    const { body } = await admin.call('GET', '/api/processes/invoice');
    expect(body.startForm).toMatchObject({ key: 'start_form', notRun: [expect.stringContaining('not run')] });
    expect(app.ground.model.live().registry.forms.get('start_form')!.definition.variables).toMatchObject({
      amount: { type: 'decimal' },
      invoiceCategory: { type: 'choice' },
    });
  });

  test('goes to the group the decision gives, and to its end when approved', async () => {
    const id = await start('I-1');
    expect(await taskOf(demo, id)).toBeUndefined();
    const approve = await taskOf(mary, id);
    expect(approve).toMatchObject({ element: 'approveInvoice', assignee: null });
    expect((await mary.call('POST', `/api/tasks/${approve.id}/claim`, {})).status).toBe(200);
    const values = { approved: true };
    expect((await mary.call('POST', `/api/tasks/${approve.id}/complete`, { values })).status).toBe(200);

    const transfer = await taskOf(mary, id);
    expect(transfer).toMatchObject({ element: 'prepareBankTransfer' });
    await mary.call('POST', `/api/tasks/${transfer.id}/claim`, {});
    expect((await mary.call('POST', `/api/tasks/${transfer.id}/complete`, {})).status).toBe(200);
    await vi.waitFor(async () => {
      const { body } = await admin.call('GET', `/api/instances/${id}`);
      expect(body.item).toMatchObject({ status: 'completed', incidents: 0 });
    }, 60_000);
  });

  test('is reviewed when refused: by whom "demo" names, then back to who refused it', async () => {
    const id = await start('I-2');
    const approve = await taskOf(mary, id);
    await mary.call('POST', `/api/tasks/${approve.id}/claim`, {});
    await mary.call('POST', `/api/tasks/${approve.id}/complete`, { values: { approved: false } });

    // The review is an instance of its own, called from the first.
    const { body: list } = await demo.call('GET', '/api/tasks');
    expect(list.items).toMatchObject([{ element: 'assignReviewer', assignee: { name: 'demo' } }]);
    const assigned = await demo.call('POST', `/api/tasks/${list.items[0].id}/complete`, {
      values: { reviewer: 'demo' },
    });
    expect(assigned.status).toBe(200);
    const { body: mine } = await demo.call('GET', '/api/tasks');
    expect(mine.items).toMatchObject([{ element: 'reviewInvoice' }]);
    await demo.call('POST', `/api/tasks/${mine.items[0].id}/complete`, { values: { clarified: true } });

    expect(await taskOf(mary, id)).toMatchObject({ element: 'approveInvoice', assignee: { name: 'mary' } });
  });

  test('a newer file takes the place of the one with the same process', async () => {
    const { body, status } = await send({
      'invoice.v1.bpmn': read('invoice.v1.bpmn'),
      'creditor.task_types.yaml': INVOICE_MAPPING.replace('ArchiveInvoiceService', 'NotifyCreditorService'),
    });
    expect({ status, processes: body.processes }).toMatchObject({
      status: 201,
      processes: [{ key: 'invoice', version: 2, changed: true }],
    });
  });

  test('what can not be deployed is refused with its name', async () => {
    expect(await send({ 'invoice.pdf': read('invoice.pdf') })).toMatchObject({
      status: 422,
      body: { problems: [{ file: 'invoice.pdf', message: expect.stringContaining('BPMN or DMN') }] },
    });
    expect(await send({ 'broken.bpmn': '<definitions' })).toMatchObject({
      status: 422,
      body: { problems: [{ file: 'broken.bpmn' }] },
    });
    expect(await mary.call('POST', '/api/deployments', new FormData())).toMatchObject({ status: 403 });
  });
});
