/**
 * An analyst's work in the designer, from a field to a process that somebody works on: what is drawn is published and done in the
 * workspace a moment later.
 */
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { applyFolder } from '../../runtime/server/publish/folder.ts';
import { testApp } from '../support/app.ts';
import { appPages, goTo } from '../support/app-page.ts';

const app = await testApp();
await applyFolder(app.ground, join(import.meta.dirname, 'sales'), { personId: null });
const admin = await app.signIn();
const pages = await appPages(app);

test('a field is added to an entity, undone, made again, published; the next record has it', async () => {
  const page = await pages.open('/design/data-model?entity=customer', { caller: admin });

  // when a field is added
  await page.getByRole('link', { name: 'New field' }).click();
  await page.getByRole('radio', { name: 'Choice', exact: true }).click();
  await page.getByRole('textbox', { name: 'Name, English' }).fill('Source');
  await page.getByRole('textbox', { name: 'Name, Українська' }).fill('Джерело');
  expect(await page.getByRole('textbox', { name: 'Key' }).inputValue()).toBe('source');
  for (const option of ['Web site', 'Call']) {
    await page.getByRole('textbox', { name: 'Option, English' }).fill(option);
    await page.getByRole('textbox', { name: 'Option, English' }).press('Enter');
  }
  await page.getByRole('button', { name: 'Add field' }).click();

  // then it stands in the draft, and undo takes it away
  await page.getByRole('link', { name: /^Source new/ }).waitFor();
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByRole('link', { name: /^Source/ }).waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Redo' }).click();
  await page.getByRole('link', { name: /^Source new/ }).waitFor();
  const draft = (await admin.call('GET', '/api/metadata/draft')).body;
  expect(draft.changes[0].change).toMatchObject({ change: 'add_field', definition: 'entity/customer' });

  // when it is published
  await publish(page);

  // then records have it at once
  const made = await admin.call('POST', '/api/records/customer', {
    values: { name: 'Lisova', source: 'web_site' },
  });
  expect(made.status).toBe(201);
  const { body } = await admin.call('GET', `/api/records/customer/${made.body.id}`);
  expect(body.source).toBe('web_site');

  // when the choice is thought of as two, the dialog asks the server what becomes of the values
  await goTo(page, `${page.url().split('/design')[0]}/design/data-model/customer/source`);
  await page.getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: 'Split into two choices…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Name of the second choice, English' }).fill('Medium');
  await dialog.getByRole('textbox', { name: 'Option, English' }).fill('Online');
  await dialog.getByRole('textbox', { name: 'Option, English' }).press('Enter');
  await dialog.getByRole('combobox', { name: 'Web site → Medium' }).click();
  await page.getByRole('option', { name: 'Online' }).click();
  await dialog.getByText('Customer: field “Source” split, with “Medium” beside it').waitFor();
  await dialog.getByRole('button', { name: 'Split', exact: true }).click();
  await dialog.waitFor({ state: 'detached' });

  // and a field goes where a lookup leads from
  await page.getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: 'Move to another entity…' }).click();
  await page.getByRole('dialog').getByText('Customer: field “Source” moved to Deal').waitFor();
  await page.getByRole('dialog').getByRole('button', { name: 'Move', exact: true }).click();
  await page.waitForURL(/data-model\/deal\/source/);
  await expect
    .poll(async () => (await admin.call('GET', '/api/metadata/draft')).body.changes.map(changeOf))
    .toMatchObject([
      {
        change: 'split_choice',
        second: 'medium',
        values: { web_site: ['web_site', 'online'], call: ['call', null] },
      },
      { change: 'move_field', field: 'source', to: 'entity/deal', along: 'customer' },
    ]);
  await admin.call('DELETE', '/api/metadata/draft');
});

test('three steps are drawn, one of them with a form made on the spot; a person does the task', async () => {
  const page = await pages.open('/design/process', { caller: admin });

  // given a new process about a customer
  await page.getByRole('button', { name: 'New process' }).first().click();
  await page.getByRole('textbox', { name: 'Name, English' }).fill('Customer check');
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await page.locator('[data-element-id="start"]').waitFor();

  // when three steps are drawn
  await appendTask(page, 'start');
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Look at the customer');
  await page.getByRole('combobox', { name: 'Role' }).click();
  await page.getByRole('option', { name: 'Administrator' }).click();
  await page.getByRole('button', { name: 'Make a form' }).click();
  await page.getByRole('textbox', { name: 'New field' }).fill('Verdict');
  await page.getByRole('dialog').getByRole('button', { name: 'Add' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Close', exact: true }).last().click();
  const first = await selectedId(page);
  await appendTask(page, first);
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Call the customer');
  await page.getByRole('combobox', { name: 'Role' }).click();
  await page.getByRole('option', { name: 'Administrator' }).click();
  const second = await selectedId(page);
  await choose(page, second);
  await page.locator('.djs-context-pad [data-action="append.end-event"]').click();

  // then nothing is wrong with it
  await page.getByText('Nothing leads to').waitFor({ state: 'detached' });
  await publish(page);

  // and it is started and done in the workspace
  const work = await pages.open('/start/customer_check', { caller: admin });
  await work.getByRole('button', { name: 'Start' }).last().click();
  await work.getByRole('button', { name: 'Take this task' }).click();
  await work.getByLabel('Verdict').fill('A good customer');
  await work.getByRole('button', { name: /^Complete/ }).click();
  await expect
    .poll(async () => (await admin.call('GET', '/api/tasks?queue=mine_and_queues')).body.items.map(nameOf))
    .toEqual(['Call the customer']);
});

test('the changes page tells the draft in words; a release is rolled back', async () => {
  const { body: before } = await admin.call('GET', '/api/metadata/releases');
  const page = await pages.open('/design/releases', { caller: admin });
  await page.getByText('Customer: field “Source” added').first().waitFor();

  // when the release before the last is made live again
  const earlier = before.items[1].number;
  await page
    .locator('section', { has: page.getByRole('heading', { name: `Release ${earlier}` }) })
    .getByRole('button', { name: 'Roll back to this' })
    .click();
  await page.getByRole('dialog').getByRole('button', { name: 'Roll back to this' }).click();

  // then it is a new release
  await page.getByText(`Published as release ${before.items[0].number + 1}`).waitFor();
  const { body: after } = await admin.call('GET', '/api/metadata/configuration');
  expect(after.definitions.some((one: { key: string }) => one.key === 'customer_check')).toBe(false);
});

// helpers //////////

async function publish(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Publish', exact: true }).click();
  await page.getByText('No errors, no warnings').waitFor();
  await page.getByRole('textbox', { name: 'Note' }).fill('By the analyst');
  await page.getByRole('button', { name: /^Publish release/ }).click();
  await page.getByText(/^Published as release/).waitFor();
}

/** With the context pad, as a person does it. */
async function appendTask(page: Page, element: string): Promise<void> {
  await choose(page, element);
  await page.locator('.djs-context-pad [data-action="append.user-task"]').click();
  await page.keyboard.press('Escape');
  await page.locator('aside').getByText('User task ·').waitFor();
}

/** A press on what is chosen already would let it go. */
async function choose(page: Page, element: string): Promise<void> {
  const pad = page.locator('.djs-context-pad');
  if (await pad.isVisible()) return;
  await page.locator(`.djs-element[data-element-id="${element}"]`).click();
  await pad.waitFor();
}

async function selectedId(page: Page): Promise<string> {
  return page.getByRole('textbox', { name: 'Id', exact: true }).inputValue();
}

const changeOf = ({ change }: { change: unknown }) => change;
const nameOf = ({ name }: { name: string }) => name;
