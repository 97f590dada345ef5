/** The README documents every code, and every table of the room lists every file beside it. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { SENTENCES } from '#engine/failures.ts';
import { PROBLEMS } from '#engine/xml/report.ts';

const ROOM = join(import.meta.dirname, '../../../engine');

test('every code of rejections, failures and problems is in the README with its sentence', () => {
  const readme = readFileSync(join(ROOM, 'README.md'), 'utf8').replace(/ +/g, ' ');
  for (const [code, sentence] of Object.entries({ ...SENTENCES, ...PROBLEMS }))
    expect(readme).toContain(`| \`${code}\` | ${sentence} |`);
});

describe('tables', () => {
  const BESIDE = new Set([
    'table',
    'element-type',
    'trigger-type',
    'throw-type',
    'deed-type',
    'loop-count',
    'compensable',
  ]);
  test.each(['elements', 'triggers', 'throws', 'deeds', 'appliers'])(
    '%s/table.ts lists every file',
    (folder) => {
      const table = readFileSync(join(ROOM, folder, 'table.ts'), 'utf8');
      const files = readdirSync(join(ROOM, folder)).map((file) => file.replace(/\.ts$/, ''));
      for (const file of files) if (!BESIDE.has(file)) expect(table).toContain(`'./${file}.ts'`);
    },
  );
});
