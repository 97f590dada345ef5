/** A day in the workspace: signing in, lists, records, the board, a process from its start form to the end of its task. */
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { systemPrincipal } from '../../runtime/server/auth/principal.ts';
import { applyFolder } from '../../runtime/server/publish/folder.ts';
import { ADMIN, testApp } from '../support/app.ts';
import { appPages } from '../support/app-page.ts';

const app = await testApp();
await applyFolder(app.ground, join(import.meta.dirname, 'sales'), { personId: null });
const admin = await app.signIn();
const pages = await appPages(app);

async function make(
  entity: string,
  values: Record<string, unknown>,
): Promise<{ id: string; version: number }> {
  const { status, body } = await admin.call('POST', `/api/records/${entity}`, { values });
  if (status !== 201) throw new Error(JSON.stringify(body));
  return body;
}

async function read(entity: string, id: string) {
  return (await admin.call('GET', `/api/records/${entity}/${id}`)).body;
}

const uah = (amount: string) => ({ amount, currency: 'UAH' });

test('signing in leads to the page one wanted; a wrong password is said in words', async () => {
  const page = await pages.open('/records/deal');
  await page.getByLabel('E-mail').fill(ADMIN.email);
  await page.getByLabel('Password', { exact: true }).fill('wrong');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.getByText('The e-mail address or the password is wrong.').waitFor();

  await page.getByLabel('Password', { exact: true }).fill(ADMIN.password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.getByRole('heading', { name: 'Deals', level: 1 }).waitFor();
  expect(new URL(page.url()).pathname).toBe('/records/deal');
});

test('a list is searched, filtered, sorted; its state stands in the address', async () => {
  const customer = await make('customer', { name: 'Zorepad Market' });
  for (const [name, amount] of [
    ['Racking', '300000'],
    ['Conveyor', '900000'],
    ['Racking repair', '40000'],
  ] as const)
    await make('deal', { name, amount: uah(amount), customer: customer.id });
  const page = await pages.open('/records/deal', { caller: admin });
  await page.getByRole('link', { name: 'Conveyor' }).waitFor();

  await page.getByLabel('Find in the list').fill('racking');
  await page.getByRole('link', { name: 'Conveyor' }).waitFor({ state: 'detached' });
  expect(await titles(page)).toEqual(['Racking', 'Racking repair']);

  await page.getByRole('button', { name: 'Add filter' }).click();
  await choose(page, 'Field', 'Amount');
  await choose(page, 'Condition', 'more than');
  await page.getByLabel('Value').fill('100000');
  await page.getByRole('button', { name: 'Apply' }).click();
  await page.getByRole('link', { name: 'Racking repair' }).waitFor({ state: 'detached' });
  await page.getByText('1 record', { exact: true }).waitFor();

  await page.reload();
  await page.getByRole('link', { name: 'Racking' }).waitFor();
  expect(await titles(page)).toEqual(['Racking']);

  await page.getByRole('tab', { name: 'Large deals' }).click();
  await page.getByRole('link', { name: 'Conveyor' }).waitFor();
  expect(await titles(page)).toEqual(['Conveyor']);
});

test('a record is created, edited in place and saved; somebody else’s change of the same field is shown', async () => {
  const page = await pages.open('/records/deal/new', { caller: admin });
  await page.getByLabel('Name').fill('Mezzanine floor');
  await page.getByRole('textbox', { name: 'Customer' }).fill('Skelia');
  await page.getByRole('option', { name: 'Create “Skelia”' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Create' }).click();
  await dialog.waitFor({ state: 'detached' });
  await page.getByLabel('Amount').fill('250000');
  await page
    .getByRole('button', { name: /^Create(?! and)/ })
    .last()
    .click();
  await page.getByRole('heading', { name: 'Mezzanine floor', level: 2 }).waitFor();
  const id = new URL(page.url()).pathname.split('/').at(-1)!;
  expect(await read('deal', id)).toMatchObject({
    name: 'Mezzanine floor',
    customer: { title: 'Skelia' },
    amount: { currency: 'UAH' },
    stage: 'new',
  });

  await page.getByRole('button', { name: 'Change Decision maker' }).click();
  await page.getByRole('textbox', { name: 'Decision maker' }).fill('Olena');
  await page.getByText('1 unsaved change').first().waitFor();
  const { version } = await read('deal', id);
  await admin.call('PATCH', `/api/records/deal/${id}`, { version, values: { decision_maker: 'Taras' } });
  await page.keyboard.press('Control+s');
  await page.getByText('Somebody else changed this meanwhile').waitFor();
});

test('a card is moved on the board; what the stage requires is asked in place', async () => {
  const { id } = await make('deal', { name: 'Grain dryer', amount: uah('600000'), stage: 'proposal' });
  const page = await pages.open('/records/deal?as=kanban&search=Grain', { caller: admin });
  const card = page.locator('[data-rfd-draggable-id]', { hasText: 'Grain dryer' });
  await card.waitFor();

  // By keyboard, as people without a mouse do: lift, carry one lane to the right, drop.
  await card.focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('ArrowRight');
  await page.waitForFunction(() => document.body.innerText.includes('Asked for when you drop the card'));
  await page.keyboard.press('Space');
  const dialog = page.getByRole('dialog', { name: /Negotiation/ });
  await dialog.getByLabel('Decision maker').fill('Olena');
  await dialog.getByRole('button', { name: 'Move' }).click();
  await dialog.waitFor({ state: 'detached' });
  await expect.poll(() => read('deal', id)).toMatchObject({ stage: 'negotiation', decision_maker: 'Olena' });
});

test('a process is started, its task taken and completed, its instance shown', async () => {
  const page = await pages.open('/start', { caller: admin });
  await page.getByRole('link', { name: 'Discount approval' }).click();
  await page.getByLabel('Reason').fill('A good customer.');
  await page.getByRole('button', { name: 'Start' }).last().click();

  await page.getByRole('heading', { name: 'Approve the discount' }).waitFor();
  await page.getByText('A good customer.').first().waitFor();
  await page.getByRole('button', { name: 'Take this task' }).click();
  await page.getByRole('button', { name: /^Approve/ }).click();
  await page.getByText('Some fields need your attention.').waitFor();
  await page.getByRole('textbox', { name: 'Comment' }).fill('Once.');
  await page.getByRole('button', { name: /^Approve/ }).click();
  await page.getByText('Done: Approve the discount').waitFor();

  await page.goto(`${app.url}/processes?state=ended`);
  await page.getByRole('link', { name: 'Discount approval' }).first().click();
  await page.waitForURL(/\/instances\//);
  await page.getByRole('heading', { name: 'Discount approval', level: 1 }).waitFor();
  await page.getByText('Finished').waitFor();
  await page.locator('.djs-element[data-element-id="approve"]').waitFor();
  await page.getByRole('cell', { name: /Approve the discount/ }).waitFor();
});

test('marked records are deleted together, and come back together', async () => {
  for (const name of ['Doors north', 'Doors south']) await make('deal', { name });
  const page = await pages.open('/records/deal?search=Doors', { caller: admin });
  await page.getByLabel('Mark Doors north').check();
  await page.getByLabel('Mark Doors south').check();
  await page.getByRole('button', { name: 'Delete' }).click();
  await page.getByText('2 records moved to the recycle bin').waitFor();
  await page.getByText('Nothing fits the filter').waitFor();
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByRole('link', { name: 'Doors north' }).waitFor();
  expect(await titles(page)).toEqual(['Doors north', 'Doors south']);
});

test('cells are edited in the list: kept at once, taken back, asked about on a conflict', async () => {
  const { id } = await make('deal', {
    name: 'Edited in place',
    amount: uah('1000'),
    decision_maker: 'Olena',
  });
  const columns = encodeURIComponent(JSON.stringify(['amount', 'decision_maker']));
  const page = await pages.open(`/records/deal?search=Edited&columns=${columns}`, { caller: admin });
  const cell = (column: number) => page.locator(`td[data-spot="${id} ${column}"]`);

  // Walked to with arrows, edited with F2, kept with Enter.
  await cell(1).click();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('F2');
  await page.getByLabel('Decision maker').getByRole('textbox').fill('Taras');
  await page.keyboard.press('Enter');
  await cell(2).getByText('Taras').waitFor();
  await expect.poll(async () => (await read('deal', id)).decision_maker).toBe('Taras');
  expect(await page.evaluate(() => document.activeElement?.getAttribute('data-spot'))).toBe(`${id} 2`);

  // What is taken back stands in the record again.
  await page.keyboard.press('Control+Z');
  await expect.poll(async () => (await read('deal', id)).decision_maker).toBe('Olena');
  await cell(2).getByText('Olena').waitFor();

  // Somebody else changes the same field while it is edited.
  await cell(2).dblclick();
  const { version } = await read('deal', id);
  await page.route('**/api/records/deal/query', (route) => route.abort());
  await admin.call('PATCH', `/api/records/deal/${id}`, { version, values: { decision_maker: 'Petro' } });
  await page.getByLabel('Decision maker').getByRole('textbox').fill('Ivan');
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog');
  await dialog.getByText('Petro').waitFor();
  await page.unroute('**/api/records/deal/query');
  await dialog.getByLabel('Decision maker: Yours').check();
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect.poll(async () => (await read('deal', id)).decision_maker).toBe('Ivan');
});

test('a list stands in groups with counts and sums; a closed group is not listed', async () => {
  await make('deal', { name: 'Grouped one', amount: uah('100'), decision_maker: 'A' });
  await make('deal', { name: 'Grouped two', amount: uah('250'), decision_maker: 'B' });
  const columns = encodeURIComponent(JSON.stringify(['amount:sum']));
  const page = await pages.open(`/records/deal?search=Grouped&columns=${columns}`, { caller: admin });
  await page.getByRole('button', { name: 'Group', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Stage', exact: true }).click();
  const head = page.getByRole('row').filter({ has: page.getByRole('button', { expanded: true }) });
  await head.getByText('₴350').waitFor();
  expect(await titles(page)).toEqual(expect.arrayContaining(['Grouped one', 'Grouped two']));
  expect(new URL(page.url()).searchParams.get('group')).toContain('stage');

  await head.getByRole('button').click();
  await page.getByRole('link', { name: 'Grouped one' }).waitFor({ state: 'detached' });
  await page.getByRole('button', { expanded: false, name: /2$/ }).waitFor();

  // A group of conditions: one of them is enough; a value is picked from a list beside the filter.
  await page.getByRole('button', { name: 'Add filter' }).click();
  await page.getByRole('button', { name: 'Add a group' }).click();
  await choose(page, 'Field', 'Decision maker');
  await page.getByLabel('Value').fill('A');
  await page.getByRole('button', { name: 'Apply' }).first().click();
  await page.getByRole('button', { name: 'Add filter' }).last().click();
  await choose(page, 'Field', 'Stage');
  await choose(page, 'Value', 'Won');
  await page.getByRole('button', { name: 'Apply' }).first().click();
  await page.getByRole('button', { name: 'Apply' }).click();
  await page.getByRole('button', { expanded: false, name: /1$/ }).waitFor();
  await page.getByRole('button', { name: 'Remove the group of conditions' }).waitFor();
});

test('a list as it stands is kept as a view of one’s own', async () => {
  await make('deal', { name: 'Kept in a view' });
  const page = await pages.open('/records/deal?search=Kept&sort=%5B"-name"%5D', { caller: admin });
  await page.getByRole('link', { name: 'Kept in a view' }).waitFor();
  await page.getByRole('button', { name: 'Save as a view' }).click();
  await page.getByLabel('Name of the view').fill('Mine');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByRole('tab', { name: 'Mine', selected: true }).waitFor();
  await page.getByRole('button', { name: 'Actions with the view' }).click();
  await page.getByRole('menuitem', { name: 'Remove view' }).click();
  await page.getByRole('button', { name: 'Remove view' }).click();
  await page.getByRole('tab', { name: 'Mine' }).waitFor({ state: 'detached' });
});

test('the timeline says what changed and why, and takes notes', async () => {
  const { id, version } = await make('deal', { name: 'Cold-room doors', decision_maker: 'Olena' });
  await admin.call('PATCH', `/api/records/deal/${id}`, { version, values: { decision_maker: 'Taras' } });
  const page = await pages.open(`/records/deal/${id}`, { caller: admin });
  const timeline = page.getByRole('region', { name: 'Timeline' });
  await timeline.getByText('Decision maker').waitFor();
  await timeline.getByText('Taras').waitFor();
  await page.getByLabel(/^Write a note/).fill('Call them on Thursday.');
  await page.getByRole('button', { name: /Add note/ }).click();
  await timeline.getByText('Call them on Thursday.').waitFor();

  // a value leads back to the person who set it
  await timeline.getByRole('button', { name: 'Why “Decision maker” became so' }).first().click();
  const why = page.getByRole('dialog');
  await why.getByText('Where “Decision maker” comes from').waitFor();
  await why.getByRole('listitem').filter({ hasText: /^By / }).waitFor();
  await page.keyboard.press('Escape');

  // and is erased on request, from the history too
  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Anonymise…' }).click();
  const erase = page.getByRole('button', { name: 'Erase', exact: true });
  await page.getByText('Emptied:').waitFor();
  expect(await erase.isDisabled()).toBe(true);
  await page.getByLabel('Type “Cold-room doors” to confirm').fill('Cold-room doors');
  await erase.click();
  await page.getByText('The personal data was erased').waitFor();
  await timeline.getByText('Taras').waitFor({ state: 'detached' });
  expect((await read('deal', id)).decision_maker).toBeNull();
});

test('an administrator asks why a person may not change a record', async () => {
  // given a deal, and somebody without a role that says anything of deals
  const { id } = await make('deal', { name: 'Weighing station' });
  await app.services.people.create(
    { name: 'Bohdan Visitor', email: 'bohdan@example.com', password: 'a long enough one', roles: [] },
    systemPrincipal(),
  );
  const page = await pages.open(`/records/deal/${id}`, { caller: admin });

  // when
  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: /and why…$/ }).click();
  const dialog = page.getByRole('dialog', { name: 'Rights on this record' });
  await dialog.getByText('You may do this.').waitFor();
  await dialog.getByRole('textbox', { name: 'Person' }).fill('Bohdan Visitor');
  await page.getByRole('option', { name: 'Bohdan Visitor' }).click();

  // then
  await dialog.getByText('Bohdan Visitor may not do this.').waitFor();
  await dialog.getByText(/^Roles that may: /).waitFor();
});

test('deleting a record can be undone', async () => {
  const { id } = await make('deal', { name: 'Spare parts' });
  const page = await pages.open(`/records/deal/${id}`, { caller: admin });
  await page.getByRole('heading', { name: 'Spare parts', level: 2 }).waitFor();
  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  await page.getByText('Moved to the recycle bin: Spare parts').waitFor();
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByRole('heading', { name: 'Spare parts', level: 2 }).waitFor();
  expect(await read('deal', id)).toMatchObject({ deleted_at: null });
});

// helpers //////////

async function titles(page: Page): Promise<string[]> {
  return page.locator('tbody tr[aria-rowindex] td:nth-child(2)').allInnerTexts();
}

async function choose(page: Page, label: string, option: string): Promise<void> {
  await page
    .getByRole('textbox', { name: label })
    .or(page.getByRole('combobox', { name: label }))
    .first()
    .click();
  await page.getByRole('option', { name: option, exact: true }).click();
}
