/**
 * Looks over XML before any parser sees it, in one pass without recursion: too large, too deep, too many elements, a document
 * type or entity declarations are refused here, so that no file can exhaust memory or time.
 */
export interface XmlLimits {
  readonly characters: number;
  readonly elements: number;
  readonly depth: number;
}

/** Elements include diagram shapes and edges, of which a process of 5,000 flow elements has some 60,000. */
export const LIMITS: XmlLimits = { characters: 8_000_000, elements: 100_000, depth: 50 };

export type XmlFault =
  | { readonly code: 'xml.size'; readonly params: { readonly size: number; readonly limit: number } }
  | { readonly code: 'xml.elements' | 'xml.depth'; readonly params: { readonly limit: number } }
  | { readonly code: 'xml.doctype' | 'xml.empty'; readonly params: Record<string, never> }
  | { readonly code: 'xml.malformed'; readonly params: { readonly reason: string } };

/** Null: within the limits, though perhaps still not well-formed. */
export function guardXml(xml: string, limits: XmlLimits = LIMITS): XmlFault | null {
  if (xml.trim() === '') return { code: 'xml.empty', params: {} };
  if (xml.length > limits.characters)
    return { code: 'xml.size', params: { size: xml.length, limit: limits.characters } };
  let depth = 0;
  let elements = 0;
  for (let at = xml.indexOf('<'); at >= 0; at = xml.indexOf('<', at)) {
    const skipped = skipSpecial(xml, at);
    if (skipped === 'doctype') return { code: 'xml.doctype', params: {} };
    if (skipped === 'open')
      return {
        code: 'xml.malformed',
        params: { reason: 'a comment, CDATA section or instruction is not closed' },
      };
    if (typeof skipped === 'number') {
      at = skipped;
      continue;
    }
    const end = tagEnd(xml, at + 1);
    if (end < 0) return { code: 'xml.malformed', params: { reason: 'the last tag is not closed' } };
    if (xml[at + 1] === '/') depth--;
    else {
      if (++elements > limits.elements) return { code: 'xml.elements', params: { limit: limits.elements } };
      if (xml[end - 1] !== '/' && ++depth > limits.depth)
        return { code: 'xml.depth', params: { limit: limits.depth } };
    }
    at = end + 1;
  }
  return null;
}

// helpers //////////

/** The end of a comment, CDATA section or instruction; null for an ordinary tag. */
function skipSpecial(xml: string, at: number): number | 'doctype' | 'open' | null {
  const next = xml[at + 1];
  if (next === '?') return after(xml, '?>', at + 2);
  if (next !== '!') return null;
  if (xml.startsWith('<!--', at)) return after(xml, '-->', at + 4);
  if (xml.startsWith('<![CDATA[', at)) return after(xml, ']]>', at + 9);
  return 'doctype';
}

function after(xml: string, text: string, from: number): number | 'open' {
  const at = xml.indexOf(text, from);
  return at < 0 ? 'open' : at + text.length;
}

/** The `>` that closes the tag; one within quotes doesn't. */
function tagEnd(xml: string, from: number): number {
  for (let at = from; at < xml.length; at++) {
    const char = xml[at];
    if (char === '>') return at;
    if (char === '"' || char === "'") {
      at = xml.indexOf(char, at + 1);
      if (at < 0) return -1;
    }
  }
  return -1;
}
