/** Runs a random process on the engine, in memory. */
import { replay } from '#engine/apply.ts';
import { deploy } from '#engine/deploy.ts';
import { readEvent, type WrittenEvent, writeEvent } from '#engine/event-log.ts';
import { simulate } from '#engine/simulate.ts';
import { NOW } from '../process.ts';
import type { RandomProcess } from './block.ts';
import { MAIN, toBpmn } from './to-bpmn.ts';

interface Wait {
  readonly element: string;
  readonly kind: string;
  readonly instance: string;
  readonly key: string;
  readonly command: 'complete' | 'deliver' | 'fire';
}

export async function startRandom({ block, variables }: RandomProcess) {
  const history = new Map<string, string[]>();
  const simulation = simulate({
    now: NOW,
    // As a restart after every commit would have it: nothing but what was stored is known.
    keep: stored,
    onUnit: ({ changes }) => {
      for (const { instance, events } of changes)
        history.set(instance.id, [
          ...(history.get(instance.id) ?? []),
          JSON.stringify(events.map(writeEvent)),
        ]);
    },
  });
  for (const xml of toBpmn(block).reverse()) {
    const result = await deploy(xml);
    if (!result.ok) throw new Error(result.problems.map(({ message }) => message).join('\n'));
    simulation.deploy(result.processes);
  }
  const begun = simulation.start(simulation.definition(MAIN)!, { variables: { total: 0, ...variables } });
  if (!begun.ok) throw new Error(JSON.stringify(begun));
  const id = begun.started[0]!;

  const ages = new Map<string, number>();

  function open(): Wait[] {
    const rows = [
      ...[...simulation.tasks.values()].map((row): Wait => ({ ...row, kind: 'task', command: 'complete' })),
      ...[...simulation.subscriptions.values()].map((row): Wait => ({ ...row, command: 'deliver' })),
      ...[...simulation.jobs.values()].map((row): Wait => ({ ...row, command: 'fire' })),
    ];
    // Keys are counted within their part of the state: they tell the age only among what one step has opened.
    for (const row of rows.sort(byKey)) if (!ages.has(place(row))) ages.set(place(row), ages.size);
    return rows.sort((a, b) => compare(a.element, b.element) || ages.get(place(a))! - ages.get(place(b))!);
  }

  return {
    waits: () => open().map(({ element, kind }) => ({ element, kind })),
    happen(index: number): void {
      const { instance, key, command, kind } = open()[index]!;
      const outcome =
        kind === 'signal'
          ? simulation.signal('signal')
          : simulation.command(instance, { type: command, key });
      if (!outcome.ok) throw new Error(JSON.stringify(outcome));
    },
    total: () => simulation.instances.get(id)!.chunks['0']!.nodes['0']!.variables!.total,
    /** Instances as they are, and as their stored history makes them. */
    replayed: () =>
      [...simulation.instances].map(([key, live]) => ({
        live,
        replayed: stored(
          replay(history.get(key)!.map((unit) => (JSON.parse(unit) as WrittenEvent[]).map(readEvent))),
        ),
      })),
    ended: () => simulation.instances.get(id)!.status !== 'active',
  };
}

// helpers //////////

function stored<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

const place = ({ instance, key }: Wait): string => `${instance} ${key}`;

function byKey(a: Wait, b: Wait): number {
  const numbers = ({ instance, key }: Wait) => [instance.slice(1), ...key.split('.')].map(Number);
  const [left, right] = [numbers(a), numbers(b)];
  const at = left.findIndex((number, index) => number !== right[index]);
  return at < 0 ? 0 : (left[at] ?? 0) - (right[at] ?? 0);
}
