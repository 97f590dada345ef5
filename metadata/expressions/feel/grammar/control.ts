/** `if`, `for`, `some`, `every` (DMN 1.5 §10.3.1.2 rules 43, 44, 47, 48). Their last part reaches as far as it can. */
import type { Iterator, Node } from '../../feel-ast.ts';
import { ANY, listOf } from '../../types.ts';
import { elementOf } from '../meanings.ts';
import { make, type Parser, within } from '../parser.ts';
import { type NameScope, variable } from '../scopes.ts';

/** A part of a name: all that stands up to a space or a bracket. */
const PART = /[^\s"{}[\](),:=<>@]+/uy;

export function parseIf(parser: Parser): Node {
  const { reader, rules } = parser;
  const start = reader.at;
  reader.takeWord('if');
  const condition = rules.expression(parser);
  reader.expectWord('then', 'behind_condition');
  const then = rules.expression(parser);
  reader.expectWord('else', 'behind_then');
  const otherwise = rules.expression(parser);
  return make(parser, start, { kind: 'if', condition, then, else: otherwise }, [condition, then, otherwise]);
}

export function parseFor(parser: Parser): Node {
  const { reader, rules } = parser;
  const start = reader.at;
  reader.takeWord('for');
  const { iterators, scope } = parseIterators(parser);
  reader.expectWord('return', 'behind_source', { word: 'for' });
  const inner = variable(scope, 'partial', { type: listOf(ANY), path: null });
  const result = within(parser, inner, rules.expression);
  return make(parser, start, { kind: 'for', iterators, result }, [...sources(iterators), result]);
}

export function parseQuantified(parser: Parser): Node {
  const { reader, rules } = parser;
  const start = reader.at;
  const quantifier = reader.takeWord('some') ? 'some' : 'every';
  reader.takeWord('every');
  const { iterators, scope } = parseIterators(parser);
  reader.expectWord('satisfies', 'behind_source', { word: quantifier });
  const condition = within(parser, scope, rules.expression);
  return make(parser, start, { kind: 'quantified', quantifier, iterators, condition }, [
    ...sources(iterators),
    condition,
  ]);
}

// helpers //////////

/** `x in xs, y in ys`: each is visible in the ones behind it. */
function parseIterators(parser: Parser): { iterators: readonly Iterator[]; scope: NameScope } {
  const outer = parser.scope;
  const iterators: Iterator[] = [];
  do {
    const iterator = parseIterator(parser);
    iterators.push(iterator);
    const meaning = elementOf(parser.meaningOf(iterator.source, parser.scope));
    parser.scope = variable(parser.scope, iterator.name, meaning);
  } while (parser.reader.take(','));
  const { scope } = parser;
  parser.scope = outer;
  return { iterators: Object.freeze(iterators), scope };
}

function parseIterator(parser: Parser): Iterator {
  const { reader, rules } = parser;
  const start = reader.at;
  const name = takeName(parser);
  if (name === null) {
    reader.at = start;
    return reader.stop('expected_iterator', { found: reader.found() });
  }
  reader.takeWord('in');
  const from = reader.at;
  const first = rules.expression(parser);
  const source = reader.take('..') ? parseSpan(parser, from, first) : first;
  return Object.freeze({ name, source, start, end: reader.last });
}

/** The words before `in`; null where there are none, or no `in`. */
function takeName({ reader }: Parser): string | null {
  const words: string[] = [];
  while (!reader.seesWord('in')) {
    PART.lastIndex = reader.at;
    const word = PART.exec(reader.text)?.[0];
    if (word === undefined || (words.length === 0 && /^\d/.test(word))) return null;
    words.push(word);
    reader.moveTo(reader.at + word.length);
  }
  return words.length > 0 ? words.join(' ') : null;
}

function parseSpan(parser: Parser, start: number, from: Node): Node {
  const to = parser.rules.expression(parser);
  return make(parser, start, { kind: 'span', from, to }, [from, to]);
}

function sources(iterators: readonly Iterator[]): Node[] {
  return iterators.map(({ source }) => source);
}
