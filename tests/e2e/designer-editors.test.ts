/**
 * The editors of definitions: a stage is added by the keyboard, a right is set, a decision is written and tried like a spreadsheet;
 * somebody else's release is heard of and taken in; publishing brings all of it.
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

test('a stage, a right and a rule are made, undone, made again and published', async () => {
  const page = await pages.open('/design/pipeline', { caller: admin });

  // when a stage is added and moved up by the keyboard
  await page.locator('a[href^="/design/pipeline/"]').first().click();
  const pipeline = page.url().split('/').at(-1)!;
  await page.getByRole('textbox', { name: 'New stage' }).fill('Second look');
  await page.getByRole('textbox', { name: 'New stage' }).press('Enter');
  const stage = page.getByRole('button', { name: /Second look/ }).first();
  await stage.focus();
  await stage.press('Alt+ArrowUp');
  const stages = async () => Object.keys((await contentOf(`pipeline/${pipeline}`)).stages);
  await expect.poll(async () => (await stages()).includes('second_look')).toBe(true);
  const moved = await stages();

  // then undo moves it back and takes it away; redo brings both
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect
    .poll(async () => (await stages()).indexOf('second_look'))
    .toBe(moved.indexOf('second_look') + 1);
  await page.getByRole('button', { name: 'Undo' }).click();
  await stage.waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Redo' }).click();
  await page.getByRole('button', { name: 'Redo' }).click();
  await expect.poll(stages).toEqual(moved);

  // when a role is made and gets rights by the keys
  await goTo(page, `${app.url}/design/role`);
  await page.getByRole('button', { name: 'New role' }).first().click();
  await page.getByRole('textbox', { name: 'Name, English' }).fill('Clerk');
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await page.getByRole('button', { name: /^Customer, See: None/ }).click();
  await page.keyboard.press('a');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('o');
  await page.getByRole('button', { name: /^Customer, Create: Own/ }).waitFor();

  // then the browser would ask before it left what is still on its way
  let arrived = () => {};
  const held = new Promise<void>((resolve) => {
    arrived = resolve;
  });
  await page.route('**/api/metadata/draft/changes', (route) => held.then(() => route.continue()));
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('t');
  await page.getByText('Saving…').waitFor();
  expect(await leavingAsks(page)).toBe(true);
  arrived();
  await page.getByText('Saving…').waitFor({ state: 'detached' });
  expect(await leavingAsks(page)).toBe(false);
  await page.unroute('**/api/metadata/draft/changes');

  // and a decision is written like a spreadsheet and tried
  await goTo(page, `${app.url}/design/decision`);
  await page.getByRole('button', { name: 'New decision' }).first().click();
  await page.getByRole('textbox', { name: 'Name, English' }).fill('Discount');
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await page.locator('[data-at="0.0"]').click();
  await page.keyboard.type('> 100');
  await page.keyboard.press('Tab');
  await page.keyboard.type('"large"');
  await page.keyboard.press('Control+Enter');
  await page.locator('[data-at="1.1"]').click();
  await page.keyboard.type('"small"');
  await page.keyboard.press('Enter');
  await page.getByLabel('Amount').fill('7');
  await page.getByRole('button', { name: 'Decide' }).click();
  await page.getByText('result = small').waitFor();
  await page.getByText('Rule 2', { exact: true }).waitFor();

  // with what it leaves out, as soon as its last rule says less
  await page.getByText('Every case has its rule.').waitFor();
  await page.locator('[data-at="1.0"]').click();
  await page.keyboard.type('< 50');
  await page.keyboard.press('Enter');
  await page.getByText('No rule answers').waitFor();
  await page.getByRole('listitem').filter({ hasText: '[50..100]' }).waitFor();

  // when somebody else publishes meanwhile
  const other = await otherAnalyst();
  await other.call('POST', '/api/metadata/draft/changes', {
    position: 0,
    changes: [
      { change: 'add_field', definition: 'entity/customer', field: 'site', content: { type: 'url' } },
    ],
  });
  await other.call('POST', '/api/metadata/draft/publish', { note: 'Site' });

  // then a bar says so, and the draft goes on upon it
  await page.getByText(/was published by Olena/).waitFor();
  await page.getByRole('button', { name: 'Take it in' }).click();
  await page.getByText(/You now work on release/).waitFor();
  await publish(page);
  const { definitions } = (await admin.call('GET', '/api/metadata/configuration')).body;
  const content = (kind: string, key: string) =>
    definitions.find((one: { kind: string; key: string }) => one.kind === kind && one.key === key)?.content;
  expect(Object.keys(content('pipeline', pipeline).stages)).toEqual(moved);
  expect(content('role', 'clerk').records).toEqual({
    customer: { see: 'all', create: 'own', edit: 'team' },
  });
  expect(content('entity', 'customer').fields.site).toEqual({ type: 'url' });
});

// helpers //////////

/** Whether the browser would ask before it closes the page (HTML, 7.4.2.4 “prompt to unload”). */
function leavingAsks(page: Page): Promise<boolean> {
  return page.evaluate(() => !window.dispatchEvent(new Event('beforeunload', { cancelable: true })));
}

/** As it stands in the draft on the server. */
async function contentOf(id: string) {
  const [{ body: model }, { body: draft }] = await Promise.all([
    admin.call('GET', '/api/metadata/configuration'),
    admin.call('GET', '/api/metadata/draft'),
  ]);
  const puts = draft.changes
    .slice(0, draft.position)
    .map(({ change }: { change: Record<string, unknown> }) => change)
    .filter((change: Record<string, unknown>) => `${change.kind}/${change.key}` === id);
  const live = model.definitions.find(
    (one: { kind: string; key: string }) => `${one.kind}/${one.key}` === id,
  );
  return puts.at(-1)?.content ?? live.content;
}

async function otherAnalyst() {
  const [email, password] = ['olena@example.com', 'a password for tests'];
  await admin.call('POST', '/api/people', { name: 'Olena', email, password, roles: ['administrator'] });
  return app.signIn({ email, password });
}

async function publish(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Publish', exact: true }).click();
  await page.getByRole('textbox', { name: 'Note' }).fill('By the analyst');
  await page.getByRole('button', { name: /^Publish release/ }).click();
  await page.getByText(/^Published as release/).waitFor();
}
