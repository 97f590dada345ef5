/**
 * Northwind in the browser: a seller makes an order with lines, sums are right as one types, its process begins by itself, a sales
 * manager decides, and the order says so.
 */
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { systemPrincipal } from '../../runtime/server/auth/principal.ts';
import { applyFolder } from '../../runtime/server/publish/folder.ts';
import { testApp } from '../support/app.ts';
import { appPages } from '../support/app-page.ts';

const PASSWORD = 'a password for tests';
const app = await testApp();
await applyFolder(app.ground, join(import.meta.dirname, '../../templates/northwind'), { personId: null });
const pages = await appPages(app);
const admin = await app.signIn();
const system = systemPrincipal();

async function person(name: string, role: string) {
  const email = `${name.toLowerCase()}@example.com`;
  await admin.call('POST', '/api/people', { name, email, password: PASSWORD, roles: [role] });
  return app.signIn({ email, password: PASSWORD });
}

test('a new order begins its process; the decision of a manager is written back to it', async () => {
  // given a customer and a product of which 39 are in stock
  const { records } = app.services;
  await records.create(system, 'customer', { name: 'Alfreds Futterkiste' });
  await records.create(system, 'product', {
    name: 'Chai',
    price: { amount: '18.00', currency: 'USD' },
    in_stock: 39,
  });
  const seller = await person('Nancy', 'seller');
  const manager = await person('Andrew', 'sales_manager');

  // when a seller makes an order of sixty in the browser
  const page = await pages.open('/records/order/new', { caller: seller });
  await page.getByRole('textbox', { name: 'Customer' }).fill('Alfreds');
  await page.getByRole('option', { name: 'Alfreds Futterkiste' }).click();
  await page.getByRole('button', { name: 'Line' }).click();
  const lines = page.getByRole('table', { name: 'Products' });
  await lines.getByRole('textbox', { name: 'Product' }).fill('Chai');
  await page.getByRole('option', { name: 'Chai' }).click();
  await lines.getByLabel('Quantity').fill('60');
  await page
    .getByRole('button', { name: /^Create(?! and)/ })
    .last()
    .click();
  await page.waitForURL(/\/records\/order\/[0-9a-f-]{36}/);
  const id = new URL(page.url()).pathname.split('/').at(-1)!;
  const order = async () => (await seller.call('GET', `/api/records/order/${id}`)).body;
  expect(await order()).toMatchObject({ status: 'new', total: { amount: '1080.00' }, missing: 21 });

  // then the sales manager finds the task, and refuses
  const desk = await pages.open(`/inbox?queue=group:sales_manager`, { caller: manager });
  await desk.getByText('Check the order').first().click();
  await desk.getByRole('heading', { name: 'Check the order' }).waitFor();
  await desk.getByRole('button', { name: 'Take this task' }).click();
  await desk.getByLabel('Why it was cancelled').fill('Out of stock until March');
  await desk.getByRole('button', { name: /^Refuse/ }).click();
  await desk.getByText('Done: Check the order').waitFor();

  // and the order says so, in the page that is still open
  await expect.poll(async () => (await order()).status).toBe('cancelled');
  await page.getByText('Out of stock until March').first().waitFor();
});
