/**
 * The state of one parse, which the files of `grammar/` share: the reader, the names visible here, the limits. `parse.ts`
 * makes it; a rule of the grammar is a function of it.
 */
import type { Node } from '../feel-ast.ts';
import { Reader, SyntaxStop } from './reader.ts';
import type { Meaning, NameScope } from './scopes.ts';

/** Rules nested in one another while parsing; each takes some ten frames of the host's stack. */
const MAX_NESTING = 120;
/** Levels of the tree: chains such as `a + b + c` make one a link. */
const MAX_LEVELS = 400;

/** The rules that the files of the grammar need of one another, handed in so that none imports in a circle. */
export interface Rules {
  expression(parser: Parser): Node;
  /** Without comparisons, `and` and `or`, which would be ambiguous in a bound or behind `in`. */
  sum(parser: Parser): Node;
}

export interface Parser {
  readonly reader: Reader;
  /** What names mean here; rules that bind names set it and set it back. */
  scope: NameScope;
  nesting: number;
  /** True at the upper end of a range, where `[` may close the range instead of beginning a filter. */
  endpoint: boolean;
  /** Nodes that may still be made: a bound for texts that make the parser try the same part again and again. */
  budget: number;
  readonly levels: WeakMap<Node, number>;
  readonly rules: Rules;
  /** What is known of a node just parsed, where names behind it depend on its type. */
  meaningOf(node: Node, scope: NameScope): Meaning;
}

export function newParser(
  source: string,
  scope: NameScope,
  rules: Rules,
  meaningOf: Parser['meaningOf'],
): Parser {
  return {
    reader: new Reader(source),
    scope,
    nesting: 0,
    endpoint: false,
    budget: 10_000 + source.length * 8,
    levels: new WeakMap(),
    rules,
    meaningOf,
  };
}

/** A node before its offsets are known. */
type Unplaced<N extends Node = Node> = N extends Node ? Omit<N, 'start' | 'end'> : never;

/** Finishes a node: frozen, its offsets set, its level in the tree checked. */
export function make(parser: Parser, start: number, node: Unplaced, children: readonly Node[]): Node {
  const { reader, levels } = parser;
  let level = 1;
  for (const child of children) level = Math.max(level, 1 + (levels.get(child) ?? 0));
  if (level > MAX_LEVELS) reader.stop('too_deep', {}, start);
  parser.budget -= 1;
  if (parser.budget < 0) reader.stop('too_complicated', {}, start);
  const made = Object.freeze({ ...node, start, end: reader.last }) as Node;
  levels.set(made, level);
  return made;
}

/** Parses with `rule` one level further in. */
export function nest<T>(parser: Parser, rule: (parser: Parser) => T): T {
  parser.nesting += 1;
  if (parser.nesting > MAX_NESTING) parser.reader.stop('too_deep');
  const result = rule(parser);
  parser.nesting -= 1;
  return result;
}

/** Parses with `rule` while `scope` is visible. */
export function within<T>(parser: Parser, scope: NameScope, rule: (parser: Parser) => T): T {
  const outer = parser.scope;
  parser.scope = scope;
  const result = rule(parser);
  parser.scope = outer;
  return result;
}

/** Tries a rule; where it stops, the parser stands again where it was and null is given. */
export function attempt<T>(parser: Parser, rule: (parser: Parser) => T): T | null {
  const { reader, scope, nesting, endpoint } = parser;
  const { at, last } = reader;
  try {
    return rule(parser);
  } catch (error) {
    if (!(error instanceof SyntaxStop) || parser.budget < 0) throw error;
    parser.scope = scope;
    parser.nesting = nesting;
    parser.endpoint = endpoint;
    reader.at = at;
    reader.last = last;
    return null;
  }
}
