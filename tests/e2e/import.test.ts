/** Bringing a file in as people do: choose it, see what would happen, import, look at what was refused, take it back. */
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
const file = (name: string, text: string) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });

test('a file of customers', async () => {
  // given
  const page = await pages.open('/records/customer', { caller: admin });
  await page.getByRole('link', { name: 'Import' }).first().click();
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('button', { name: /Choose a file/ }).click(),
  ]);

  // when
  await chooser.setFiles(file('customers.csv', 'Name,Nonsense\nLisova,1\n,2\n'));

  // then
  await page.getByText('The first 2 rows. Created: 1 · Refused: 1').waitFor();
  expect(await page.getByRole('combobox', { name: 'Field for the column “Name”' }).inputValue()).toBe('Name');
  expect(await page.getByRole('combobox', { name: 'Field for the column “Nonsense”' }).inputValue()).toBe('');
  expect(await seriousFindings(page)).toEqual([]);

  // when
  await page.getByRole('button', { name: 'Import 2 rows' }).click();
  await page.getByText('Done').waitFor();
  await page.getByText('Line 3').waitFor();
  expect(await seriousFindings(page)).toEqual([]);
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Refused rows as a file' }).click();
  expect((await download).suggestedFilename()).toBe('customers ✗.csv');
  await page.getByRole('button', { name: 'Take back' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Take back' }).click();

  // then
  await page.getByText('Taken back').first().waitFor();
  await page.goto(`${app.url}/imports`);
  await page.getByRole('link', { name: /customers\.csv/ }).waitFor();
  expect(await seriousFindings(page)).toEqual([]);
});
