/** What holds for every page of the apps: nothing serious for those who use a keyboard, a reader or see little, light and dark; and no wider than a phone. */
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { seriousFindings } from './axe.ts';
import { transitionsOver } from './transitions-over.ts';

const DESK = { width: 1400, height: 900 };
const PHONE = { width: 360, height: 740 };

/** Leaves the page light and as wide as a desk; `ready` waits until the page shows what it is about. */
export async function expectAccessible(page: Page, url: string, ready: () => Promise<void>): Promise<void> {
  await page.goto(url);
  await ready();
  await page.getByRole('status', { name: 'Loading' }).first().waitFor({ state: 'detached' });
  expect(await seriousFindings(page), 'light').toEqual([]);
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.locator('html[data-mantine-color-scheme="dark"]').waitFor();
  await page.evaluate(transitionsOver);
  expect(await seriousFindings(page, 'colours'), 'dark').toEqual([]);
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize(PHONE);
  await page.locator('main').waitFor();
  await page.getByRole('status', { name: 'Loading' }).first().waitFor({ state: 'detached' });
  expect(await page.evaluate(() => document.documentElement.scrollWidth), 'on a phone').toBeLessThanOrEqual(
    PHONE.width,
  );
  await page.setViewportSize(DESK);
}
