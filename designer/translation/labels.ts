/** The labels of definitions: where they stand, their texts by language, and the definition with one of them set. */
import type { Localized } from '#metadata/label.ts';
import type { Json } from '#metadata/value.ts';

export interface PlacedLabel {
  /** Keys and numbers from the definition to the label. */
  readonly path: readonly (string | number)[];
  /** One text for all languages, or a text a language. */
  readonly label: string | Localized;
}

/** Properties that hold a label, whatever the kind (an entity's `title` is a pattern). One text for all languages can stand there. */
const LABELS: ReadonlySet<string> = new Set(['label', 'plural', 'description', 'help', 'text', 'message']);

/** Properties whose keys are the author's own: two letters there are no language. */
const KEYED: ReadonlySet<string> = new Set(['fields', 'options', 'stages', 'variables', 'records', 'map']);

export function labelsOf(content: Json, path: readonly (string | number)[] = []): readonly PlacedLabel[] {
  if (typeof content !== 'object' || content === null) return [];
  if (Array.isArray(content)) return content.flatMap((item, at) => labelsOf(item, [...path, at]));
  const inKeyed = KEYED.has(String(path.at(-1)));
  if (!inKeyed && isLocalized(content)) return [{ path, label: content }];
  return Object.entries(content).flatMap(([name, value]) => {
    const here = [...path, name];
    const plain = typeof value === 'string' && value !== '';
    if (plain && LABELS.has(name) && !inKeyed) return [{ path: here, label: value }];
    // `options: {won: Won}`: the text of a choice.
    if (plain && path.at(-1) === 'options') return [{ path: here, label: value }];
    return labelsOf(value, here);
  });
}

/** Languages in which a label has no text. One text for all is a text in each. */
export function missingIn({ label }: PlacedLabel, languages: readonly string[]): readonly string[] {
  return typeof label === 'string' ? [] : languages.filter((language) => !label[language]?.trim());
}

/** The definition with this text; nothing takes a language out of the label. */
export function withText(
  content: Json,
  path: readonly (string | number)[],
  language: string,
  text: string,
  languages: readonly string[],
): Json {
  const [step, ...rest] = path;
  if (step === undefined) return labelWith(content, language, text.trim(), languages);
  if (Array.isArray(content))
    return content.map((item, at) => (at === step ? withText(item, rest, language, text, languages) : item));
  const node = content as { readonly [key: string]: Json };
  return { ...node, [step]: withText(node[step]!, rest, language, text, languages) };
}

// helpers //////////

function isLocalized(content: { readonly [key: string]: Json }): content is Record<string, string> {
  const entries = Object.entries(content);
  return (
    entries.length > 0 && entries.every(([key, value]) => /^[a-z]{2}$/.test(key) && typeof value === 'string')
  );
}

/** A text for all languages becomes one a language as soon as one of them differs. */
function labelWith(label: Json, language: string, text: string, languages: readonly string[]): Json {
  const texts =
    typeof label === 'string'
      ? Object.fromEntries(languages.map((one) => [one, label]))
      : (label as Record<string, string>);
  const next = { ...texts, [language]: text };
  return Object.fromEntries(Object.entries(next).filter(([, value]) => value !== ''));
}
