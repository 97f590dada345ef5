/**
 * `npm run look [-- DIR [PART]]`: pictures of every screen of the workspace and of the designer as the demo shows them, wide and as on
 * a phone, light and dark, in three languages. Without DIR a new folder below the temporary one. With PART
 * only those with it, or with one of several divided by commas, in their names (`wide`, `design-role-phone`). Errors in a page's console,
 * pages wider than their screen and what axe finds serious are told, and end with exit code 1.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Browser, Page } from 'playwright-core';
import { seriousFindings } from '../support/axe.ts';
import { openBrowser } from '../support/browser.ts';
import { transitionsOver } from '../support/transitions-over.ts';
import { DRAFT } from './draft.ts';
import {
  administratorScreens,
  DESIGNER_SCREENS,
  OUTER_SCREENS,
  type Screen,
  workspaceScreens,
} from './screens.ts';

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

interface Entry {
  readonly id: string;
  readonly key?: string;
}

interface Person {
  readonly email: string;
  readonly password: string;
}

interface Session {
  readonly cookie: string;
  readonly csrfToken: string;
}

const [, , dir, only = ''] = process.argv;
const folder = dir ?? mkdtempSync(join(tmpdir(), 'potik-look-'));
mkdirSync(folder, { recursive: true });
// Its own data, so that a demo somebody plays with stays as it is.
const data = mkdtempSync(join(tmpdir(), 'potik-look-data-'));
const demo = await startDemo();
const browser = await openBrowser();
const complaints: string[] = [];
try {
  const people = await peopleOf(demo.url);
  const worker = await enter(demo.url, people[0]!);
  const designer = await enterDesigner(demo.url, people);
  await prepareDraft(demo.url, designer);
  const screens = await workspaceScreens(
    async (path, body) => (await ask<{ items: Entry[] }>(demo.url, worker, path, body)).items[0],
  );
  const more = await administratorScreens(
    async (path, body) => (await ask<{ items: Entry[] }>(demo.url, designer, path, body)).items[0],
  );
  for (const look of LOOKS) {
    await takePictures(browser, demo.url, null, look, OUTER_SCREENS);
    await takePictures(browser, demo.url, worker, look, screens);
    await takePictures(browser, demo.url, designer, look, [...more, ...DESIGNER_SCREENS]);
  }
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

async function peopleOf(url: string): Promise<readonly Person[]> {
  const { demo: people } = (await (await fetch(`${url}/api/state`)).json()) as { demo: readonly Person[] };
  if (people.length === 0) throw new Error('The demo names no people.');
  return people;
}

async function enter(url: string, { email, password }: Person): Promise<Session> {
  const reply = await fetch(`${url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password }),
  });
  if (!reply.ok) throw new Error(`Signing in failed: ${await reply.text()}`);
  const { csrfToken } = (await reply.json()) as { csrfToken: string };
  return { cookie: reply.headers.get('set-cookie')!.split(';')[0]!, csrfToken };
}

/** Signs in as the first of them who may design and manage people. */
async function enterDesigner(url: string, people: readonly Person[]): Promise<Session> {
  for (const person of people) {
    const session = await enter(url, person);
    const { may } = await ask<{ may: readonly string[] }>(url, session, '/api/me');
    if (may.includes('design') && may.includes('manage_people')) return session;
  }
  throw new Error('Nobody of the demo may design and manage people.');
}

/** Something new, something changed, something wrong and something from elsewhere, so that the designer has it to show. */
async function prepareDraft(url: string, session: Session): Promise<void> {
  await ask(url, session, '/api/metadata/draft/changes', { position: 0, changes: DRAFT });
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

/** Pictures of the screens for one person; without a session those shown before anybody signs in. */
async function takePictures(
  chromium: Browser,
  url: string,
  session: Session | null,
  { name, width, height, theme, language }: Look,
  screens: readonly Screen[],
): Promise<void> {
  if (session) await ask(url, session, '/api/me', { language, theme }, 'PATCH');
  const phone = width < 500;
  const context = await chromium.newContext({
    viewport: { width, height },
    colorScheme: theme,
    locale: { en: 'en-GB', uk: 'uk-UA', ru: 'ru-RU' }[language],
    ...(phone && { hasTouch: true, isMobile: true, deviceScaleFactor: 2 }),
  });
  if (session) {
    const [cookie, value] = session.cookie.split('=') as [string, string];
    await context.addCookies([{ name: cookie, value, url }]);
  }
  const page = await context.newPage();
  let at = '';
  const complain = (what: string) => complaints.push(`${name} ${at}: ${what}`);
  page.on('pageerror', (error) => complain(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') complain(message.text());
  });
  for (const { name: screen, path, before, after } of screens) {
    if (!only.split(',').some((part) => `${screen}-${name}`.includes(part))) continue;
    at = screen;
    try {
      await before?.(page);
      await page.goto(url + path);
      await settled(page);
      await after?.(page);
      await settled(page);
      await picture(page, `${screen}-${name}`, complain);
    } catch (error) {
      // One screen that can't be reached must not hide the others.
      complain((error as Error).message.split('\n')[0]!);
    }
  }
  await context.close();
}

/** Everything asked for has come: no skeleton, no spinner, the fonts are there. */
async function settled(page: Page): Promise<void> {
  await page.locator('main, form, h1, h2').first().waitFor();
  await page.waitForFunction(() => !document.querySelector('.mantine-Skeleton-root, .mantine-Loader-root'));
  await page.evaluate(() => document.fonts.ready);
  await page.evaluate(transitionsOver);
}

async function picture(page: Page, file: string, complain: (what: string) => void): Promise<void> {
  await page.screenshot({ path: join(folder, `${file}.png`), animations: 'disabled' });
  const [wide, width] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
  if (wide! > width!) complain(`${wide} wide on a screen of ${width}`);
  for (const finding of await seriousFindings(page)) complain(finding);
}
