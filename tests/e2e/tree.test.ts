/** Records of a tree: opened and walked by keyboard, moved by a dialog and by dragging, taken back. */
import { expect, test } from 'vitest';
import { publishConfiguration } from '../../runtime/server/publish/publish.ts';
import { testApp } from '../support/app.ts';
import { appPages } from '../support/app-page.ts';
import { configuration } from '../support/configuration.ts';

const app = await testApp();
await publishConfiguration(
  app.ground,
  () =>
    configuration({
      'entities/shelf.yaml': `label: Shelf
plural: Shelves
title: "{name}"
fields: {name: {type: text, label: Name}, within: {type: parent, label: Within}, room: {type: text, label: Room}}
`,
      'views/shelves.yaml':
        'label: All\nentity: shelf\ncolumns: [name, room]\nsort: [name]\nas: [tree]\ndefault: true',
    }),
  { personId: null, note: 'test' },
);
const admin = await app.signIn();
const pages = await appPages(app);
const ids: Record<string, string> = {};
for (const [name, within] of [
  ['East', null],
  ['East top', 'East'],
  ['East low', 'East'],
  ['West', null],
] as const)
  ids[name] = (
    await admin.call('POST', '/api/records/shelf', {
      values: { name, room: 'A1', within: within && ids[within] },
    })
  ).body.id;

const parentOf = async (name: string) =>
  (await admin.call('GET', `/api/records/shelf/${ids[name]}`)).body.within?.title ?? null;

test('a tree is opened and walked by keyboard, and its records move', async () => {
  // given a tree of which the first level is shown
  const page = await pages.open('/records/shelf', { caller: admin });
  const row = (name: string) => page.locator(`tr[data-id="${ids[name]}"]`);
  await row('East').waitFor();
  expect(await row('East low').count()).toBe(0);

  // when it is opened by keyboard, its children stand below it, and arrows lead in and out
  await row('East').focus();
  await page.keyboard.press('ArrowRight');
  await row('East low').waitFor();
  expect(await row('East').getAttribute('aria-expanded')).toBe('true');
  expect(await row('East low').getAttribute('aria-level')).toBe('2');
  await page.keyboard.press('ArrowRight');
  expect(await page.evaluate(() => (document.activeElement as HTMLElement).dataset.id)).toBe(ids['East low']);
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowLeft');
  await row('East low').waitFor({ state: 'detached' });

  // when a record is moved by the dialog, it goes, and comes back by "Undo"
  await page.getByRole('button', { name: 'Move West under…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Move “West”' });
  await dialog.getByRole('textbox', { name: 'Within' }).fill('East t');
  await page.getByRole('option', { name: 'East top' }).click();
  await dialog.getByRole('button', { name: 'Move', exact: true }).click();
  await page.getByText('West stands under East top now').waitFor();
  await row('West').waitFor({ state: 'detached' });
  expect(await parentOf('West')).toBe('East top');
  await page.getByRole('button', { name: 'Undo' }).click();
  await row('West').waitFor();
  expect(await parentOf('West')).toBeNull();

  // when it is dragged onto another, it stands below that
  await row('West').dragTo(row('East'));
  await page.getByText('West stands under East now').waitFor();
  expect(await parentOf('West')).toBe('East');

  // and below itself nothing can be moved
  await page.getByRole('button', { name: 'Move East under…' }).click();
  await page.getByRole('dialog').getByRole('textbox', { name: 'Within' }).fill('West');
  await page.getByRole('option', { name: 'West', exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Move', exact: true }).click();
  await page.getByText('Within: the record would stand below itself.').waitFor();
  expect(await parentOf('East')).toBeNull();
});
