/** Mistakes in definitions are told in every language: those of shapes, and what the metadata's checks find. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { TYPED_SENTENCES } from '../../../../designer/decision/trial.ts';
import { SHAPE_CODES } from '../../../../designer/definition/check-shape.ts';
import en from '../../../../designer/texts/en.json' with { type: 'json' };
import ru from '../../../../designer/texts/ru.json' with { type: 'json' };
import uk from '../../../../designer/texts/uk.json' with { type: 'json' };
import { WANTED_SENTENCES } from '../../../../engine/xml/expressions.ts';
import { HOURS_SENTENCES } from '../../../../metadata/calendars/hours-sentences.ts';
import { EXPRESSION_SENTENCES } from '../../../../metadata/expressions/sentences.ts';
import { TYPE_SENTENCES } from '../../../../metadata/expressions/type-said.ts';
import { SETTING_SENTENCES } from '../../../../metadata/field-parts/setting-sentences.ts';
import { FILTER_SENTENCES } from '../../../../metadata/queries/filter-sentences.ts';
import { CALCULATION_SENTENCES } from '../../../../metadata/registry/calculation-sentences.ts';
import { YAML_SENTENCES } from '../../../../metadata/yaml/yaml-sentences.ts';

/** What the server finds in the shape of files is told as it says it; the page finds the same by itself, in every language. */
const ENGLISH = new Set(['shape']);

/** Sentences by code, as whoever finds the mistake says them. */
const CATALOGUES = {
  EXPRESSION_SENTENCES,
  TYPE_SENTENCES,
  FILTER_SENTENCES,
  CALCULATION_SENTENCES,
  SETTING_SENTENCES,
  HOURS_SENTENCES,
  YAML_SENTENCES,
  TYPED_SENTENCES,
  WANTED_SENTENCES,
};

const METADATA = join(import.meta.dirname, '../../../../metadata');

test.each(SHAPE_CODES)('the shape "%s" is told with the same names in every language', (code) => {
  const key = `shape_${code}` as keyof typeof en.mistake;
  const names = holesOf(en.mistake[key]);
  expect(holesOf(uk.mistake[key])).toEqual(names);
  expect(holesOf(ru.mistake[key])).toEqual(names);
});

test.each(
  Object.entries(CATALOGUES).flatMap(([name, sentences]) =>
    Object.entries(sentences).map(([code, english]) => [name, code, english] as const),
  ),
)('%s: "%s" is said with the same names in every language', (_, code, english) => {
  const key = code as keyof typeof en.mistake;
  expect(en.mistake[key]).toBe(english.replaceAll(/\{(\w+)\}/g, '{{$1}}'));
  const names = holesOf(en.mistake[key]);
  expect(holesOf(uk.mistake[key])).toEqual(names);
  expect(holesOf(ru.mistake[key])).toEqual(names);
});

test('no two catalogues use a code twice', () => {
  const codes = Object.values(CATALOGUES).flatMap((sentences) => Object.keys(sentences));
  expect(codes.filter((code, at) => codes.indexOf(code) !== at)).toEqual([]);
});

test('what the checks of the metadata find has a sentence in every language', () => {
  const codes = readdirSync(METADATA, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .flatMap((file) => [
      ...readFileSync(join(METADATA, file), 'utf8').matchAll(
        /\b(?:error|errorSaid|warning)\(\s*'([a-z_.]+)',/g,
      ),
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
