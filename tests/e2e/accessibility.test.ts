/** The main pages of the workspace, light and dark: nothing serious for those who use a keyboard, a reader, or see little. */
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { applyFolder } from '../../runtime/server/publish/folder.ts';
import { testApp } from '../support/app.ts';
import { appPages } from '../support/app-page.ts';
import { seriousFindings } from '../support/axe.ts';

const app = await testApp();
await applyFolder(app.ground, join(import.meta.dirname, 'sales'), { personId: null });
const admin = await app.signIn();
const pages = await appPages(app);

const customer = (await admin.call('POST', '/api/records/customer', { values: { name: 'Lisova Pekarnia' } }))
  .body;
const deal = (
  await admin.call('POST', '/api/records/deal', {
    values: { name: 'Conveyor line', customer: customer.id, amount: { amount: '90000', currency: 'UAH' } },
  })
).body;
const started = (
  await admin.call('POST', '/api/processes/approval/instances', {
    values: { reason: 'A good customer.' },
    record: { entity: 'deal', id: deal.id },
  })
).body;

const PAGES = [
  ['sign-in', '/sign-in', 'Sign in to Potik'],
  ['inbox', `/inbox?task=${started.next}`, 'Approve the discount'],
  ['list', '/records/deal', 'Conveyor line'],
  ['board', '/records/deal?as=kanban', 'Conveyor line'],
  ['record', `/records/deal/${deal.id}`, 'Conveyor line'],
  ['new record', '/records/deal/new', 'Decision maker'],
  ['catalogue', '/start', 'Discount approval'],
  ['start form', '/start/approval', 'Reason'],
  ['my processes', '/processes', 'Discount approval'],
  ['instance', `/instances/${started.id}`, 'Steps'],
  ['profile', '/profile', 'Time zone'],
] as const;

test.each(PAGES.flatMap((page) => [false, true].map((dark) => [...page, dark] as const)))(
  '%s (%s, “%s”, dark: %s)',
  async (name, path, seen, dark) => {
    const page = await pages.open(path, { dark, ...(name !== 'sign-in' && { caller: admin }) });
    await page.getByText(seen).first().waitFor();
    expect(await seriousFindings(page)).toEqual([]);
  },
);

test.each([
  ['/inbox'],
  ['/records/deal'],
  ['/records/deal?as=kanban'],
  [`/records/deal/${deal.id}`],
  ['/records/deal/new'],
  ['/start/approval'],
  [`/instances/${started.id}`],
])('%s is not wider than a phone', async (path) => {
  const page = await pages.open(path, { caller: admin, phone: true });
  await page.locator('main').waitFor();
  await page.getByRole('status', { name: 'Loading' }).first().waitFor({ state: 'detached' });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
});
