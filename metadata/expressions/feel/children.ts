/** The parts of a node, in the order they are written. */
import type { Node } from '../feel-ast.ts';

/** Every node directly below `node`. A node's parts are its fields that are nodes, lists of them, or hold one as a value. */
export function childrenOf(node: Node): Node[] {
  const children: Node[] = [];
  for (const part of Object.values(node)) {
    if (isNode(part)) children.push(part);
    else if (Array.isArray(part)) for (const item of part) collect(item, children);
  }
  return children;
}

// helpers //////////

/** Items of lists are nodes, or pairs such as a context's entries and a call's named arguments. */
function collect(item: unknown, children: Node[]): void {
  if (isNode(item)) children.push(item);
  else if (typeof item === 'object' && item !== null) {
    for (const part of Object.values(item)) if (isNode(part)) children.push(part);
  }
}

/** Types have a `kind` too, but no place in the text. */
function isNode(part: unknown): part is Node {
  return typeof part === 'object' && part !== null && 'kind' in part && 'start' in part && 'end' in part;
}
