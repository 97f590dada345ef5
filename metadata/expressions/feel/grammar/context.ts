/** Contexts (DMN 1.5 §10.3.1.2 rules 57–60): `{a: 1, "b c": a + 1}`; an entry sees the ones before it. */
import type { ContextEntry, Node } from '../../feel-ast.ts';
import { normalName } from '../names.ts';
import { make, type Parser } from '../parser.ts';
import { variable } from '../scopes.ts';

const KEY = /[^"{}[\](),:]+/uy;

/** At `{`. */
export function parseContext(parser: Parser): Node {
  const { reader } = parser;
  const start = reader.at;
  const outer = parser.scope;
  reader.take('{');
  const entries: ContextEntry[] = [];
  if (!reader.sees('}')) {
    do {
      const entry = parseEntry(parser);
      entries.push(entry);
      parser.scope = variable(parser.scope, entry.key, parser.meaningOf(entry.value, parser.scope));
    } while (reader.take(','));
  }
  parser.scope = outer;
  reader.expect('}', 'at_end_of_context');
  const children = entries.map(({ value }) => value);
  return make(parser, start, { kind: 'context', entries: Object.freeze(entries) }, children);
}

// helpers //////////

function parseEntry(parser: Parser): ContextEntry {
  const { reader } = parser;
  const start = reader.at;
  const key = parseKey(parser);
  reader.expect(':', 'behind_key', { key });
  const value = parser.rules.expression(parser);
  return Object.freeze({ key, value, start, end: reader.last });
}

function parseKey(parser: Parser): string {
  const { reader } = parser;
  const text = reader.takeString();
  if (text !== null) return text;
  KEY.lastIndex = reader.at;
  const key = normalName(KEY.exec(reader.text)?.[0] ?? '');
  if (key === '') return reader.stop('expected_key', { found: reader.found() });
  if (/^\d/.test(key)) return reader.stop('key_digit');
  reader.moveTo(KEY.lastIndex);
  return key;
}
