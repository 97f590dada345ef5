import { beforeAll, describe, expect, it } from 'vitest';
import { pathOf, writeDefinition } from '#metadata/files.ts';
import { TEMPLATES, template } from '#tests/support/templates.ts';

/** Words that are the same in all languages: names, codes, signs. */
const SAME = /^(CRM|[\d\s./%·,A-Z]+|VAT|m²)$/;

interface Found {
  readonly place: string;
  readonly label: unknown;
}

/** Every label, help, title or message below a definition's body, with where it stands. */
function textsOf(value: unknown, place: string): readonly Found[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    const here = `${place}.${key}`;
    const isText = ['label', 'plural', 'help', 'message', 'description', 'text'].includes(key);
    const isOption = place.endsWith('.options') || place.endsWith('.checklist');
    const spoken =
      isText && (typeof inner === 'string' || (typeof inner === 'object' && inner !== null && 'en' in inner));
    if (spoken || isOption) return [{ place: here, label: inner }];
    return textsOf(inner, here);
  });
}

function complaint(label: unknown): string | null {
  if (typeof label !== 'object' || label === null) return 'is in one language only';
  const { en, uk, ru } = label as Readonly<Record<string, string | undefined>>;
  if (en === undefined || uk === undefined || ru === undefined) return 'lacks a language';
  if (en === uk && !SAME.test(en)) return `was not translated: ${en}`;
  return null;
}

describe.each(TEMPLATES)('template %s', (key) => {
  beforeAll(() => void template(key), 60_000);

  it('is read without a problem', () => {
    expect(template(key).problems).toEqual([]);
  });

  it('is written as the designer would write it, so that a saved change is the only change', () => {
    const { files, read } = template(key);
    const changed = read.definitions
      .map((definition) => ({ path: pathOf(definition), text: writeDefinition(definition) }))
      .filter(({ path, text }) => path.endsWith('.yaml') && files.get(path) !== text);
    expect(changed.map(({ path }) => path)).toEqual([]);
  });

  it('speaks all its languages', () => {
    const texts = template(key).read.definitions.flatMap((definition) =>
      textsOf(definition.content, pathOf(definition)),
    );
    const complaints = texts
      .map(({ place, label }) => ({ place, complaint: complaint(label) }))
      .filter((each) => each.complaint !== null);
    expect(texts.length).toBeGreaterThan(50);
    expect(complaints).toEqual([]);
  });
});
