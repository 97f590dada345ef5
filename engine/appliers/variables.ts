import type { VariablesChanged } from '../events.ts';
import { ROOT, type Variables } from '../instance.ts';
import type { Draft } from '../state/draft.ts';
import { nodeOf, putNode } from '../state/draft.ts';

/** Variables of one scope were set or removed. */
export function applyVariablesChanged(draft: Draft, event: VariablesChanged): void {
  const scope = event.scope ?? ROOT;
  const { variables: before, ...node } = nodeOf(draft, scope)!;
  let variables: Variables = { ...before, ...event.set };
  if (event.removed) {
    const removed = new Set(event.removed);
    variables = Object.fromEntries(Object.entries(variables).filter(([name]) => !removed.has(name)));
  }
  putNode(draft, scope, Object.keys(variables).length === 0 ? node : { ...node, variables });
}
