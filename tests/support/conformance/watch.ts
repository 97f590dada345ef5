/**
 * What must hold after every unit of work, whatever the process: the state is the replay of its history, survives JSON, every open
 * wait has its row and every row its wait, and history has one start and at most one end for each element instance.
 */
import { isDeepStrictEqual } from 'node:util';
import { replay } from '#engine/apply.ts';
import type { Event } from '#engine/events.ts';
import type { Instance } from '#engine/instance.ts';
import type { Simulation } from '#engine/simulate.ts';
import type { UnitDone } from '#engine/unit.ts';

export interface Watch {
  onUnit(done: UnitDone, simulation: Simulation): void;
  /** As if the server had been restarted: what is kept is what came back from JSON. */
  keep(instance: Instance): Instance;
}

export function watch(): Watch {
  const units = new Map<string, (readonly Event[])[]>();
  return {
    onUnit(done, simulation) {
      for (const { instance, events } of done.changes) {
        units.set(instance.id, [...(units.get(instance.id) ?? []), JSON.parse(JSON.stringify(events))]);
        const replayed = JSON.parse(JSON.stringify(replay(units.get(instance.id)!)));
        if (!isDeepStrictEqual(replayed, simulation.instances.get(instance.id)))
          throw new Error(
            `replay differs from the live state:\n${JSON.stringify(replayed)}\n${JSON.stringify(instance)}`,
          );
        checkRows(instance, simulation);
        checkHistory(units.get(instance.id)!.flat());
      }
    },
    keep: (instance) => JSON.parse(JSON.stringify(instance)) as Instance,
  };
}

// helpers //////////

const ROWLESS = new Set(['trigger']);

function checkRows(instance: Instance, { tasks, jobs, subscriptions, calls, incidents }: Simulation): void {
  const waits = Object.values(instance.chunks).flatMap((chunk) =>
    Object.entries(chunk.waits).filter(([, wait]) => !ROWLESS.has(wait.kind)),
  );
  const rows = [tasks, jobs, subscriptions, calls].flatMap((table) =>
    [...table.values()].filter((row) => row.instance === instance.id).map((row) => row.key),
  );
  expectSame(
    waits.map(([key]) => key),
    rows,
    'waits and rows',
  );
  const troubles = Object.values(instance.chunks).flatMap((chunk) => Object.keys(chunk.incidents ?? {}));
  const incidentRows = [...incidents.values()].filter((row) => row.instance === instance.id);
  expectSame(
    troubles,
    incidentRows.map((row) => row.key),
    'incidents and their rows',
  );
  const ended = instance.endedAt !== undefined;
  const nodes = Object.values(instance.chunks).reduce(
    (sum, chunk) => sum + Object.keys(chunk.nodes).length,
    0,
  );
  if (ended && (nodes !== 1 || waits.length > 0))
    throw new Error('an ended instance still has something to do');
  if (!ended && nodes === 1 && waits.length === 0)
    throw new Error('a running instance has nothing that can wake it');
}

function checkHistory(events: readonly Event[]): void {
  const open = new Set<string>();
  for (const event of events) {
    if (event.type === 'activated') {
      if (open.has(event.key)) throw new Error(`${event.key} began twice`);
      open.add(event.key);
    }
    if ((event.type === 'completed' || event.type === 'cancelled') && !open.delete(event.key))
      throw new Error(`${event.key} ended without having begun`);
  }
}

function expectSame(a: readonly string[], b: readonly string[], what: string): void {
  if (!isDeepStrictEqual([...a].sort(), [...b].sort()))
    throw new Error(`${what} differ: ${a.join(', ')} and ${b.join(', ')}`);
}
