/**
 * Operands: literals, names, brackets, contexts and the expressions that begin with a word, and what may stand behind
 * one: `.field`, `[filter]`, `(arguments)` (DMN 1.5 §10.3.1.2 rules 33–41, 45, 46, 53–62).
 */

import type { Node } from '../../feel-ast.ts';
import { type ExpressionCode, say } from '../../sentences.ts';
import { parseTemporal } from '../../temporal-text.ts';
import { elementOf } from '../meanings.ts';
import { isReserved, wordAt } from '../names.ts';
import { attempt, make, nest, type Parser, within } from '../parser.ts';
import { fieldNameAt, isDeclared, itemScope, nameAt } from '../scopes.ts';
import { parseGroup, parseList, parseOpenRange } from './brackets.ts';
import { parseCall } from './call.ts';
import { parseContext } from './context.ts';
import { parseFor, parseIf, parseQuantified } from './control.ts';
import { parseFunction } from './function.ts';

const CONTROL: Readonly<Record<string, (parser: Parser) => Node>> = {
  if: parseIf,
  for: parseFor,
  some: parseQuantified,
  every: parseQuantified,
  function: parseFunction,
};

export function parseOperand(parser: Parser): Node {
  const start = parser.reader.at;
  return parseTail(parser, start, parseHead(parser));
}

/** What stands behind an operand that is read already. */
export function parseTail(parser: Parser, start: number, head: Node): Node {
  let node = head;
  for (;;) {
    const next = parseStep(parser, start, node);
    if (!next) return node;
    node = next;
  }
}

// helpers //////////

function parseStep(parser: Parser, start: number, target: Node): Node | null {
  const { reader } = parser;
  if (reader.sees('.') && !reader.sees('..')) return parsePath(parser, start, target);
  if (reader.sees('(')) return nest(parser, () => parseCall(parser, start, target));
  if (!reader.sees('[')) return null;
  if (!parser.endpoint) return parseFilter(parser, start, target);
  // `[1..b[` ends a range, `[1..b[2]]` filters: it filters where something can follow that closes the range.
  return attempt(parser, () => {
    const filter = parseFilter(parser, start, target);
    if (!/[\])[.(*/+-]/.test(reader.text[reader.at] ?? '')) reader.stop('read_otherwise');
    return filter;
  });
}

function parsePath(parser: Parser, start: number, target: Node): Node {
  const { reader, scope } = parser;
  reader.take('.');
  const { type } = parser.meaningOf(target, scope);
  const field = fieldNameAt(reader.text, reader.at, type, scope.known);
  if (!field) return reader.stop('expected_field', { found: reader.found() });
  reader.moveTo(field.end);
  return make(parser, start, { kind: 'path', target, name: field.name }, [target]);
}

function parseFilter(parser: Parser, start: number, target: Node): Node {
  const { reader, scope } = parser;
  reader.take('[');
  const item = itemScope(scope, elementOf(parser.meaningOf(target, scope)));
  const test = within(parser, item, parser.rules.expression);
  reader.expect(']', 'at_end_of_filter');
  return make(parser, start, { kind: 'filter', target, test }, [target, test]);
}

function parseHead(parser: Parser): Node {
  const { reader } = parser;
  const start = reader.at;
  const number = reader.takeNumber();
  if (number) return make(parser, start, { kind: 'number', value: number }, []);
  const text = reader.takeString();
  if (text !== null) return make(parser, start, { kind: 'string', value: text }, []);
  if (reader.sees('(')) return nest(parser, parseGroup);
  if (reader.sees('[')) return nest(parser, parseList);
  if (reader.sees(']')) return nest(parser, parseOpenRange);
  if (reader.sees('{')) return nest(parser, parseContext);
  if (reader.sees('@')) return parseAt(parser);
  return parseWord(parser) ?? unexpected(parser);
}

/** Words of the language and names. A known name of several words may begin with a word of the language. */
function parseWord(parser: Parser): Node | null {
  const { reader, scope } = parser;
  const start = reader.at;
  const word = wordAt(reader.text, start);
  const name = nameAt(reader.text, start, scope);
  if (word && (!name || name.end === word.end)) {
    const control = Object.hasOwn(CONTROL, word.name) ? CONTROL[word.name] : undefined;
    if (control) return nest(parser, control);
    const literal = parseConstant(parser, word.name);
    if (literal) return literal;
  }
  if (!name || (isReserved(name.name) && name.end === word?.end)) return null;
  if (/^not\s/.test(name.name) && !isDeclared(name.name, scope)) reader.stop('one_not');
  reader.moveTo(name.end);
  if (name.name === '?') return make(parser, start, { kind: 'input' }, []);
  return make(parser, start, { kind: 'name', name: name.name }, []);
}

function parseConstant(parser: Parser, word: string): Node | null {
  const { reader } = parser;
  const start = reader.at;
  if (word === 'true' || word === 'false') {
    reader.takeWord(word);
    return make(parser, start, { kind: 'boolean', value: word === 'true' }, []);
  }
  return reader.takeWord('null') ? make(parser, start, { kind: 'null' }, []) : null;
}

/** `@"2026-01-31"`. */
function parseAt(parser: Parser): Node {
  const { reader } = parser;
  const start = reader.at;
  reader.take('@');
  const text = reader.takeString();
  if (text === null) return reader.stop('expected_temporal', { found: reader.found() });
  const value = parseTemporal(text);
  if (!value) return reader.stop('no_temporal', { text }, start, reader.last);
  return make(parser, start, { kind: 'temporal', text, value }, []);
}

const HINTS: Readonly<Record<string, ExpressionCode>> = {
  "'": 'write_quotes',
  '!': 'write_not',
  '&': 'write_and',
  '|': 'write_or',
  '%': 'write_modulo',
};

function unexpected(parser: Parser): never {
  const { reader } = parser;
  const hint = HINTS[reader.text[reader.at] ?? ''];
  return reader.stop('expected_value', { found: reader.found(), hint: hint ? say(hint) : '' });
}
