/**
 * The syntax tree of FEEL (DMN 1.5 §10.3.1.2) as frozen tagged nodes. The parser makes it; the compiler turns it into
 * closures, the printer into text, the data store's query into SQL. Offsets point into the source text.
 */
import type { DaysDuration, Decimal, FeelDate, FeelDateTime, FeelTime, MonthsDuration } from '../value.ts';
import type { Type } from './types.ts';

export interface Span {
  /** Offset of the first character. */
  readonly start: number;
  /** Offset behind the last character. */
  readonly end: number;
}

export type ComparisonOperator = '=' | '!=' | '<' | '<=' | '>' | '>=';
export type ArithmeticOperator = '+' | '-' | '*' | '/' | '**';

interface Of<K extends string> extends Span {
  readonly kind: K;
}

export interface NullNode extends Of<'null'> {}
export interface BooleanNode extends Of<'boolean'> {
  readonly value: boolean;
}
export interface NumberNode extends Of<'number'> {
  readonly value: Decimal;
}
export interface StringNode extends Of<'string'> {
  readonly value: string;
}
/** `@"2026-01-31"`. */
export interface TemporalNode extends Of<'temporal'> {
  readonly text: string;
  readonly value: FeelDate | FeelTime | FeelDateTime | DaysDuration | MonthsDuration;
}
/** A variable, parameter, function or, in a filter, a field of the item. Spaces are single ones: `Full Name`. */
export interface NameNode extends Of<'name'> {
  readonly name: string;
}
/** `?`, the value a unary test is about. */
export interface InputNode extends Of<'input'> {}
/** `target.name`; over a list it reads the name of every item. */
export interface PathNode extends Of<'path'> {
  readonly target: Node;
  readonly name: string;
}
/** `target[test]`: a number picks one item, anything else keeps the items for which it is true. */
export interface FilterNode extends Of<'filter'> {
  readonly target: Node;
  readonly test: Node;
}
export interface ArithmeticNode extends Of<'arithmetic'> {
  readonly operator: ArithmeticOperator;
  readonly left: Node;
  readonly right: Node;
}
export interface NegationNode extends Of<'negation'> {
  readonly operand: Node;
}
export interface ComparisonNode extends Of<'comparison'> {
  readonly operator: ComparisonOperator;
  readonly left: Node;
  readonly right: Node;
}
/** `a and b and c`: operands of one operator stand in one node, two or more. */
export interface LogicNode extends Of<'logic'> {
  readonly operator: 'and' | 'or';
  readonly operands: readonly Node[];
}
export interface BetweenNode extends Of<'between'> {
  readonly value: Node;
  readonly low: Node;
  readonly high: Node;
}
/** `value in test` or `value in (test, test)`: true when one test is. */
export interface InNode extends Of<'in'> {
  readonly value: Node;
  readonly tests: readonly Node[];
}
export interface IfNode extends Of<'if'> {
  readonly condition: Node;
  readonly then: Node;
  readonly else: Node;
}
export interface Iterator extends Span {
  readonly name: string;
  /** A list, a range value, or a `span` for `1..10` without brackets. */
  readonly source: Node;
}
/** `for x in xs, y in ys return result`; the result may read `partial`, the list of the results so far. */
export interface ForNode extends Of<'for'> {
  readonly iterators: readonly Iterator[];
  readonly result: Node;
}
export interface QuantifiedNode extends Of<'quantified'> {
  readonly quantifier: 'some' | 'every';
  readonly iterators: readonly Iterator[];
  readonly condition: Node;
}
/** `from..to` of an iterator: counts up or down. */
export interface SpanNode extends Of<'span'> {
  readonly from: Node;
  readonly to: Node;
}
export interface ListNode extends Of<'list'> {
  readonly items: readonly Node[];
}
export interface ContextEntry extends Span {
  readonly key: string;
  readonly value: Node;
}
export interface ContextNode extends Of<'context'> {
  readonly entries: readonly ContextEntry[];
}
/** `[low..high)`. */
export interface RangeNode extends Of<'range'> {
  readonly low: Node;
  readonly high: Node;
  readonly lowIncluded: boolean;
  readonly highIncluded: boolean;
}
/** `< 10`, `= 5`: as a test compares the input; as a value in brackets, `(< 10)`, it is a range with an open end. */
export interface UnaryNode extends Of<'unary'> {
  readonly operator: ComparisonOperator;
  readonly operand: Node;
}
export interface Parameter extends Span {
  readonly name: string;
  /** null where no type is given. */
  readonly type: Type | null;
}
export interface FunctionNode extends Of<'function'> {
  readonly parameters: readonly Parameter[];
  readonly body: Node;
  /** True for `function(…) external {…}`, whose body is the mapping. */
  readonly external: boolean;
}
export interface CallNode extends Of<'call'> {
  readonly callee: Node;
  readonly arguments: readonly Node[];
}
export interface NamedArgument extends Span {
  readonly name: string;
  readonly value: Node;
}
/** `substring(string: "abc", start position: 2)`. */
export interface NamedCallNode extends Of<'named-call'> {
  readonly callee: Node;
  readonly arguments: readonly NamedArgument[];
}
export interface InstanceOfNode extends Of<'instance-of'> {
  readonly value: Node;
  readonly type: Type;
}
/** What stands in a decision cell: `-` is no test at all (`tests` empty, not negated). */
export interface UnaryTestsNode extends Of<'unary-tests'> {
  readonly negated: boolean;
  readonly tests: readonly Node[];
}

export type Node =
  | NullNode
  | BooleanNode
  | NumberNode
  | StringNode
  | TemporalNode
  | NameNode
  | InputNode
  | PathNode
  | FilterNode
  | ArithmeticNode
  | NegationNode
  | ComparisonNode
  | LogicNode
  | BetweenNode
  | InNode
  | IfNode
  | ForNode
  | QuantifiedNode
  | SpanNode
  | ListNode
  | ContextNode
  | RangeNode
  | UnaryNode
  | FunctionNode
  | CallNode
  | NamedCallNode
  | InstanceOfNode
  | UnaryTestsNode;

export type NodeKind = Node['kind'];
export type NodeOf<K extends NodeKind> = Extract<Node, { readonly kind: K }>;
