/** The main pages of the workspace, light and dark: nothing serious for those who use a keyboard, a reader, or see little. */
import { join } from 'node:path';
import { test } from 'vitest';
import { applyFolder } from '../../runtime/server/publish/folder.ts';
import { testApp } from '../support/app.ts';
import { appPages } from '../support/app-page.ts';
import { expectAccessible } from '../support/page-access.ts';

const app = await testApp();
await applyFolder(app.ground, join(import.meta.dirname, 'sales'), { personId: null });
const admin = await app.signIn();
const pages = await appPages(app);
const page = await pages.open('/inbox', { caller: admin });

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

test.each(PAGES)('%s (%s)', async (_name, path, seen) => {
  await expectAccessible(page, app.url + path, () => page.getByText(seen).first().waitFor());
});

test('sign-in', async () => {
  const stranger = await pages.open('/sign-in');
  await expectAccessible(stranger, `${app.url}/sign-in`, () =>
    stranger.getByText('Sign in to Potik').first().waitFor(),
  );
});
