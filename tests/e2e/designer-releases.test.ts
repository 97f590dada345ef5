/**
 * Taking a field away asks how much is lost by it; the release says beside any other what differs; rolling back shows its own plan
 * and brings the field back with its values.
 */
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { applyFolder } from '../../runtime/server/publish/folder.ts';
import { testApp } from '../support/app.ts';
import { appPages } from '../support/app-page.ts';

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
  await page.goto(`${app.url}/design/releases/${release + 1}`);
  await page.getByText('Customer: field “Segment” removed').waitFor();
  await page.getByText('As files').click();
  await page
    .getByText(/segment:/)
    .first()
    .waitFor();

  // when it is rolled back from the release before
  await page.goto(`${app.url}/design/releases/${release}`);
  await page.getByRole('button', { name: 'Roll back to this' }).click();
  await page.getByText('Customer: field “Segment” added').first().waitFor();
  await page.getByText(`Brings back the values that release ${release + 1} put aside`).waitFor();
  await page.getByRole('dialog').getByRole('button', { name: 'Roll back to this' }).click();
  await page.getByText(/^Published as release/).waitFor();

  // then the values are there again
  const { body } = await admin.call('GET', `/api/records/customer/${first!.body.id}`);
  expect(body).toMatchObject({ name: 'Lisova', segment: 'food' });
});
