/** A page of the apps in a real browser, for end-to-end tests: signed in where a caller is given; errors in its console fail. */
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeEach, expect } from 'vitest';
import { isFresh } from '../../runtime/build/fresh.mjs';
import type { Caller, TestApp } from './app.ts';
import { openBrowser } from './browser.ts';

export interface AppPages {
  /** A page opened before the tests of a file stays open for all of them, one opened in a test is closed after it. */
  open(path: string, options?: OpenOptions): Promise<Page>;
}

export interface OpenOptions {
  readonly caller?: Caller;
  readonly phone?: boolean;
  readonly dark?: boolean;
}

/** Call once at the top of a test file. */
export async function appPages(app: TestApp): Promise<AppPages> {
  if (!isFresh()) throw new Error('dist/ is missing or older than the sources: npm run build.');
  const browser: Browser = await openBrowser();
  const mistakes: string[] = [];
  let kept: readonly BrowserContext[] = [];
  beforeEach(() => {
    kept = browser.contexts();
  });
  afterEach(async () => {
    for (const context of browser.contexts()) if (!kept.includes(context)) await context.close();
    expect(mistakes.splice(0)).toEqual([]);
  });
  afterAll(() => browser.close());
  return {
    async open(path, { caller, phone = false, dark = false } = {}) {
      const look: BrowserContextOptions = phone
        ? { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true }
        : { viewport: { width: 1400, height: 900 } };
      const context = await browser.newContext({
        ...look,
        locale: 'en-GB',
        timezoneId: 'Europe/Kyiv',
        colorScheme: dark ? 'dark' : 'light',
      });
      context.setDefaultTimeout(20_000);
      if (caller) {
        const [name, value] = caller.cookie.split('=') as [string, string];
        await context.addCookies([{ name, value, url: app.url }]);
      }
      const page = await context.newPage();
      page.on('pageerror', (error) => mistakes.push(error.message));
      page.on('console', (message) => {
        // A refused request stands in the console too; what the page makes of it is what tests look at.
        if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
          mistakes.push(message.text());
      });
      page.on('dialog', async (dialog) => {
        if (dialog.type() === 'beforeunload') mistakes.push('The page was left before all was saved.');
        await dialog.accept();
      });
      await page.goto(app.url + path);
      return page;
    },
  };
}

/** To another page of the designer by its address, as soon as the last change is saved, as somebody does who reads “Saving…”. */
export async function goTo(page: Page, address: string): Promise<void> {
  await page.getByText('Saving…').waitFor({ state: 'detached' });
  await page.goto(address);
}
