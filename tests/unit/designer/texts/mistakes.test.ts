/** Mistakes in definitions are told in every language: those of shapes, and what the metadata's checks find. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { SHAPE_CODES } from '../../../../designer/definition/check-shape.ts';
import en from '../../../../designer/texts/en.json' with { type: 'json' };
import ru from '../../../../designer/texts/ru.json' with { type: 'json' };
import uk from '../../../../designer/texts/uk.json' with { type: 'json' };

/** Sentences that many places word, without a code of their own: they stay as the metadata says them. */
const ENGLISH = new Set(['expression', 'field_setting', 'calendar_hours', 'shape', 'yaml', 'no_solution']);

const METADATA = join(import.meta.dirname, '../../../../metadata');

test.each(SHAPE_CODES)('the shape "%s" is told with the same names in every language', (code) => {
  const key = `shape_${code}` as keyof typeof en.mistake;
  const names = holesOf(en.mistake[key]);
  expect(holesOf(uk.mistake[key])).toEqual(names);
  expect(holesOf(ru.mistake[key])).toEqual(names);
});

test('what the checks of the metadata find has a sentence in every language', () => {
  const codes = readdirSync(METADATA, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .flatMap((file) => [
      ...readFileSync(join(METADATA, file), 'utf8').matchAll(/\b(?:error|warning)\(\s*'([a-z_.]+)',/g),
    ])
    .map(([, code]) => code!.replaceAll('.', '_'));
  expect(codes).toContain('pipeline_unused');
  const silent = [...new Set(codes)].filter(
    (code) => !ENGLISH.has(code) && [en, uk, ru].some(({ mistake }) => !(code in mistake)),
  );
  expect(silent).toEqual([]);
});

// helpers //////////

function holesOf(text: unknown): string[] {
  return [...String(text).matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1]!).sort();
}
