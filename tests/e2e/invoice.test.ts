/**
 * Camunda's invoice demo, unmodified, worked by people in the browser: the start form, the group its decision gives, claiming and
 * approving, and the way the instance took on the diagram.
 */
import { describe, expect, test } from 'vitest';
import { systemPrincipal } from '../../runtime/server/auth/principal.ts';
import { testApp } from '../support/app.ts';
import { appPages } from '../support/app-page.ts';
import { sharedFolder } from '../support/conformance/scenario.ts';
import { INVOICE_FORMS, INVOICE_MAPPING, INVOICE_MODELS, readInvoiceFile } from '../support/invoice-demo.ts';

const shared = sharedFolder();
const PASSWORD = 'a password for tests';

describe.skipIf(shared === null)('the invoice demo', async () => {
  if (shared === null) return;
  const app = await testApp();
  const pages = await appPages(app);
  const admin = await app.signIn();
  const files = new FormData();
  for (const name of [...INVOICE_MODELS, ...INVOICE_FORMS])
    files.append('file', new Blob([readInvoiceFile(shared, name)]), name);
  files.append('file', new Blob([INVOICE_MAPPING]), 'invoice.task_types.yaml');
  const deployed = await admin.call('POST', '/api/deployments', files);

  const { records } = app.services;
  const accounting = await records.create(systemPrincipal(), 'team', {
    name: 'Accounting',
    key: 'accounting',
    takes_tasks: true,
  });
  const email = 'mary@example.com';
  const { body: mary } = await admin.call('POST', '/api/people', { name: 'Mary', email, password: PASSWORD });
  await records.update(systemPrincipal(), 'user', mary.id, {
    version: null,
    values: { login: 'mary', team: accounting.id },
  });
  const caller = await app.signIn({ email, password: PASSWORD });

  test('start form, claim, approve, transfer, and the path on the diagram', async () => {
    expect(deployed.status, JSON.stringify(deployed.body)).toBe(201);

    // given an invoice that comes in
    const clerk = await pages.open('/start', { caller: admin });
    await clerk.getByRole('link', { name: 'Invoice Receipt' }).click();
    await clerk.getByLabel('Creditor').fill('Great Pizza for Everyone Inc.');
    await clerk.getByLabel('Amount').fill('30.00');
    await clerk.getByRole('combobox', { name: 'Invoice Category' }).click();
    await clerk.getByRole('option', { name: 'Travel Expenses' }).click();
    await clerk.getByLabel('Invoice Number').fill('GPFE-23232323');
    await clerk.getByRole('button', { name: 'Start' }).last().click();
    await clerk.waitForURL(({ pathname }) => !pathname.startsWith('/start'));
    await expect
      .poll(async () => (await caller.call('GET', '/api/tasks?queue=mine_and_queues')).body.items)
      .toMatchObject([{ element: 'approveInvoice', assignee: null }]);

    // when somebody of the group that the decision gave claims and approves it
    const page = await pages.open('/inbox', { caller });
    await page
      .getByRole('link', { name: 'Accounting' })
      .or(page.getByRole('button', { name: 'Accounting' }))
      .first()
      .click();
    await page.getByText('Approve Invoice').first().click();
    await page.getByRole('heading', { name: 'Approve Invoice' }).waitFor();
    await page.getByRole('button', { name: 'Take this task' }).click();
    await page
      .getByLabel(/approve/i)
      .first()
      .check();
    await page.getByRole('button', { name: /^Complete/ }).click();
    await page.getByText('Done: Approve Invoice').waitFor();

    // and prepares the transfer
    const [transfer] = (await caller.call('GET', '/api/tasks?queue=mine_and_queues')).body.items;
    expect(transfer).toMatchObject({ element: 'prepareBankTransfer' });
    await page.goto(`${app.url}/inbox?queue=group:accounting&task=${transfer.id}`);
    await page.getByRole('button', { name: 'Take this task' }).click();
    await page.getByRole('button', { name: /^Complete/ }).click();
    await page.getByText('Done: Prepare Bank Transfer').waitFor();

    // then the instance has ended, and its way stands on the diagram
    const instance = transfer.process.instanceId;
    await expect
      .poll(async () => (await admin.call('GET', `/api/instances/${instance}`)).body.item.status)
      .toBe('completed');
    const watcher = await pages.open(`/instances/${instance}`, { caller: admin });
    await watcher.locator('.djs-element[data-element-id="approveInvoice"]').waitFor();
    await watcher
      .getByRole('cell', { name: /Prepare Bank Transfer/ })
      .first()
      .waitFor();
  });
});
