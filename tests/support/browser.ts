/**
 * A real browser for tests and pictures: POTIK_CHROMIUM, else a Chromium or Chrome that is installed, else the one that comes
 * as an npm package.
 */
import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const INSTALLED = [
  // Without a window's machinery the tests of the browser took four fifths of the time.
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** The caller closes it. */
export async function openBrowser(): Promise<Browser> {
  const given = process.env.POTIK_CHROMIUM ?? INSTALLED.find((path) => existsSync(path));
  // Chromium refuses its sandbox to root, and small machines have a small /dev/shm.
  const args = ['--disable-dev-shm-usage', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])];
  if (given) return chromium.launch({ executablePath: given, args });
  return packedChromium(args);
}

// helpers //////////

/** The package brings the libraries that a bare Linux lacks, but unpacks them only where it takes itself to be in a cloud function. */
async function packedChromium(args: readonly string[]): Promise<Browser> {
  const kept = { ...process.env };
  process.env.AWS_EXECUTION_ENV ??= 'AWS_Lambda_nodejs22.x';
  try {
    const { default: packed } = await import('@sparticuz/chromium');
    return await chromium.launch({
      executablePath: await packed.executablePath(),
      args: [...packed.args, ...args],
    });
  } finally {
    // Libraries of the browser are nothing for PostgreSQL, which tests start from this process too.
    process.env = kept;
  }
}
