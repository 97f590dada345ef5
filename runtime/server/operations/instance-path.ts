/** The way an instance took and where it stands, from its history and state: what the picture shows. Pure. */
import type { Event } from '#engine/events.ts';
import type { Instance, Wait } from '#engine/instance.ts';
import { nameIn } from '#engine/name-in.ts';
import type { Process } from '#engine/process.ts';
import type { Standing } from '../../api/instances.ts';

export interface Path {
  /** Element id → how often it was completed; cancelled; sequence flow id → how often it was taken. */
  readonly visited: Record<string, number>;
  readonly cancelled: Record<string, number>;
  readonly flows: Record<string, number>;
}

export function pathOf(events: Iterable<Event>): Path {
  const visited: Record<string, number> = Object.create(null);
  const cancelled: Record<string, number> = Object.create(null);
  const flows: Record<string, number> = Object.create(null);
  for (const event of events) {
    if ('body' in event) continue; // the body around inner instances, which are counted themselves
    if (event.type === 'completed' || event.type === 'passed') count(visited, event.element);
    if (event.type === 'cancelled') count(cancelled, event.element);
    if ('flow' in event && event.flow !== undefined && event.type !== 'parked') count(flows, event.flow);
  }
  return { visited, cancelled, flows };
}

export type Stand = Omit<Standing, 'assignee' | 'since'> & { readonly assignee: string | null };

/** Open waits and tokens, in the order they came, named in a language. The chunks must be loaded. */
export function standingOf(instance: Instance, process: Process, language: string): Stand[] {
  const stands: Stand[] = [];
  for (const chunk of Object.values(instance.chunks)) {
    for (const [key, wait] of Object.entries(chunk.waits)) {
      const incident = chunk.incidents?.[key];
      stands.push({
        key,
        element: wait.element,
        kind: wait.kind,
        name: elementName(process, wait.element, language) ?? wait.element,
        dueAt: 'due' in wait && wait.due !== undefined ? new Date(wait.due).toISOString() : null,
        assignee: wait.kind === 'task' ? (wait.assignee ?? null) : null,
        called: calledBy(wait),
        incident: incident
          ? {
              key,
              code: incident.code,
              message: incident.message,
              at: new Date(instance.startedAt).toISOString(),
            }
          : null,
      });
    }
    for (const [key, node] of Object.entries(chunk.nodes)) {
      if (node.phase !== 'joining') continue;
      stands.push({
        key,
        element: node.element,
        kind: 'joining',
        name: elementName(process, node.element, language) ?? node.element,
        dueAt: null,
        assignee: null,
        called: null,
        incident: null,
      });
    }
  }
  return stands;
}

/** Null where the diagram gives it no name: to people such an element is no step. */
export function elementName(process: Process, id: string, language: string): string | null {
  const element = process.elements.get(id);
  return element ? nameIn(element, language) : null;
}

// helpers //////////

function count(into: Record<string, number>, key: string): void {
  into[key] = (into[key] ?? 0) + 1;
}

function calledBy(wait: Wait): string | null {
  return wait.kind === 'call' ? wait.called : null;
}
