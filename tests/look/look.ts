/**
 * `npm run look [-- DIR]`: pictures of every screen of the workspace as the demo shows it, wide and as on a phone, light and
 * dark, in three languages. Without DIR a new folder below the temporary one. Errors in a page's console, pages wider than
 * their screen and what axe finds serious are told, and end with exit code 1.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Browser, Page } from 'playwright-core';
import { seriousFindings } from '../support/axe.ts';
import { openBrowser } from '../support/browser.ts';

interface Look {
  readonly name: string;
  readonly width: number;
  readonly height: number;
  readonly theme: 'light' | 'dark';
  readonly language: 'en' | 'uk' | 'ru';
}

const WIDE = { width: 1400, height: 900 };
const PHONE = { width: 360, height: 740 };

const LOOKS: readonly Look[] = [
  { name: 'wide-light-en', ...WIDE, theme: 'light', language: 'en' },
  { name: 'wide-dark-uk', ...WIDE, theme: 'dark', language: 'uk' },
  { name: 'wide-light-ru', ...WIDE, theme: 'light', language: 'ru' },
  { name: 'phone-light-uk', ...PHONE, theme: 'light', language: 'uk' },
  { name: 'phone-dark-en', ...PHONE, theme: 'dark', language: 'en' },
  { name: 'phone-light-ru', ...PHONE, theme: 'light', language: 'ru' },
];

interface Session {
  readonly cookie: string;
  readonly csrfToken: string;
}

const folder = process.argv[2] ?? mkdtempSync(join(tmpdir(), 'potik-look-'));
mkdirSync(folder, { recursive: true });
// Its own data, so that a demo somebody plays with stays as it is.
const data = mkdtempSync(join(tmpdir(), 'potik-look-data-'));
const demo = await startDemo();
const browser = await openBrowser();
const complaints: string[] = [];
try {
  const session = await enter(demo.url);
  const screens = await screensOf(demo.url, session);
  for (const look of LOOKS) await takePictures(browser, demo.url, session, look, screens);
} finally {
  await browser.close();
  const ended = new Promise((resolve) => demo.process.once('exit', resolve));
  demo.process.kill('SIGTERM');
  await ended;
  rmSync(data, { recursive: true, force: true });
}
console.log(`${folder}\n${complaints.length} complaints`);
for (const complaint of complaints) console.log(complaint);
process.exit(complaints.length > 0 ? 1 : 0);

// helpers //////////

/** The demo on a free port; resolves when it says where it runs. */
function startDemo(): Promise<{ url: string; process: ChildProcess }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['runtime/build/run.mjs', 'demo'], {
      env: { ...process.env, PORT: '0', POTIK_DATA: data },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    child.on('exit', (code) => reject(new Error(`The demo ended with ${code}.`)));
    createInterface({ input: child.stdout! }).on('line', (line) => {
      const url = /runs at (\S+)/.exec(line)?.[1];
      if (url) resolve({ url, process: child });
    });
  });
}

/** Signs in as the first of the demo's people. */
async function enter(url: string): Promise<Session> {
  const { demo: people } = (await (await fetch(`${url}/api/state`)).json()) as {
    demo: readonly { email: string; password: string }[];
  };
  const [person] = people;
  if (!person) throw new Error('The demo names no people.');
  const reply = await fetch(`${url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: person.email, password: person.password }),
  });
  if (!reply.ok) throw new Error(`Signing in failed: ${await reply.text()}`);
  const { csrfToken } = (await reply.json()) as { csrfToken: string };
  return { cookie: reply.headers.get('set-cookie')!.split(';')[0]!, csrfToken };
}

async function ask<T>(
  url: string,
  { cookie, csrfToken }: Session,
  path: string,
  body?: unknown,
  method = 'POST',
) {
  const reply = await fetch(url + path, {
    method: body === undefined ? 'GET' : method,
    headers: { cookie, 'x-potik-csrf': csrfToken, 'content-type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  if (!reply.ok) throw new Error(`${path}: ${await reply.text()}`);
  return (await reply.json()) as T;
}

/** Name and address of each screen; records and tasks are whatever the demo has. */
async function screensOf(url: string, session: Session): Promise<readonly (readonly [string, string])[]> {
  const first = async (path: string, body?: unknown) =>
    (await ask<{ items: { id: string; key?: string }[] }>(url, session, path, body)).items[0];
  const deal = await first('/api/records/deal/query', { limit: 1, sort: ['-amount_uah'] });
  const customer = await first('/api/records/customer/query', { limit: 1 });
  const process = await first('/api/processes');
  const instance = await first('/api/instances?state=all&limit=1');
  const task =
    (await first('/api/tasks?queue=assigned&limit=1')) ?? (await first('/api/tasks?queue=all&limit=1'));
  const at = task ? `/inbox?task=${encodeURIComponent(task.id)}` : '/inbox';
  return [
    ['inbox', '/inbox'],
    ...(task
      ? ([
          ['task', at],
          ['task-process', `${at}&tab=process`],
          ['task-record', `${at}&tab=record`],
          ['task-history', `${at}&tab=history`],
        ] as const)
      : []),
    ['list', '/records/deal'],
    ['list-customers', '/records/customer'],
    [
      'list-filtered',
      `/records/deal?where=${encodeURIComponent('{"any":[{"field":"amount_uah","op":">","value":"1000000"},{"field":"close_date","op":"within","value":"this_month"}]}')}`,
    ],
    ['list-empty', '/records/deal?search=qqqqq'],
    ['board', '/records/deal?as=kanban'],
    ...(deal
      ? ([
          ['record', `/records/deal/${deal.id}`],
          ['record-processes', `/records/deal/${deal.id}?tab=processes`],
        ] as const)
      : []),
    ...(customer ? ([['record-customer', `/records/customer/${customer.id}`]] as const) : []),
    ['new-record', '/records/deal/new'],
    ['start', '/start'],
    ...(process ? ([['start-form', `/start/${process.key}`]] as const) : []),
    ['processes', '/processes?state=all&everyone=true'],
    ...(instance
      ? ([
          ['instance', `/instances/${instance.id}`],
          ['instance-history', `/instances/${instance.id}?tab=history`],
        ] as const)
      : []),
    ['profile', '/profile'],
    ['missing', '/nothing-is-here'],
  ];
}

async function takePictures(
  chromium: Browser,
  url: string,
  session: Session,
  { name, width, height, theme, language }: Look,
  screens: readonly (readonly [string, string])[],
): Promise<void> {
  await ask(url, session, '/api/me', { language, theme }, 'PATCH');
  const phone = width < 500;
  const context = await chromium.newContext({
    viewport: { width, height },
    colorScheme: theme,
    locale: { en: 'en-GB', uk: 'uk-UA', ru: 'ru-RU' }[language],
    ...(phone && { hasTouch: true, isMobile: true, deviceScaleFactor: 2 }),
  });
  const page = await context.newPage();
  let screen = 'sign-in';
  page.on('pageerror', (error) => complaints.push(`${name} ${screen}: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`${name} ${screen}: ${message.text()}`);
  });
  await page.goto(`${url}/sign-in`);
  await picture(page, name, screen);
  const [cookie, value] = session.cookie.split('=') as [string, string];
  await context.addCookies([{ name: cookie, value, url }]);
  for (const [key, path] of screens) {
    screen = key;
    await page.goto(url + path);
    await picture(page, name, key);
  }
  screen = 'palette';
  if (!phone) {
    await page.goto(`${url}/records/deal`);
    await page.locator('main').waitFor();
    await page.keyboard.press('Control+k');
    await page.getByRole('dialog').waitFor();
    await picture(page, name, screen);
  }
  await context.close();
}

async function picture(page: Page, look: string, screen: string): Promise<void> {
  await page.locator('main, form, h1, h2').first().waitFor();
  // Everything asked for has come: no skeleton, no spinner.
  await page.waitForFunction(() => !document.querySelector('.mantine-Skeleton-root, .mantine-Loader-root'));
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({ path: join(folder, `${screen}-${look}.png`), animations: 'disabled' });
  const [wide, width] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
  if (wide! > width!) complaints.push(`${look} ${screen}: ${wide} wide on a screen of ${width}`);
  for (const finding of await seriousFindings(page)) complaints.push(`${look} ${screen}: ${finding}`);
}
