/**
 * The editor of calendars: hours typed and drawn, a day of the year made a day off by the keyboard, and the sentence that tells when
 * something would be due follows; the calendar is published as the page showed it.
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

test('a calendar is made, tried and published', async () => {
  // given
  const page = await pages.open('/design/calendar', { caller: admin });
  await page.getByRole('button', { name: 'New calendar' }).first().click();
  await page.getByRole('textbox', { name: 'Name, English' }).fill('Office');
  await page.getByRole('button', { name: 'Add', exact: true }).click();

  // when the hours of a day are typed, wrongly first, and copied to the others
  const monday = page.getByRole('textbox', { name: 'Hours, Monday' });
  await monday.fill('9-13, 12-18');
  await monday.press('Enter');
  await page.getByText(/a span ends after it begins/).waitFor();
  await monday.fill('9-13, 14-18');
  await monday.press('Enter');
  await page.getByRole('button', { name: 'Hours of Monday for Monday to Friday' }).click();
  expect(await page.getByRole('textbox', { name: 'Hours, Friday' }).inputValue()).toBe(
    '09:00–13:00, 14:00–18:00',
  );
  await page.getByRole('combobox', { name: 'Time zone' }).fill('Europe/Kyiv');
  await page.getByRole('option', { name: 'Europe/Kyiv' }).click();

  // then Friday 17:00 with four hours is Monday noon
  await page.getByText(/^Monday.*, 12:00$/).waitFor();

  // when that Monday becomes a day off, reached by the arrows from the Friday before
  const days = page.getByRole('region', { name: 'Year' });
  const due = await page.getByText(/^Monday.*, 12:00$/).innerText();
  const name = due.split(',')[0]!;
  await days.getByRole('button', { name: new RegExp(`^${name}: Working day`) }).click();
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowRight');
  await page.getByRole('heading', { level: 2, name }).waitFor();
  await page.getByText('Day off', { exact: true }).last().click();

  // then it is Tuesday, and the day stands in the list below
  await page.getByText(/^Tuesday.*, 12:00$/).waitFor();
  await page.getByRole('region', { name: 'Days off and special days' }).getByText('Day off').waitFor();

  // when it is published
  await page.getByRole('button', { name: 'Publish', exact: true }).click();
  await page.getByRole('button', { name: /^Publish release/ }).click();
  await page.getByText(/^Published as release/).waitFor();

  // then
  const { definitions } = (await admin.call('GET', '/api/metadata/configuration')).body;
  const { content } = definitions.find(({ kind }: { kind: string }) => kind === 'calendar');
  expect(content).toMatchObject({
    label: { en: 'Office' },
    zone: 'Europe/Kyiv',
    hours: { weekdays: ['09:00-13:00', '14:00-18:00'] },
    holidays: [expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/)],
  });
});
