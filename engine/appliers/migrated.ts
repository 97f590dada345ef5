import type { Migrated } from '../events.ts';
import type { Compensable, Incident, Node } from '../instance.ts';
import { type Draft, putIncident, putNode, putWait } from '../state/draft.ts';

/** Everything that names an element or a flow names the one of the new definition. */
export function applyMigrated(draft: Draft, event: Migrated): void {
  draft.head.definition = event.definition;
  for (const chunk of draft.chunks.values()) {
    for (const [key, node] of Object.entries(chunk.nodes)) putNode(draft, key, renamedNode(node, event));
    for (const [key, wait] of Object.entries(chunk.waits)) putWait(draft, key, renamed(wait, event));
    for (const [key, incident] of Object.entries(chunk.incidents))
      putIncident(draft, key, renamed<Incident>(incident, event));
  }
}

// helpers //////////

function renamed<T extends { readonly element: string }>(named: T, { elements }: Migrated): T {
  const element = elements[named.element];
  return element === undefined ? named : { ...named, element };
}

function renamedNode(node: Node, event: Migrated): Node {
  const { flow, awaits, left, done, apart } = node;
  const flowOf = (id: string) => (event.flows && Object.hasOwn(event.flows, id) ? event.flows[id]! : id);
  const { flow: _, ...rest } = renamed(node, event);
  const other = flow === undefined ? null : flowOf(flow);
  return {
    ...rest,
    ...(other !== null && { flow: other }),
    ...(awaits && { awaits: awaits.map(flowOf).filter((id) => id !== null) }),
    ...(left && { left: left.map((id) => event.elements[id] ?? id) }),
    ...(done && { done: done.map((entry) => renamedEntry(entry, event)) }),
    ...(apart && { apart: apart.map((group) => renamed(group, event)) }),
  };
}

function renamedEntry(entry: Compensable, event: Migrated): Compensable {
  const { done } = entry;
  return {
    ...renamed(entry, event),
    ...(done && { done: done.map((inner) => renamedEntry(inner, event)) }),
  };
}
