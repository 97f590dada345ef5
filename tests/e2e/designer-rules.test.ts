/**
 * The rules of an entity made in its panel: a condition with its sentence, a set of fields that are unique together, a rule of
 * duplicates; a mistake is told where it was made, each deed is one step of undo, and what is published refuses records.
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

test('a condition, a unique set and a rule of duplicates are made, published and kept', async () => {
  // given
  const page = await pages.open('/design/data-model?entity=customer', { caller: admin });
  await page.getByRole('tab', { name: /^Rules/ }).click();

  // when a condition is written wrongly
  await page.getByRole('button', { name: 'Add a condition' }).click();
  const condition = page.getByRole('textbox', { name: 'Must hold' });
  await condition.fill('nme != "test"');
  await condition.blur();

  // then the panel says so; when it is written right, it does not
  const mistake = page.getByText(/There is no "nme"/);
  await mistake.first().waitFor();
  await condition.fill('name != "test"');
  await condition.blur();
  await mistake.first().waitFor({ state: 'detached' });
  const message = page.getByRole('textbox', { name: /told otherwise, English/ });
  await message.fill('Give it a real name.');
  await message.blur();

  // when duplicates are told by the name, and that is undone and made again
  await page.getByRole('button', { name: 'Duplicates' }).click();
  await page.getByRole('button', { name: 'Add a rule' }).click();
  await page.getByRole('combobox', { name: 'Alike' }).click();
  await page.getByRole('option', { name: 'Name', exact: true }).click();
  await page.keyboard.press('Escape');
  const chosen = page.getByRole('group', { name: 'Rule 1' }).getByText('Name', { exact: true });
  await chosen.waitFor();
  await page.getByRole('button', { name: 'Undo' }).click();
  await chosen.waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Redo' }).click();
  await chosen.waitFor();
  await page.getByRole('button', { name: 'Publish', exact: true }).click();
  await page.getByRole('button', { name: /^Publish release/ }).click();
  await page.getByText(/^Published as release/).waitFor();

  // then
  const { definitions } = (await admin.call('GET', '/api/metadata/configuration')).body;
  const { content } = definitions.find(
    ({ kind, key }: { kind: string; key: string }) => kind === 'entity' && key === 'customer',
  );
  expect(content.checks.check_1).toMatchObject({
    that: 'name != "test"',
    message: { en: 'Give it a real name.' },
  });
  expect(content.duplicates).toEqual({ match: [{ similar: 'name' }] });
  const refused = await admin.call('POST', '/api/records/customer', { values: { name: 'test' } });
  expect(refused.status).toBe(422);
  expect(JSON.stringify(refused.body)).toContain('Give it a real name.');
});
