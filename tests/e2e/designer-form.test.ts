/** The form editor: a field is dragged beside another, moved by the keyboard, required under a condition; the form is filled in at once. */
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

/** Rows of the draft's form, items by their fields, required ones with a star. */
async function rows(): Promise<string[]> {
  const { body } = await admin.call('GET', '/api/metadata/draft');
  const { content } = body.changes.at(-1).change;
  type Item = string | { field?: string; required?: unknown };
  const told = (item: Item) => (typeof item === 'string' ? item : `${item.field}${item.required ? '*' : ''}`);
  return content.sections.flatMap(({ fields }: { fields: (Item | Item[])[] }) =>
    fields.map((row) => (Array.isArray(row) ? row.map(told).join('+') : told(row))),
  );
}

test('a field comes onto the form by the mouse, is moved by the keyboard and asked for under a condition', async () => {
  // given a form with one field on it
  const content = { label: 'Card', entity: 'deal', sections: [{ fields: ['name'] }] };
  const put = { change: 'put', kind: 'form', key: 'card', solution: 'sales', content };
  const { status } = await admin.call('POST', '/api/metadata/draft/changes', { position: 0, changes: [put] });
  expect(status).toBe(200);
  const page = await pages.open('/design/form/card', { caller: admin });
  const palette = page.getByRole('complementary', { name: 'What can be placed' });
  const free = palette.locator('button[title]:enabled').first();
  const name = (await free.innerText()).trim();
  const first = page.locator('button[id="item 0 0 0"]');
  await first.waitFor();
  expect(await seriousFindings(page)).toEqual([]);

  // when it is dragged onto the first item
  const [from, to] = [(await free.boundingBox())!, (await first.boundingBox())!];
  await page.mouse.move(from.x + 20, from.y + 10);
  await page.mouse.down();
  await page.mouse.move(from.x + 60, from.y + 30, { steps: 4 });
  await page.mouse.move(to.x + to.width / 2, to.y + to.height / 2, { steps: 12 });
  await page.mouse.up();

  // then it stands beside it, chosen
  const item = page.locator('button[id="item 0 0 1"]');
  await item.getByText(name).waitFor();
  await expect.poll(async () => (await rows())[0]?.split('+').length).toBe(2);

  // when it is moved to a row of its own and required under a condition
  await item.focus();
  await item.press('Alt+ArrowUp');
  await first.getByText(name).waitFor();
  await page.getByRole('combobox', { name: 'Required' }).selectOption('when');

  // then the draft says so, and the form shows it
  await expect.poll(async () => (await rows())[0]).toMatch(/^\w+\*$/);
  await page.getByText('Fill it in').click();
  await page.getByText('What you type goes nowhere').waitFor();
  await page.getByLabel(name).first().waitFor();
});
