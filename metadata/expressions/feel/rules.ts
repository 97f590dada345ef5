/**
 * The contract of a node of the syntax tree: each kind is one file in `nodes/`, which answers for its type, its closure
 * and its text; `nodes/table.ts` lists them.
 */
import type { SaidParams } from '../../said.ts';
import type { Node, NodeKind, NodeOf, Span } from '../feel-ast.ts';
import type { ExpressionCode } from '../sentences.ts';
import type { Type } from '../types.ts';
import type { Closure } from './run.ts';
import type { Known, Meaning, NameScope } from './scopes.ts';

/** How strongly the text of a node binds: the printer brackets a weaker part of a stronger whole. */
export const BINDS = {
  test: 0,
  expression: 1,
  or: 2,
  and: 3,
  comparison: 4,
  sum: 5,
  product: 6,
  power: 7,
  negation: 8,
  instance: 9,
  operand: 10,
} as const;
export type Binding = (typeof BINDS)[keyof typeof BINDS];

export interface Analysis {
  readonly known: Known;
  /** Type and origin of a node; each node is looked at once. */
  of(node: Node, scope: NameScope): Meaning;
  /** What will certainly go wrong, or mean something else than was meant. */
  mistake(span: Span, code: ExpressionCode, params?: SaidParams): void;
  /** The value of this path is needed. */
  reads(path: readonly string[]): void;
}

export interface Compiler {
  readonly known: Known;
  compile(node: Node, scope: NameScope): Closure;
  meaningOf(node: Node): Meaning;
  typeOf(node: Node): Type;
  /** Levels of the syntax tree below and with this node. */
  levelsOf(node: Node): number;
}

export interface Printer {
  /** The text of a part, in brackets where it binds less than `atLeast`. */
  print(node: Node, atLeast: Binding): string;
}

export interface NodeRules<K extends NodeKind> {
  readonly kind: K;
  analyse(node: NodeOf<K>, scope: NameScope, analysis: Analysis): Meaning;
  compile(node: NodeOf<K>, scope: NameScope, compiler: Compiler): Closure;
  /** The text as the printer writes it, and how strongly it binds. */
  print(node: NodeOf<K>, printer: Printer): string;
  binds(node: NodeOf<K>): Binding;
}

export function defineNode<K extends NodeKind>(rules: NodeRules<K>): NodeRules<K> {
  return Object.freeze(rules);
}
