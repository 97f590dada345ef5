/** What the palette lists, and which of it fits what was typed. */

export interface PaletteEntry {
  readonly key: string;
  readonly group: 'records' | 'create' | 'start' | 'open';
  /** Tabler name. */
  readonly icon: string;
  readonly title: string;
  readonly text?: string;
  readonly run: () => void;
}

export type Deed = PaletteEntry & { readonly group: 'create' | 'start' | 'open' };

/** Without words the palette is a menu of what is near at hand; with words it is short, for records matter more. */
const MOST = 6;

export function readQuery(typed: string): {
  readonly words: string;
  readonly only: 'deeds' | 'people' | null;
} {
  const text = typed.trimStart();
  if (text.startsWith('>')) return { words: text.slice(1).trim(), only: 'deeds' };
  if (text.startsWith('@')) return { words: text.slice(1).trim(), only: 'people' };
  return { words: text.trim(), only: null };
}

/** Every word must be somewhere in the title; titles that begin with the first word come first. */
export function matchingDeeds(deeds: readonly Deed[], words: string): readonly Deed[] {
  const terms = words.toLowerCase().split(/\s+/).filter(Boolean);
  if (terms.length === 0) return deeds;
  const fits = deeds.filter(({ title }) => terms.every((term) => title.toLowerCase().includes(term)));
  const begins = ({ title }: Deed) => title.toLowerCase().startsWith(terms[0] as string);
  return [...fits].sort((a, b) => Number(begins(b)) - Number(begins(a))).slice(0, MOST);
}
