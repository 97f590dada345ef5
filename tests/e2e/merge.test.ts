/** Records that look alike as people go through them: a group, one of it compared and merged, taken back, another told apart. */
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { systemPrincipal } from '../../runtime/server/auth/principal.ts';
import { applyFolder } from '../../runtime/server/publish/folder.ts';
import { testApp } from '../support/app.ts';
import { appPages } from '../support/app-page.ts';
import { seriousFindings } from '../support/axe.ts';

const app = await testApp();
await applyFolder(app.ground, fileURLToPath(new URL('../../templates/crm', import.meta.url)), {
  personId: null,
});
const { records } = app.services;
const system = systemPrincipal();
const admin = await app.signIn();
const pages = await appPages(app);

test('a group of three customers', async () => {
  // given
  const { id: responsible } = await records.create(system, 'user', {
    name: 'Oksana',
    email: 'oksana@example.com',
  });
  const make = (values: Record<string, unknown>) =>
    records.create(system, 'customer', { responsible, ...values });
  const first = await make({ name: 'Lisova Pryroda', city: 'Lviv' });
  const second = await make({ name: 'Lisova Pryroda LLC', city: 'Lviv', notes: 'Calls on Fridays' });
  const third = await make({ name: 'Lisova Pryroda Odesa', city: 'Lviv' });
  const deal = await records.create(system, 'deal', { name: 'Conveyor', customer: second.id, responsible });
  while (await records.findDuplicates());

  // when they are opened, they stand as one group under the oldest
  const page = await pages.open('/records/customer/duplicates', { caller: admin });
  await page.getByRole('link', { name: 'Lisova Pryroda', exact: true }).waitFor();
  expect(await page.getByRole('link', { name: 'Lisova Pryroda Odesa', exact: true }).count()).toBe(1);
  expect(await seriousFindings(page)).toEqual([]);

  // and one of it is said to be another
  await page.getByRole('button', { name: 'Not the same: Lisova Pryroda Odesa' }).click();
  await page.getByText('It is not listed among them any more.').waitFor();
  await page.getByRole('link', { name: 'Lisova Pryroda Odesa', exact: true }).waitFor({ state: 'detached' });

  // and the other one is merged, with its notes
  await page.getByRole('link', { name: 'Compare and merge: Lisova Pryroda LLC' }).click();
  await page.getByRole('radiogroup', { name: 'Notes' }).waitFor();
  expect(await seriousFindings(page)).toEqual([]);
  await page.getByRole('button', { name: 'Merge' }).click();
  await page.getByText('The records are one now').waitFor();
  await page.waitForURL(`**/records/customer/${first.id}*`);
  expect(await records.get(system, 'customer', first.id)).toMatchObject({
    name: 'Lisova Pryroda',
    notes: 'Calls on Fridays',
  });
  expect(await records.get(system, 'deal', deal.id)).toMatchObject({ customer: { id: first.id } });

  // then the merge is taken back
  await page
    .getByRole('alert')
    .filter({ hasText: 'The records are one now' })
    .getByRole('button', { name: 'Undo' })
    .click();
  await expect
    .poll(async () => (await records.find(system, 'customer', second.id))?.name)
    .toBe('Lisova Pryroda LLC');
  expect((await records.get(system, 'customer', first.id)).notes ?? null).toBe(null);
  expect(await records.get(system, 'deal', deal.id)).toMatchObject({ customer: { id: second.id } });
  expect(third.id).toBeTruthy();
});
