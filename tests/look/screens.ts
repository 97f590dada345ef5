/** The screens that are looked at, with their addresses; what is to be done on a page that no address leads to. */
import type { Page } from 'playwright-core';
import { zipOf } from '../support/zip.ts';

export interface Screen {
  readonly name: string;
  readonly path: string;
  /** Before the page is opened. */
  readonly before?: (page: Page) => Promise<unknown>;
  /** When everything has come. */
  readonly after?: (page: Page) => Promise<unknown>;
}

/** A question to the demo's server for its first entry. */
export type First = (
  path: string,
  body?: unknown,
) => Promise<{ readonly id: string; readonly key?: string } | undefined>;

/** Before anybody is signed in. */
export const OUTER_SCREENS: readonly Screen[] = [
  { name: 'sign-in', path: '/sign-in' },
  { name: 'set-up', path: '/setup?token=any', before: withNobody },
];

/** The workspace; records and tasks are whatever the demo has. */
export async function workspaceScreens(first: First): Promise<readonly Screen[]> {
  const deal = await first('/api/records/deal/query', { limit: 1, sort: ['-amount_uah'] });
  const customer = await first('/api/records/customer/query', { limit: 1 });
  const process = await first('/api/processes');
  const instance = await first('/api/instances?state=all&limit=1');
  const task =
    (await first('/api/tasks?queue=assigned&limit=1')) ?? (await first('/api/tasks?queue=all&limit=1'));
  const at = task && `/inbox?task=${encodeURIComponent(task.id)}`;
  return named({
    inbox: '/inbox',
    task: at,
    'task-process': at && `${at}&tab=process`,
    'task-record': at && `${at}&tab=record`,
    'task-history': at && `${at}&tab=history`,
    list: '/records/deal?as=table',
    'list-customers': '/records/customer',
    'list-filtered': `/records/deal?as=table&where=${encodeURIComponent('{"any":[{"field":"amount_uah","op":">","value":"1000000"},{"field":"close_date","op":"within","value":"this_month"}]}')}`,
    'list-tree': '/records/category?as=tree',
    'list-empty': '/records/deal?as=table&search=qqqqq',
    board: '/records/deal?as=kanban',
    record: deal && `/records/deal/${deal.id}`,
    'record-processes': deal && `/records/deal/${deal.id}?tab=processes`,
    'record-files': deal && `/records/deal/${deal.id}?tab=files`,
    'record-customer': customer && `/records/customer/${customer.id}`,
    'new-record': '/records/deal/new',
    import: '/records/customer/import',
    imports: '/imports',
    duplicates: '/records/customer/duplicates',
    start: '/start',
    'start-form': process && `/start/${process.key}`,
    processes: '/processes?state=all&everyone=true',
    instance: instance && `/instances/${instance.id}`,
    'instance-history': instance && `/instances/${instance.id}?tab=history`,
    profile: '/profile',
    missing: '/nothing-is-here',
  }).concat(
    { name: 'palette', path: '/records/deal', after: openPalette },
    { name: 'notices', path: '/records/customer', after: pressed(/notifications|сповіщен|уведомлен/i) },
  );
}

/** What of the workspace is for those who may do everything. */
export async function administratorScreens(first: First): Promise<readonly Screen[]> {
  const deal = await first('/api/records/deal/query', { limit: 1, sort: ['-amount_uah'] });
  const contact = await first('/api/records/contact/query', { limit: 1 });
  const path = (entity: string, id: string | undefined) => `/records/${entity}/${id}`;
  return [
    { name: 'record-share', path: path('deal', deal?.id), after: pressed(/^(Share|Поділитися|Поделиться)/) },
    { name: 'record-why', path: path('deal', deal?.id), after: askWhy },
    { name: 'record-rights', path: path('deal', deal?.id), after: openRights },
    { name: 'record-anonymise', path: path('contact', contact?.id), after: openDeed(1) },
  ];
}

/** The designer, with the draft of draft.ts. */
export const DESIGNER_SCREENS: readonly Screen[] = [
  ...named({
    'design-overview': '/design',
    'design-data-model': '/design/data-model',
    'design-entity': '/design/data-model?entity=deal',
    'design-field': '/design/data-model/customer/class',
    'design-field-new': '/design/data-model/customer',
    'design-process': '/design/process/deal_approval',
    'design-process-task': '/design/process/deal_approval?element=approve_terms',
    'design-process-imported': '/design/process/archive_contract?element=archive_task',
    'design-trial-start': '/design/process/deal_approval/try',
    'design-decision': '/design/decision/approval_level',
    'design-calendar': '/design/calendar/service',
    'design-pipeline': '/design/pipeline/deal_sales',
    'design-view': '/design/view/large_deals',
    'design-role': '/design/role/seller',
    'design-menu': '/design/menu/sales',
    'design-form': '/design/form/deal',
    'design-imported': '/design/task_types/imported',
    'design-kind': '/design/view',
    'design-text': '/design/view/large_deals/text',
    'design-problems': '/design/problems',
    'design-changes': '/design/changes',
    'design-releases': '/design/releases',
    'design-release': '/design/releases/2',
    'design-solution': '/design/solution/crm',
    'design-installed': '/design/solutions',
    'design-audit': '/design/audit',
    'design-retention': '/design/retention',
    'design-indexes': '/design/indexes',
    'design-translations': '/design/translations',
    'design-webhooks': '/design/webhooks',
    'design-operations': '/design/operations',
    'design-operations-stuck': '/design/operations?tab=stuck',
    'design-operations-batches': '/design/operations?tab=batches',
    'design-operations-diagram': '/design/operations/deal_approval?heat=done',
    'design-operations-instances': '/design/operations/deal_approval?tab=instances',
  }),
  { name: 'design-rules', path: '/design/data-model?entity=customer', after: openTab(1) },
  { name: 'design-settings', path: '/design/data-model?entity=deal', after: openTab(2) },
  { name: 'design-move-field', path: '/design/data-model/deal/payment_terms', after: openDeed(0) },
  { name: 'design-split-choice', path: '/design/data-model/deal/payment_terms', after: openDeed(1) },
  { name: 'design-join-choices', path: '/design/data-model/request/channel', after: openDeed(2) },
  { name: 'design-retention-rule', path: '/design/data-model?entity=request', after: openRetention },
  { name: 'design-install', path: '/design/solutions', after: giveSolution },
  { name: 'design-uninstall', path: '/design/solutions', after: pressed(/^(Uninstall|Видалити|Удалить)$/) },
  { name: 'design-trial', path: '/design/process/deal_approval/try', after: startTrial },
  {
    name: 'design-operations-instance',
    path: '/design/operations/deal_approval?tab=instances',
    after: openInstance,
  },
  { name: 'design-publish', path: '/design', after: openPublish },
];

// helpers //////////

function named(paths: Readonly<Record<string, string | undefined>>): readonly Screen[] {
  return Object.entries(paths).flatMap(([name, path]) => (path ? [{ name, path }] : []));
}

/** As an installation answers in which nobody is yet. */
function withNobody(page: Page): Promise<unknown> {
  return page.route('**/api/state', (route) => route.fulfill({ json: { setupNeeded: true, demo: [] } }));
}

async function openPalette(page: Page): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog').waitFor();
}

function openTab(at: number): (page: Page) => Promise<void> {
  return async (page) => {
    const tab = page.getByRole('tab').nth(at);
    await tab.scrollIntoViewIfNeeded();
    await tab.click();
  };
}

/** Opens what a button opens. */
function pressed(name: RegExp): (page: Page) => Promise<void> {
  return async (page) => {
    await page.getByRole('button', { name }).first().click();
    await page.getByRole('dialog').getByRole('button').first().waitFor();
  };
}

/** The rule of retention of an entity, with what is due by it. */
async function openRetention(page: Page): Promise<void> {
  await openTab(1)(page);
  const show = page.getByRole('button', { name: /^(Show what is due|Показати, що|Показать, что)/ });
  await show.scrollIntoViewIfNeeded();
  await show.click();
  await page.getByRole('status').last().scrollIntoViewIfNeeded();
}

/** Opens the dialog of an entry of the menu behind three dots. */
function openDeed(at: number): (page: Page) => Promise<void> {
  return async (page) => {
    await page.locator('button:has(.tabler-icon-dots)').first().click();
    await page.getByRole('menuitem').nth(at).click();
    await page.getByRole('dialog').waitFor();
  };
}

/** A new version of what is there, with two entities more. */
async function giveSolution(page: Page): Promise<void> {
  const entity = (label: string) => `label: ${label}\ntitle: "{name}"\nfields: {name: {type: text}}\n`;
  const buffer = await zipOf({
    'solution.yaml':
      'key: library\ntitle: {en: Library, uk: Бібліотека, ru: Библиотека}\nversion: 1.0.0\nlanguages: [en]\n',
    'entities/shelf.yaml': entity('Shelf'),
    'entities/book.yaml': entity('Book'),
  });
  const file = { name: 'library.zip', mimeType: 'application/zip', buffer };
  await page.locator('input[type=file][accept*=zip]').setInputFiles(file);
  await page.getByRole('dialog').locator('pre').waitFor();
}

/** Where the value of the latest change comes from. */
async function askWhy(page: Page): Promise<void> {
  await page.locator('main li button:has(.tabler-icon-help-circle)').first().click();
  await page.getByRole('dialog').waitFor();
}

/** Who may do what with a record, and why. */
async function openRights(page: Page): Promise<void> {
  await page.locator('button:has(.tabler-icon-dots)').first().click();
  await page.locator('[role=menuitem]:has(.tabler-icon-help-circle)').click();
  await page.getByRole('dialog').locator('section p').first().waitFor();
}

async function openInstance(page: Page): Promise<void> {
  await page.locator('tbody a').first().click();
  await page.locator('.djs-shape').first().waitFor();
}

/** With a made-up deal. */
async function startTrial(page: Page): Promise<void> {
  await page.locator('button[type=submit]').last().click();
  await page.locator('section ol li').first().waitFor();
}

async function openPublish(page: Page): Promise<void> {
  await page
    .getByRole('button', { name: /^(Publish|Опублікувати|Опубликовать)$/ })
    .first()
    .click();
  await page.getByRole('dialog').waitFor();
}
