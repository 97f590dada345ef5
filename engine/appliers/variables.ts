import type { VariablesChanged } from '../events.ts';
import { ROOT, type Variables } from '../instance.ts';
import { type Draft, nodeOf, putNode } from '../state/draft.ts';

/** Variables of one scope were set or removed. */
export function applyVariablesChanged(draft: Draft, { scope = ROOT, set, removed }: VariablesChanged): void {
  const node = nodeOf(draft, scope)!;
  let variables: Variables | undefined = { ...node.variables, ...set };
  if (removed) {
    const left = Object.entries(variables).filter(([name]) => !removed.includes(name));
    variables = left.length === 0 ? undefined : Object.fromEntries(left);
  }
  putNode(draft, scope, { ...node, variables });
}
