/** All kinds of nodes. Nothing outside asks for a kind by name: it asks the rules of the node. */
import type { Node, NodeKind } from '../../feel-ast.ts';
import type { NodeRules } from '../rules.ts';
import { arithmeticNode } from './arithmetic.ts';
import { betweenNode } from './between.ts';
import { callNode } from './call.ts';
import { comparisonNode } from './comparison.ts';
import { contextNode } from './context.ts';
import { filterNode } from './filter.ts';
import { forNode } from './for.ts';
import { functionNode } from './function.ts';
import { ifNode } from './if.ts';
import { inNode } from './in.ts';
import { inputNode } from './input.ts';
import { instanceOfNode } from './instance-of.ts';
import { listNode } from './list.ts';
import { booleanNode, nullNode, numberNode, stringNode, temporalNode } from './literals.ts';
import { logicNode } from './logic.ts';
import { nameNode } from './name.ts';
import { namedCallNode } from './named-call.ts';
import { negationNode } from './negation.ts';
import { pathNode } from './path.ts';
import { quantifiedNode } from './quantified.ts';
import { rangeNode } from './range.ts';
import { spanNode } from './span.ts';
import { unaryNode } from './unary.ts';
import { unaryTestsNode } from './unary-tests.ts';

const NODES: { readonly [K in NodeKind]: NodeRules<K> } = {
  // literals
  null: nullNode,
  boolean: booleanNode,
  number: numberNode,
  string: stringNode,
  temporal: temporalNode,
  // names
  name: nameNode,
  input: inputNode,
  path: pathNode,
  filter: filterNode,
  // operators
  arithmetic: arithmeticNode,
  negation: negationNode,
  comparison: comparisonNode,
  logic: logicNode,
  between: betweenNode,
  in: inNode,
  'instance-of': instanceOfNode,
  // control
  if: ifNode,
  for: forNode,
  quantified: quantifiedNode,
  span: spanNode,
  // parts in brackets
  list: listNode,
  context: contextNode,
  range: rangeNode,
  // functions
  function: functionNode,
  call: callNode,
  'named-call': namedCallNode,
  // tests
  unary: unaryNode,
  'unary-tests': unaryTestsNode,
};

/** The rules of a node, which take that node. */
export function rulesOf<N extends Node>(node: N): NodeRules<N['kind']> {
  return NODES[node.kind] as unknown as NodeRules<N['kind']>;
}
