/** Whether a name is used anywhere in an expression; the compiler binds `?` and `partial` by it. */
import type { Node } from '../feel-ast.ts';
import { childrenOf } from './children.ts';
import { INPUT_NAME } from './scopes.ts';

export function mentions(node: Node, name: string): boolean {
  const open = [node];
  for (let at = open.pop(); at; at = open.pop()) {
    if (at.kind === 'name' && at.name === name) return true;
    if (at.kind === 'input' && name === INPUT_NAME) return true;
    open.push(...childrenOf(at));
  }
  return false;
}
