/**
 * Taking a field away asks how much is lost by it; the release says beside any other what differs; rolling back shows its own plan
 * and brings the field back with its values. A solution comes from a file, is upgraded with a conflict decided, and goes.
 */
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { applyFolder } from '../../runtime/server/publish/folder.ts';
import { testApp } from '../support/app.ts';
import { appPages, goTo } from '../support/app-page.ts';
import { zipOf } from '../support/zip.ts';

const app = await testApp();
await applyFolder(app.ground, join(import.meta.dirname, 'sales'), { personId: null });
const admin = await app.signIn();
const pages = await appPages(app);

test('a loss is confirmed by typing it, seen beside the release before, and rolled back', async () => {
  // given two customers with a segment
  const [first] = await Promise.all(
    ['Lisova', 'Zorepad'].map((name) =>
      admin.call('POST', '/api/records/customer', { values: { name, segment: 'food' } }),
    ),
  );
  const { release } = (await admin.call('GET', '/api/metadata/configuration')).body;
  await admin.call('POST', '/api/metadata/draft/changes', {
    position: 0,
    changes: [{ change: 'drop_field', definition: 'entity/customer', field: 'segment' }],
  });

  // when it is published
  const page = await pages.open('/design', { caller: admin });
  await page.getByRole('button', { name: 'Publish', exact: true }).click();
  const deed = page.getByRole('button', { name: /^Publish release/ });
  await page.getByText('2 values and records are put aside and erased later.').waitFor();

  // then only typing how much is lost opens the way
  expect(await deed.isDisabled()).toBe(true);
  await page.getByRole('textbox', { name: 'Type 2 to confirm' }).fill('2');
  await deed.click();
  await page.getByText(/^Published as release/).waitFor();

  // and the release says what it changed
  await goTo(page, `${app.url}/design/releases/${release + 1}`);
  await page.getByText('Customer: field “Segment” removed').waitFor();
  await page.getByText('As files').click();
  await page
    .getByText(/segment:/)
    .first()
    .waitFor();

  // when it is rolled back from the release before
  await goTo(page, `${app.url}/design/releases/${release}`);
  await page.getByRole('button', { name: 'Roll back to this' }).click();
  await page.getByText('Customer: field “Segment” added').first().waitFor();
  await page.getByText(`Brings back the values that release ${release + 1} put aside`).waitFor();
  await page.getByRole('dialog').getByRole('button', { name: 'Roll back to this' }).click();
  await page.getByText(/^Published as release/).waitFor();

  // then the values are there again
  const { body } = await admin.call('GET', `/api/records/customer/${first!.body.id}`);
  expect(body).toMatchObject({ name: 'Lisova', segment: 'food' });
});

test('a solution is installed from a file, upgraded with a conflict decided on the spot, and taken away', async () => {
  const page = await pages.open('/design/solutions', { caller: admin });
  const give = async (version: string, label: string) => {
    const buffer = await zipOf({
      'solution.yaml': `key: library\ntitle: Library\nversion: ${version}\nlanguages: [en]\n`,
      'entities/shelf.yaml': `label: ${label}\ntitle: "{name}"\nfields: {name: {type: text}}\n`,
    });
    const file = { name: 'library.zip', mimeType: 'application/zip', buffer };
    await page.locator('input[type=file][accept*=zip]').setInputFiles(file);
  };
  const dialog = page.getByRole('dialog');

  // given it is installed, and its entity called otherwise here
  await give('1.0.0', 'Shelf');
  await dialog.getByText('Entity “Shelf” added').waitFor();
  await dialog.getByRole('button', { name: 'Install', exact: true }).click();
  await dialog.waitFor({ state: 'detached' });
  const change = { change: 'set_entity', entity: 'shelf', content: { label: 'Rack', title: '{name}' } };
  await admin.call('POST', '/api/metadata/draft/changes', { changes: [change], position: 0 });
  await admin.call('POST', '/api/metadata/draft/publish', {});

  // when the next version calls it otherwise too
  await give('1.1.0', 'Bookcase');
  await dialog.getByText('1 place was changed on both sides').waitFor();
  await dialog.getByText('Take theirs').click();
  await dialog.getByRole('button', { name: 'Upgrade', exact: true }).click();
  await dialog.waitFor({ state: 'detached' });

  // then what was decided stands, and it goes as a whole
  const library = page.locator('section', { has: page.getByRole('link', { name: 'Library' }) });
  await library.getByText('1.1.0').waitFor();
  const entity = async () =>
    (await admin.call('GET', '/api/metadata/configuration')).body.definitions.find(
      ({ key }: { key: string }) => key === 'shelf',
    );
  expect((await entity()).content.label).toBe('Bookcase');
  await library.getByRole('button', { name: 'Uninstall' }).click();
  await dialog.getByText('Entity “Bookcase” removed').waitFor();
  await dialog.getByRole('button', { name: 'Uninstall' }).click();
  await library.waitFor({ state: 'detached' });
  expect(await entity()).toBeUndefined();

  // and the audit tells it, by what was done
  await goTo(page, `${app.url}/design/audit`);
  const rows = page.getByRole('table', { name: 'Audit' }).locator('tbody tr');
  await rows.filter({ hasText: 'Uninstalled library' }).waitFor();
  await page.getByRole('combobox', { name: 'What' }).click();
  await page.getByRole('option', { name: 'Signed in', exact: true }).click();
  await rows.filter({ hasText: 'Release published' }).first().waitFor({ state: 'detached' });
  expect(await rows.first().innerText()).toContain('Signed in');
  expect(new URL(page.url()).searchParams.get('deed')).toBe('signed_in');
});
