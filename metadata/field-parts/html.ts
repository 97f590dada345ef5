/**
 * Formatted text made safe: HTML is taken apart and written anew with the tags and attributes of a short list, so that
 * nothing foreign can survive by clever spelling. Called when rich text is stored; browsers clean it once more.
 */

const TAGS = new Set(
  'p br strong b em i u s a ul ol li h1 h2 h3 h4 blockquote code pre hr table thead tbody tr th td span img'.split(
    ' ',
  ),
);
const VOID = new Set(['br', 'hr', 'img']);
/** Their content is no text of a person's. */
const DROPPED_WHOLE =
  /^(script|style|iframe|object|embed|template|noscript|svg|math|title|head|textarea|select)$/;
const BLOCK_END = /^(p|li|h[1-4]|tr|blockquote|pre)$/;

const ATTRIBUTES: Readonly<Record<string, Readonly<Record<string, RegExp>>>> = {
  a: { href: /^(https?:\/\/|mailto:|tel:)[^\s"'<>]*$/i },
  img: { src: /^\/api\/files\/[\w-]+$/, alt: /^[^<>]*$/ },
  span: { 'data-mention': /^[\da-f-]{36}$/i },
  td: { colspan: /^\d{1,2}$/, rowspan: /^\d{1,2}$/ },
  th: { colspan: /^\d{1,2}$/, rowspan: /^\d{1,2}$/ },
};

const TAG = /^<(\/?)([a-z][a-z0-9]*)((?:[^>"']|"[^"]*"|'[^']*')*)>/i;
const ATTRIBUTE = /([a-z][a-z-]*)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/gi;

/** HTML of the short list only, every tag closed. */
export function cleanHtml(html: string): string {
  const open: string[] = [];
  let out = '';
  for (const token of tokens(html)) {
    if (token.kind === 'text') {
      out += escapeHtml(decode(token.text));
    } else if (token.kind === 'close') {
      const at = open.lastIndexOf(token.name);
      if (at >= 0) while (open.length > at) out += `</${open.pop()}>`;
    } else if (VOID.has(token.name)) {
      out += `<${token.name}${attributes(token)}>`;
    } else if (open.length < 100) {
      out += `<${token.name}${attributes(token)}>`;
      open.push(token.name);
    }
  }
  while (open.length) out += `</${open.pop()}>`;
  return out;
}

/** The words without tags, one line a block. */
export function htmlText(html: string): string {
  let out = '';
  for (const token of tokens(html)) {
    if (token.kind === 'text') out += decode(token.text);
    else if (token.name === 'br' || (token.kind === 'close' && BLOCK_END.test(token.name))) out += '\n';
  }
  return out
    .replaceAll(/[ \t]+/g, ' ')
    .replaceAll(/\n{2,}/g, '\n')
    .trim();
}

export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

// helpers //////////

type Token =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'open' | 'close'; readonly name: string; readonly rest: string };

/** Text and the tags of the list; other tags vanish, of the dangerous ones the content too. */
function* tokens(html: string): Generator<Token> {
  let at = 0;
  while (at < html.length) {
    const next = html.indexOf('<', at);
    if (next < 0) {
      yield { kind: 'text', text: html.slice(at) };
      return;
    }
    if (next > at) yield { kind: 'text', text: html.slice(at, next) };
    at = next;
    const skipped = /^<(?:!--[\s\S]*?(?:-->|$)|[!?][^>]*(?:>|$))/.exec(html.slice(at, at + 100_000));
    if (skipped) {
      at += skipped[0].length;
      continue;
    }
    const tag = TAG.exec(html.slice(at, at + 5_000));
    if (!tag) {
      yield { kind: 'text', text: '<' };
      at += 1;
      continue;
    }
    at += tag[0].length;
    const name = tag[2]!.toLowerCase();
    if (!tag[1] && DROPPED_WHOLE.test(name)) {
      const end = new RegExp(`</${name}\\s*>`, 'i').exec(html.slice(at));
      at = end ? at + end.index + end[0].length : html.length;
    } else if (TAGS.has(name)) {
      yield { kind: tag[1] ? 'close' : 'open', name, rest: tag[3]! };
    }
  }
}

function attributes(token: { readonly name: string; readonly rest: string }): string {
  const allowed = ATTRIBUTES[token.name];
  if (!allowed) return '';
  let out = '';
  for (const [, name, double, single, bare] of token.rest.matchAll(ATTRIBUTE)) {
    const key = name!.toLowerCase();
    const value = decode(double ?? single ?? bare ?? '').trim();
    if (Object.hasOwn(allowed, key) && allowed[key]!.test(value)) out += ` ${key}="${escapeHtml(value)}"`;
  }
  return token.name === 'a' && out ? `${out} rel="noopener noreferrer"` : out;
}

const NAMED: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00a0',
};

function decode(text: string): string {
  return text.replaceAll(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,6}));/gi, (all, dec, hex, name) => {
    if (name) return NAMED[name.toLowerCase()] ?? all;
    const code = dec ? Number(dec) : Number.parseInt(hex, 16);
    const storable = code >= 32 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff);
    return storable || code === 9 || code === 10 ? String.fromCodePoint(code) : '';
  });
}
