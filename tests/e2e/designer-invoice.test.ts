/**
 * Camunda's invoice demo, dropped on the designer as it is: the class of its archive task is a problem that names it, is mapped to
 * a task type of the platform, and after publishing the process is started from the workspace.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { testApp } from '../support/app.ts';
import { appPages } from '../support/app-page.ts';
import { sharedFolder } from '../support/conformance/scenario.ts';
import { INVOICE_FORMS, INVOICE_MODELS } from '../support/invoice-demo.ts';

const shared = sharedFolder();

describe.skipIf(shared === null)('the invoice demo in the designer', async () => {
  if (shared === null) return;
  const app = await testApp();
  const admin = await app.signIn();
  const pages = await appPages(app);

  test('dropped, mapped, published, started', async () => {
    const page = await pages.open('/design', { caller: admin });
    await page.getByRole('button', { name: 'Publish', exact: true }).waitFor();

    // when the files are dropped
    const files = [...INVOICE_MODELS, ...INVOICE_FORMS].map((name) => ({
      name,
      content: readFileSync(join(shared, 'data/bpmn/camunda-invoice', name), 'utf8'),
    }));
    const dropped = await page.evaluateHandle((given) => {
      const transfer = new DataTransfer();
      for (const { name, content } of given) transfer.items.add(new File([content], name));
      return transfer;
    }, files);
    await page.dispatchEvent('body', 'dragover', { dataTransfer: dropped });
    await page.getByText('Drop BPMN, DMN, form and YAML files here').waitFor();
    await page.dispatchEvent('body', 'drop', { dataTransfer: dropped });
    await page.getByText('8 files taken into the draft').waitFor();

    // then the program that is not there is a problem of its task
    await page.getByRole('link', { name: /^Invoice Receipt/ }).click();
    await page.getByRole('button', { name: /is implemented by .*ArchiveInvoiceService/ }).click();

    // when it is mapped
    await page.getByRole('button', { name: 'Map it', exact: true }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('combobox', { name: 'Task type' }).click();
    await page.getByRole('option', { name: /^log\.write/ }).click();
    await dialog.getByLabel(/^Message/).fill('= "Archived " + invoiceNumber');
    await dialog.getByRole('button', { name: 'Map it', exact: true }).click();
    await page.getByText('Runs as log.write').waitFor();

    // and published
    await page.getByRole('button', { name: 'Publish', exact: true }).click();
    await page.getByRole('textbox', { name: 'Note' }).fill('Invoices');
    await page.getByRole('button', { name: /^Publish release/ }).click();
    await page.getByText(/^Published as release/).waitFor();

    // then it stands in the catalogue with the form that its HTML became
    const work = await pages.open('/start', { caller: admin });
    await work.getByRole('link', { name: 'Invoice Receipt' }).click();
    await work.getByLabel('Creditor').fill('Great Pizza for Everyone Inc.');
    await work.getByLabel('Amount').fill('30.00');
    await work.getByRole('combobox', { name: 'Invoice Category' }).click();
    await work.getByRole('option', { name: 'Travel Expenses' }).click();
    await work.getByLabel('Invoice Number').fill('GPFE-23232323');
    await work.getByRole('button', { name: 'Start' }).last().click();
    await expect
      .poll(async () => (await admin.call('GET', '/api/tasks?queue=all')).body.items?.[0]?.element)
      .toBe('approveInvoice');
  });
});
