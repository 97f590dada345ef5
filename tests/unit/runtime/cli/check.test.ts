/** `potik check` on files written to hurt: it names the file, says why, ends with a code, and takes no time. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { run } from '../../../../runtime/cli/run.ts';
import { HOSTILE_FILES } from '../../../support/hostile-files.ts';

const folder = mkdtempSync(join(tmpdir(), 'potik-check-'));
afterAll(() => rmSync(folder, { recursive: true }));

async function check(path: string): Promise<{ code: number; said: string }> {
  let said = '';
  const hear = (text: string) => {
    said += `${text}\n`;
  };
  const code = await run(['check', path], { tell: hear, warn: hear, progress: () => {} } as never);
  return { code, said };
}

test.each(HOSTILE_FILES)('$what', { timeout: 30_000 }, async ({ xml, says }) => {
  // given
  const file = join(folder, 'hostile.bpmn');
  writeFileSync(file, xml);
  // when
  const { code, said } = await check(file);
  // then
  expect(code).not.toBe(0);
  expect(said).toMatch(says);
  expect(said).toContain('hostile.bpmn');
});

test('all of them in one folder are each told, and a good one is not hidden by them', {
  timeout: 60_000,
}, async () => {
  HOSTILE_FILES.forEach(({ xml }, at) => {
    writeFileSync(join(folder, `${at}.bpmn`), xml);
  });
  const { said } = await check(folder);
  for (const { says } of HOSTILE_FILES) expect(said).toMatch(says);
});
