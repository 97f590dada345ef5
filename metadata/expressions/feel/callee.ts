/** What a call calls: a function of FEEL's, one of the platform's, or a value found at run time. */
import type { FunctionSignature } from '../../expression.ts';
import type { Node } from '../feel-ast.ts';
import type { BuiltIn } from './builtins/define.ts';
import { BUILT_INS } from './builtins/table.ts';
import { type NameScope, resolve } from './scopes.ts';

export type Callee =
  | { readonly by: 'built-in'; readonly builtIn: BuiltIn }
  | { readonly by: 'platform'; readonly name: string; readonly signature: FunctionSignature | null }
  | { readonly by: 'value' };

/** Names bound around the call, or declared outside, hide functions of the same name. */
export function calleeOf(node: Node, scope: NameScope): Callee {
  if (node.kind !== 'name' || resolve(scope, node.name).final.at !== 'outside') return { by: 'value' };
  const { names, open, functions } = scope.known;
  if (Object.hasOwn(names, node.name)) return { by: 'value' };
  if (Object.hasOwn(functions, node.name)) {
    return { by: 'platform', name: node.name, signature: functions[node.name]! };
  }
  if (Object.hasOwn(BUILT_INS, node.name)) return { by: 'built-in', builtIn: BUILT_INS[node.name]! };
  return open ? { by: 'platform', name: node.name, signature: null } : { by: 'value' };
}
