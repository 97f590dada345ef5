/**
 * Labels of the metadata in several languages, and what is shown where one is missing. A label is a text for all
 * languages or a text per language. Both apps, documents, exports and error sentences read labels through here.
 */

/** Two-letter language codes (ISO 639-1) to text. */
export type Localized = Readonly<Record<string, string>>;
export type Label = string | Localized;

/** Where a text is looked for when the asked language has none; the first language is the house's own. */
const FALLBACK = ['en', 'uk', 'ru'];

/**
 * The text of a label in `language`. Falls back to English, Ukrainian, Russian, any language, and at last to the key
 * in words: `close_date` becomes "Close date".
 */
export function textOf(label: Label | undefined, language: string, key: string): string {
  if (typeof label === 'string') return label;
  if (label) {
    for (const code of [language, ...FALLBACK]) {
      if (Object.hasOwn(label, code) && label[code]) return label[code];
    }
    const any = Object.values(label).find(Boolean);
    if (any) return any;
  }
  return wordsOf(key);
}

/** A key in words: `loss_reason` → "Loss reason". */
export function wordsOf(key: string): string {
  const words = key.replaceAll('_', ' ').trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Every text of a label, for matching what people typed in any language. */
export function allTexts(label: Label | undefined): readonly string[] {
  if (label === undefined) return [];
  return typeof label === 'string' ? [label] : Object.values(label);
}
