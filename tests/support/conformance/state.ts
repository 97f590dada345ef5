/** What scenarios ask of an instance's state and history, the same for every target. */
import type { Event } from '#engine/events.ts';
import type { Instance } from '#engine/instance.ts';
import type { Process } from '#engine/process.ts';
import type { ScenarioActive, Visit } from './target.ts';

/** As the peer counts compensation subscriptions: one for each entry of a compensation log, entries within entries included. */
export function compensationCount(instance: Instance): number {
  interface Entry {
    readonly done?: readonly Entry[];
  }
  const count = (entries: readonly Entry[]): number =>
    entries.reduce((sum, entry) => sum + 1 + count(entry.done ?? []), 0);
  if (instance.endedAt !== undefined) return 0;
  const logs = Object.values(instance.chunks).flatMap((chunk) =>
    Object.values(chunk.nodes).map((node) => node.done ?? []),
  );
  return logs.reduce((sum, log) => sum + count(log), 0);
}

/** The leaves of the tree of active activities; throwing events that compensate stay listed above their handlers. */
export function activeLeaves(instance: Instance, process: Process): ScenarioActive[] {
  if (instance.endedAt !== undefined) return [];
  const nodes = Object.values(instance.chunks).flatMap((chunk) => Object.entries(chunk.nodes));
  const parents = new Set(nodes.map(([key, node]) => (key === '0' ? '' : (node.scope ?? '0'))));
  return nodes
    .filter(([key, node]) => key !== '0' && node.phase !== 'before' && node.phase !== 'after')
    .filter(([key, node]) => {
      const element = process.elements.get(node.element)!;
      const throwing = node.phase === 'compensating' && element.children.length === 0;
      return throwing || !parents.has(key);
    })
    .map(([key, node]) => ({ key, element: node.element }));
}

export function visit(event: Event): Visit[] {
  if ('body' in event && event.body) return [];
  if (event.type === 'completed' || event.type === 'passed')
    return [{ element: event.element, how: 'completed' }];
  return event.type === 'cancelled' ? [{ element: event.element, how: 'cancelled' }] : [];
}
