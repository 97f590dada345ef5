/** What holds for every page of the apps: nothing serious for those who use a keyboard, a reader or see little, light and dark; and no wider than a phone. */
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { seriousFindings } from './axe.ts';
import { transitionsOver } from './transitions-over.ts';

const DESK = { width: 1400, height: 900 };
const PHONE = { width: 360, height: 740 };

/** `ready` waits until the page shows what it is about. */
export async function expectAccessible(page: Page, url: string, ready: () => Promise<void>): Promise<void> {
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize(DESK);
  await page.goto(url);
  await ready();
  await loaded(page);
  expect(await seriousFindings(page), 'light').toEqual([]);
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.locator('html[data-mantine-color-scheme="dark"]').waitFor();
  await page.evaluate(transitionsOver);
  expect(await seriousFindings(page, 'colours'), 'dark').toEqual([]);
  await page.setViewportSize(PHONE);
  await page.locator('main').waitFor();
  await loaded(page);
  // The page is drawn anew for a phone once it has noticed that it is on one.
  await expect
    .poll(() => page.evaluate(() => document.documentElement.scrollWidth), { message: 'on a phone' })
    .toBeLessThanOrEqual(PHONE.width);
}

// helpers //////////

async function loaded(page: Page): Promise<void> {
  await page.getByRole('status', { name: 'Loading' }).first().waitFor({ state: 'detached' });
}
