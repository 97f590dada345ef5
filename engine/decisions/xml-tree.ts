/**
 * XML as a tree of plain elements, namespaces resolved, with the lines they stand on. What is not well-formed, has a DOCTYPE, or
 * is deeper or larger than any model of people's making, gives one sentence and no tree.
 */
import { Parser } from 'saxen';

export interface XmlElement {
  /** Without prefix. */
  readonly name: string;
  /** The namespace, empty for none. */
  readonly uri: string;
  /** By local name; one in a namespace of its own as `{uri}name`. */
  readonly attributes: Readonly<Record<string, string>>;
  /** Namespaces by prefix, the default one by the empty prefix. */
  readonly prefixes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  /** The text directly in it, as it is written. */
  readonly text: string;
  /** Of its opening tag, from 1. */
  readonly line: number;
  /** Its id, or that of the nearest element around it that has one. */
  readonly nearestId: string;
}

export type XmlResult =
  | { readonly ok: true; readonly root: XmlElement }
  | { readonly ok: false; readonly message: string; readonly line: number };

interface Open extends XmlElement {
  readonly attributes: Record<string, string>;
  readonly children: Open[];
  text: string;
}

const MAX_CHARACTERS = 10_000_000;
const MAX_DEPTH = 100;
const MAX_ELEMENTS = 200_000;

/** What saxen hands to its listeners, as far as it is used here. */
interface SaxElement {
  readonly originalName: string;
  readonly attrs: Readonly<Record<string, string>>;
  readonly ns: Readonly<Record<string, string>>;
}
type Decode = (text: string) => string;
type Place = () => { readonly line: number };

/** Ends the reading; never leaves this file. */
class XmlStop {
  readonly message: string;
  readonly line: number;
  constructor(message: string, line: number) {
    this.message = message;
    this.line = line;
  }
}

export function readXml(xml: string): XmlResult {
  if (xml.length > MAX_CHARACTERS) {
    return { ok: false, message: `The file has more than ${MAX_CHARACTERS} characters.`, line: 1 };
  }
  const document = newOpen({ name: '', uri: '', prefixes: {}, line: 0, nearestId: '' });
  try {
    parseInto(document, xml.replace(/^\uFEFF/, ''));
  } catch (error) {
    if (error instanceof XmlStop) return { ok: false, message: error.message, line: error.line };
    return { ok: false, message: `The XML cannot be read: ${(error as Error).message}.`, line: 1 };
  }
  const [root, second] = document.children;
  if (!root) return { ok: false, message: 'The file holds no XML element.', line: 1 };
  if (second) return { ok: false, message: 'The file holds more than one root element.', line: second.line };
  return { ok: true, root };
}

// helpers //////////

function parseInto(document: Open, xml: string): void {
  const open: Open[] = [document];
  const lines = lineCounter(xml);
  let elements = 0;
  const stop = (message: string) => {
    throw new XmlStop(message, lines.line);
  };
  const parser = new Parser({ proxy: true });
  parser.ns();
  parser.on('openTag', (element: SaxElement, decode: Decode) => {
    lines.moveBehind(`<${element.originalName}`);
    elements += 1;
    if (elements > MAX_ELEMENTS) stop(`The file has more than ${MAX_ELEMENTS} elements.`);
    if (open.length > MAX_DEPTH) stop(`The file is more than ${MAX_DEPTH} elements deep.`);
    const parent = open.at(-1)!;
    const made = elementOf(element, decode, lines.line, parent.nearestId);
    parent.children.push(made);
    open.push(made);
  });
  parser.on('closeTag', () => open.pop());
  parser.on('text', (text: string, decode: Decode) => {
    open.at(-1)!.text += decode(text);
  });
  parser.on('cdata', (text: string) => {
    lines.moveBehind(']]>');
    open.at(-1)!.text += text;
  });
  parser.on('comment', () => lines.moveBehind('-->'));
  parser.on('attention', () => stop('A DOCTYPE is not allowed.'));
  const stopAt = (error: Error, place: Place) => {
    throw new XmlStop(`The XML is not well-formed: ${error.message}.`, place().line + 1);
  };
  parser.on('error', stopAt);
  parser.on('warn', stopAt);
  parser.parse(xml);
}

/** Counts lines along the way: the parser's own count begins anew at every element. */
function lineCounter(xml: string): { readonly line: number; moveBehind(text: string): void } {
  let at = 0;
  let line = 1;
  let nextBreak = breakFrom(0);
  function breakFrom(start: number): number {
    const found = xml.indexOf('\n', start);
    return found < 0 ? Number.POSITIVE_INFINITY : found;
  }
  return {
    get line() {
      return line;
    },
    moveBehind(text) {
      const found = xml.indexOf(text, at);
      if (found < 0) return;
      for (; nextBreak < found; nextBreak = breakFrom(nextBreak + 1)) line += 1;
      at = found + text.length;
    },
  };
}

function elementOf(
  { originalName, attrs, ns }: SaxElement,
  decode: Decode,
  line: number,
  around: string,
): Open {
  const [prefix, name] = splitName(originalName);
  const prefixes = prefixesOf(ns);
  const nearestId = attrs.id === undefined ? around : decode(attrs.id);
  const element = newOpen({ name, uri: prefixes[prefix] ?? '', prefixes, line, nearestId });
  for (const [key, value] of Object.entries(attrs)) {
    if (key === 'xmlns' || key.startsWith('xmlns:')) continue;
    const [attributePrefix, local] = splitName(key);
    const uri = attributePrefix === '' ? '' : (prefixes[attributePrefix] ?? attributePrefix);
    element.attributes[uri === '' ? local : `{${uri}}${local}`] = decode(value);
  }
  return element;
}

/** By the parser's own table, which elements share where they declare nothing. */
const prefixTables = new WeakMap<object, Readonly<Record<string, string>>>();

function prefixesOf(ns: SaxElement['ns']): Readonly<Record<string, string>> {
  let prefixes = prefixTables.get(ns);
  if (!prefixes) {
    const uris = Object.keys(ns).filter((key) => key.endsWith('$uri'));
    prefixes = Object.fromEntries(uris.map((key) => [key === 'xmlns$uri' ? '' : key.slice(0, -4), ns[key]!]));
    prefixTables.set(ns, prefixes);
  }
  return prefixes;
}

function newOpen(element: Pick<XmlElement, 'name' | 'uri' | 'prefixes' | 'line' | 'nearestId'>): Open {
  return { ...element, attributes: Object.create(null), children: [], text: '' };
}

function splitName(name: string): [prefix: string, local: string] {
  const colon = name.indexOf(':');
  return colon < 0 ? ['', name] : [name.slice(0, colon), name.slice(colon + 1)];
}
