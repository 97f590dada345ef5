/** Where a trial stands: what waits, how many tokens each element holds, the way that was taken. Read from the engine's own state. */
import type { Instance, Key, Wait } from '#engine/instance.ts';
import { ROOT } from '#engine/instance.ts';
import type { Element, Process } from '#engine/process.ts';
import type { IncidentRow, JobRow } from '#engine/rows.ts';
import type { Simulation } from '#engine/simulate.ts';

export interface Waiting {
  readonly id: string;
  readonly instance: string;
  readonly key: Key;
  readonly wait: Wait;
  /** What goes on: the activity, or an event on its border. */
  readonly element: Element;
  readonly process: Process;
  readonly job: JobRow | null;
  readonly incident: IncidentRow | null;
  /** Number of the inner instance of a loop, from 0. */
  readonly index: number | null;
}

/** What waits for a person, the time or the world; tasks first, then what is due first. Calls wait for what they called. */
export function waitingOf({ instances, jobs, incidents, definitions }: Simulation): readonly Waiting[] {
  const found: Waiting[] = [];
  for (const instance of instances.values()) {
    if (instance.endedAt !== undefined) continue;
    const definition = definitions.find(({ ref }) => ref === instance.definition)!;
    for (const { nodes, waits } of Object.values(instance.chunks))
      for (const [key, wait] of Object.entries(waits)) {
        const element = definition.process.elements.get(wait.element);
        if (wait.kind === 'call' || !element) continue;
        const id = `${instance.id}/${key}`;
        found.push({
          id,
          instance: instance.id,
          key,
          wait,
          element,
          process: definition.process,
          job: jobs.get(id) ?? null,
          incident: incidents.get(id) ?? null,
          index: nodes[wait.node ?? key]?.index ?? null,
        });
      }
  }
  const order = (one: Waiting) => (one.incident ? 0 : one.wait.kind === 'task' ? 1 : 2);
  return found.sort((a, b) => order(a) - order(b) || (a.job?.due ?? 0) - (b.job?.due ?? 0));
}

/** Tokens by element in the instances of a process. A scope counts for what lies in it. */
export function tokensOf(
  { instances, definitions }: Simulation,
  process: string,
): ReadonlyMap<string, number> {
  const tokens = new Map<string, number>();
  for (const instance of instances.values()) {
    if (instance.endedAt !== undefined) continue;
    if (definitions.find(({ ref }) => ref === instance.definition)?.process.key !== process) continue;
    for (const element of leavesOf(instance)) tokens.set(element, (tokens.get(element) ?? 0) + 1);
  }
  return tokens;
}

export interface Way {
  /** How often each element was finished. */
  readonly visits: ReadonlyMap<string, number>;
  readonly flows: ReadonlySet<string>;
}

export function wayOf({ instances, history, definitions }: Simulation, process: string): Way {
  const visits = new Map<string, number>();
  const flows = new Set<string>();
  for (const instance of instances.values()) {
    if (definitions.find(({ ref }) => ref === instance.definition)?.process.key !== process) continue;
    for (const event of history.get(instance.id) ?? []) {
      if ('flow' in event && event.flow !== undefined) flows.add(event.flow);
      const ended = event.type === 'passed' || (event.type === 'completed' && !event.body);
      if (ended) visits.set(event.element, (visits.get(event.element) ?? 0) + 1);
    }
  }
  return { visits, flows };
}

// helpers //////////

/** Element instances with nothing inside them. */
function leavesOf({ chunks }: Instance): string[] {
  const nodes = Object.values(chunks).flatMap((chunk) => Object.entries(chunk.nodes));
  const holding = new Set(nodes.map(([, { scope = ROOT }]) => scope));
  return nodes.flatMap(([key, { element, loop }]) =>
    key === ROOT || holding.has(key) || loop ? [] : [element],
  );
}
