/** Facts that follow from the graph and that every step would have to find again. */
import type { TriggerKind } from '../process/trigger.ts';
import type { Graph, OpenElement } from './graph.ts';

export function deriveFacts(graph: Graph): void {
  for (const element of graph.elements.values()) {
    noteCatches(element);
    if (looksAtOthers(element)) element.reachedBy = reachedBy(element);
  }
}

// helpers //////////

/** What an element waits for is waited for in every scope around it. */
function noteCatches(element: OpenElement): void {
  const { trigger } = element;
  const kinds: TriggerKind[] =
    trigger === null
      ? []
      : trigger.kind === 'multiple'
        ? trigger.triggers.map((one) => one.kind)
        : [trigger.kind];
  for (let at: OpenElement | null = element; at !== null; at = at.scope)
    for (const kind of kinds) at.catches.add(kind);
  if (element.attachedTo) for (const kind of kinds) element.attachedTo.catches.add(kind);
}

function looksAtOthers(element: OpenElement): boolean {
  return (
    (element.kind === 'inclusiveGateway' || element.kind === 'complexGateway') && element.incoming.length > 1
  );
}

/** For each incoming flow of a join: everything in its scope from which that flow can be reached without passing the join. */
function reachedBy(join: OpenElement): Map<string, Set<string>> {
  const reached = new Map<string, Set<string>>();
  for (const flow of join.incoming) {
    const found = new Set<string>([`>${flow.id}`]);
    const open = [flow.source];
    for (let element = open.pop(); element !== undefined; element = open.pop()) {
      if (element === join || found.has(element.id)) continue;
      found.add(element.id);
      for (const before of element.incoming) {
        found.add(`>${before.id}`);
        open.push(before.source);
      }
      if (element.attachedTo) open.push(element.attachedTo);
      if (element.kind === 'intermediateCatchEvent' && element.trigger?.kind === 'link')
        open.push(...throwersOf(element));
    }
    reached.set(flow.id, found);
  }
  return reached;
}

function throwersOf(link: OpenElement): OpenElement[] {
  return link.scope!.children.filter(
    ({ kind, trigger }) =>
      kind === 'intermediateThrowEvent' && trigger?.kind === 'link' && trigger.target === link.id,
  );
}
