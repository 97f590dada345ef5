/** What axe finds serious or critical on a page as it stands, one line each. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';

const SOURCE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** `colours` looks at these alone: for another theme of a page whose structure was looked at before. */
export async function seriousFindings(page: Page, only?: 'colours'): Promise<string[]> {
  const options = {
    resultTypes: ['violations'],
    ...(only && { runOnly: ['color-contrast', 'link-in-text-block'] }),
  };
  // Evaluated rather than added as a script, which the page's own policy would refuse.
  await page.evaluate(SOURCE);
  const { violations } = (await page.evaluate(`axe.run(document, ${JSON.stringify(options)})`)) as AxeResults;
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 160)} ${failureSummary ?? ''}`),
    );
}
