/** Runs a random process on the engine, in memory. */
import { replay } from '#engine/apply.ts';
import type { Command } from '#engine/commands.ts';
import { readEvent, type WrittenEvent, writeEvent } from '#engine/event-log.ts';
import { ROOT } from '#engine/instance.ts';
import { type Outcome, type Simulation, type SimulationOptions, simulate } from '#engine/simulate.ts';
import { chunkOf } from '#engine/state/keys.ts';
import { decisions } from '../decisions.ts';
import { compiled, NOW } from '../process.ts';
import type { RandomProcess } from './block.ts';
import { BEGIN, SECOND } from './draw/begin.ts';
import { conditionOf } from './draw/events.ts';
import { PARTNER_FILE } from './partner.ts';
import { POINTS_FILE } from './points.ts';
import { MAIN, toBpmn } from './to-bpmn.ts';
import { commandFor, type OpenWait } from './wakes.ts';

type Wait = OpenWait & { readonly instance: string };

const HOUR = 3_600_000;

/** Deploys it with its partner and its decision, and begins it in its way; gives its instance. */
export async function beginRandom(
  model: RandomProcess,
  options: Partial<SimulationOptions> = {},
): Promise<{ simulation: Simulation; id: string }> {
  const simulation = simulate({ now: NOW, ...options });
  simulation.deploy([], Object.values(decisions(POINTS_FILE)));
  for (const xml of [PARTNER_FILE, ...toBpmn(model).reverse()]) simulation.deploy(await compiled(xml));
  const begun = BEGINNINGS[model.begins](simulation, { total: 0, ...model.variables });
  if (!begun.ok) throw new Error(JSON.stringify(begun));
  const main = [...simulation.instances.values()].filter((one) => one.definition === `${MAIN}:1`);
  if (main.length !== 1) throw new Error(`${main.length} instances were begun`);
  return { simulation, id: main[0]!.id };
}

export async function startRandom(model: RandomProcess) {
  const history = new Map<string, string[]>();
  const { simulation, id } = await beginRandom(model, {
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

  const again = (await Promise.all(toBpmn(model).map((xml) => compiled(xml)))).flat();
  const [other] = simulation.deploy(again.filter(({ key }) => key === MAIN));
  const ages = new Map<string, number>();

  /** To a version that is the same, or back: nothing may come of it. Only what compensates just now can't. */
  function migrate(): void {
    const instance = simulation.instances.get(id)!;
    if (instance.status !== 'active') return;
    const definition = instance.definition === other!.ref ? `${MAIN}:1` : other!.ref;
    const outcome = simulation.command(id, { type: 'migrate', definition });
    const text = JSON.stringify(outcome);
    if (!outcome.ok && !text.includes('compensat')) throw new Error(text);
  }

  function open(): Wait[] {
    const rows = [
      ...[...simulation.tasks.values()].map((row): Wait => ({ ...row, kind: 'task' })),
      ...simulation.subscriptions.values(),
      ...[...simulation.jobs.values()].map(
        (row): Wait => ({ ...row, kind: row.retries === 0 ? 'incident' : row.kind }),
      ),
    ];
    // Keys are counted within their part of the state: they tell the age only among what one step has opened.
    for (const row of rows.sort(byKey)) if (!ages.has(place(row))) ages.set(place(row), ages.size);
    return rows.sort((a, b) => compare(a.element, b.element) || ages.get(place(a))! - ages.get(place(b))!);
  }

  return {
    waits: () => open().map(({ element, kind }) => ({ element, kind })),
    happen(index: number, how: number): void {
      if (how % 2 === 1) migrate();
      const wait = open()[index]!;
      const command = commandFor(wait, how);
      const outcome =
        command === 'signal' ? simulation.signal('signal') : simulation.command(wait.instance, command);
      if (!outcome.ok) throw new Error(JSON.stringify(outcome));
    },
    /** By a modification, in the scope it lies in. */
    redo(index: number): void {
      const { instance, key, element } = open()[index]!;
      const node = simulation.instances.get(instance)!.chunks[chunkOf(key)]!.nodes[key]!;
      const outcome = simulation.command(instance, {
        type: 'modify',
        cancel: [key],
        start: [{ element, place: 'before', scope: node.scope ?? ROOT }],
      });
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

type Variables = NonNullable<Extract<Command, { type: 'start' }>['variables']>;

const BEGINNINGS: {
  readonly [B in RandomProcess['begins']]: (simulation: Simulation, variables: Variables) => Outcome;
} = {
  none: (simulation, variables) => simulation.start(simulation.definition(MAIN)!, { variables }),
  message: (simulation, variables) => simulation.message(BEGIN, { variables }),
  signal: (simulation, variables) => simulation.signal(BEGIN, variables),
  timer(simulation) {
    simulation.setNow(NOW + HOUR);
    if (!simulation.runDueJob()) throw new Error('the start timer is not due');
    return { ok: true, started: [] };
  },
  condition: (simulation, variables) => simulation.conditions({ ...variables, [conditionOf(BEGIN)]: true }),
  either: (simulation, variables) => simulation.message(variables.a === 0 ? BEGIN : SECOND, { variables }),
  both: (simulation, variables) => simulation.message(BEGIN, { variables }),
};

function stored<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

const place = ({ instance, key }: { instance: string; key: string }): string => `${instance} ${key}`;

function byKey(a: Wait, b: Wait): number {
  const numbers = ({ instance, key }: Wait) => [instance.slice(1), ...key.split('.')].map(Number);
  const [left, right] = [numbers(a), numbers(b)];
  const at = left.findIndex((number, index) => number !== right[index]);
  return at < 0 ? 0 : (left[at] ?? 0) - (right[at] ?? 0);
}
