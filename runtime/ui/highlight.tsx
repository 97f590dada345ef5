/** Text with the words that were looked for marked in it. */
export function Highlight({ text, words }: { readonly text: string; readonly words: string }) {
  const parts = splitByWords(text, words);
  return <>{parts.map(({ part, hit, at }) => (hit ? <mark key={at}>{part}</mark> : part))}</>;
}

/** Without regard to capitals; the longest word first, so that parts of it do not tear it apart. */
export function splitByWords(text: string, words: string): { part: string; hit: boolean; at: number }[] {
  const terms = words
    .split(/\s+/)
    .filter(Boolean)
    .sort((a, b) => b.length - a.length);
  if (terms.length === 0) return [{ part: text, hit: false, at: 0 }];
  const escaped = terms.map((term) => term.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  const parts: { part: string; hit: boolean; at: number }[] = [];
  let at = 0;
  for (const match of text.matchAll(new RegExp(escaped.join('|'), 'giu'))) {
    if (match.index > at) parts.push({ part: text.slice(at, match.index), hit: false, at });
    parts.push({ part: match[0], hit: true, at: match.index });
    at = match.index + match[0].length;
  }
  if (at < text.length) parts.push({ part: text.slice(at), hit: false, at });
  return parts;
}
