/** How long records are kept, written in the panel of an entity and looked at when it is live; two choices joined into one. */
import { expect, test } from 'vitest';
import { systemPrincipal } from '../../runtime/server/auth/principal.ts';
import { publishConfiguration } from '../../runtime/server/publish/publish.ts';
import { testApp } from '../support/app.ts';
import { appPages } from '../support/app-page.ts';
import { configuration } from '../support/configuration.ts';

const app = await testApp();
await publishConfiguration(
  app.ground,
  () =>
    configuration({
      'entities/lead.yaml': `label: Lead
plural: Leads
title: "{name}"
fields:
  name: {type: text, label: Name}
  closed: {type: date, label: Closed}
  source: {type: choice, label: Source, options: {web: Web, fair: Fair}}
  origin: {type: choice, label: Origin, options: {site: Site, web: Internet}}
`,
    }),
  { personId: null, note: 'test' },
);
const { records, retention } = app.services;
const admin = await app.signIn();
const pages = await appPages(app);
const { id: ancient } = await records.create(systemPrincipal(), 'lead', {
  name: 'Ancient',
  closed: '2001-01-01',
  origin: 'site',
});
await records.create(systemPrincipal(), 'lead', { name: 'Open' });

test('a rule of retention is tried before it is published, carried out, and what went is told', async () => {
  // given a new rule, which asks for five years and the recycle bin
  const page = await pages.open('/design/data-model?entity=lead', { caller: admin });
  await page.getByRole('tab', { name: /^Rules/ }).click();
  await page.getByRole('button', { name: 'How long they are kept' }).click();
  await page.getByRole('button', { name: 'Add a rule' }).last().click();

  // when it is tried, the record that has outlived its time is named
  await page.getByRole('button', { name: 'Show what is due now' }).click();
  await page.getByText('1 record is due now').waitFor();
  await page.getByRole('status').getByRole('link', { name: 'Ancient' }).waitFor();

  // and changed meanwhile, it is tried anew
  await page.getByRole('textbox', { name: 'After' }).fill('90');
  await page.getByText('0 records are due now').waitFor();
  await page.getByRole('textbox', { name: 'After' }).fill('3');
  await page.getByText('1 record is due now').waitFor();
  await page.getByRole('button', { name: 'Publish', exact: true }).click();
  await page.getByRole('button', { name: /^Publish release/ }).click();
  await page.getByText(/^Published as release/).waitFor();

  // then the night carries it out, and the page of what is live tells it
  await retention.run('lead', 'rule_1');
  const live = await pages.open('/design/retention', { caller: admin });
  await live.getByText('3 years after “Closed”.').waitFor();
  await live.getByText(/^Last run .*: 1 record$/).waitFor();
  await live.getByRole('heading', { name: 'What went' }).waitFor();
  const { body } = await admin.call('GET', `/api/records/lead/${ancient}`);
  expect(body.deleted_at).not.toBeNull();
});

test('two choices are joined, with what each option becomes', async () => {
  // given
  const page = await pages.open('/design/data-model/lead/source', { caller: admin });
  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Join with another choice…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Join another choice into “Source”' });

  // when its option becomes one of the first
  await dialog.getByRole('combobox', { name: 'Site → Becomes' }).click();
  await page.getByRole('option', { name: 'Web', exact: true }).click();
  await dialog
    .getByText(/^Lead: field “Origin” joined into “Source”|field "Origin" joined into "Source"/)
    .waitFor();
  await dialog.getByRole('button', { name: 'Join', exact: true }).click();

  // then it stands in the draft
  await expect
    .poll(async () => JSON.stringify((await admin.call('GET', '/api/metadata/draft')).body))
    .toContain('join_choices');
});
