import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { flatten, type SourceTexts, sourceTexts, type Tree, withoutPlural } from '#tests/support/texts.ts';

const LANGUAGES = ['en', 'uk', 'ru'] as const;
const KIT = 'runtime/ui/i18n';
const APPS = [
  { name: 'workspace', folder: 'runtime/workspace', texts: 'runtime/workspace/texts' },
  { name: 'designer', folder: 'designer', texts: 'designer/texts' },
].filter(({ texts }) => existsSync(texts));

const read = (folder: string, language: string) =>
  flatten(JSON.parse(readFileSync(`${folder}/${language}.json`, 'utf8')) as Tree);

/** Forms of the plural a language must have where a text counts. */
const FORMS = {
  en: ['one', 'other'],
  uk: ['one', 'few', 'many', 'other'],
  ru: ['one', 'few', 'many', 'other'],
};

describe.each([KIT, ...APPS.map(({ texts }) => texts)])('%s', (folder) => {
  const all = Object.fromEntries(LANGUAGES.map((language) => [language, read(folder, language)]));

  test('has the same keys in every language, with the plural forms each needs', () => {
    const plain = (language: (typeof LANGUAGES)[number]) =>
      [...new Set([...all[language]!.keys()].map(withoutPlural))].sort();
    for (const language of LANGUAGES) expect(plain(language), language).toEqual(plain('en'));

    const counted = [...all.en!.keys()].filter((key) => key.endsWith('_other')).map(withoutPlural);
    for (const language of LANGUAGES)
      for (const key of counted) {
        const forms = FORMS[language].filter((form) => all[language]!.has(`${key}_${form}`));
        const plain = all[language]!.has(key);
        expect(plain || forms.length === FORMS[language].length, `${language} ${key}`).toBe(true);
      }
  });

  test('names the same values in every language', () => {
    const names = (text: string) => [...text.matchAll(/{{(\w+)/g)].map(([, name]) => name).sort();
    for (const [key, text] of all.en!)
      for (const language of ['uk', 'ru'] as const) {
        const other = all[language]!.get(key);
        if (other !== undefined && !/_one$/.test(key))
          expect(names(other), `${language} ${key}`).toEqual(names(text));
      }
  });

  test('has no text that is empty or was left in another language', () => {
    for (const language of ['uk', 'ru'] as const)
      for (const [key, text] of all[language]!) {
        expect(text.trim(), key).not.toBe('');
        expect(
          language === 'uk' ? /[ыэъё]/i.test(text) : /[іїєґ]/i.test(text),
          `${language} ${key}: ${text}`,
        ).toBe(false);
      }
  });
});

describe.each(APPS)('$name', ({ folder, texts }) => {
  const own = new Set([...read(texts, 'en').keys()].map(withoutPlural));
  const kit = new Set([...read(KIT, 'en').keys()].map(withoutPlural));
  const { uses, made, literals } = sourceTexts([folder]);
  const kitUses = sourceTexts(['runtime/ui']).uses;

  test('every key that is used exists', () => {
    const known = new Set([...own, ...kit]);
    const missing = uses.filter(({ key }) => !isKnown(key, known));
    expect(missing.map(({ key, file, line }) => `${file}:${line} ${key}`)).toEqual([]);
  });

  test('every key is used', () => {
    const patterns = [...made, ...[...uses, ...kitUses].map(({ key }) => key)];
    const unused = [...own].filter(
      // Words of bpmn-js, which asks for them itself.
      (key) => !/^bpmn\./.test(key) && !patterns.some((pattern) => fits(pattern, key)),
    );
    expect(unused).toEqual([]);
  });

  test('no words stand in the code', () => {
    expect(wordsOf(literals)).toEqual([]);
  });
});

describe('the kit', () => {
  const known = new Set([...read(KIT, 'en').keys()].map(withoutPlural));
  const { uses, literals } = sourceTexts(['runtime/ui']);

  test('every key that is used exists', () => {
    const missing = uses.filter(({ key }) => !isKnown(key, known));
    expect(missing.map(({ key, file, line }) => `${file}:${line} ${key}`)).toEqual([]);
  });

  test('every key is used by the kit or an app', () => {
    const patterns = [...uses, ...APPS.flatMap(({ folder }) => sourceTexts([folder]).uses)].map(
      ({ key }) => key,
    );
    const unused = [...known].filter(
      // Translated by code at run time.
      (key) => !/^(problem|value)\./.test(key) && !patterns.some((pattern) => fits(pattern, key)),
    );
    expect(unused).toEqual([]);
  });

  test('no words stand in the code', () => {
    expect(wordsOf(literals)).toEqual([]);
  });
});

// helpers //////////

/** The product's name and the names of keys are the same in every language. */
const NAMES = new Set(['Potik', 'Esc', 'Ctrl Enter', '&gt;']);

/** Examples of expressions, durations and keys are the same in every language too. */
const CODE = /^P[T\d]|^[\w.]+\.\w|=/;

function wordsOf(literals: SourceTexts['literals']): string[] {
  return literals
    .filter(({ text }) => !NAMES.has(text) && !CODE.test(text))
    .map(({ text, file, line }) => `${file}:${line} ${text}`);
}

function fits(pattern: string, key: string): boolean {
  if (!pattern.includes('*')) return pattern === key;
  const parts = pattern.split('*').map((part) => part.replaceAll('.', '\\.'));
  return new RegExp(`^${parts.join('.+')}$`).test(key);
}

function isKnown(pattern: string, known: ReadonlySet<string>): boolean {
  return pattern.includes('*') ? [...known].some((key) => fits(pattern, key)) : known.has(pattern);
}
