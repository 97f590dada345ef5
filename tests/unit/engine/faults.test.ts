/**
 * Two nodes over one store, in memory: each computes on what it last saw, in any order, some commands twice and late. The store
 * takes a unit only on the revision it was computed on, as the database does; then all must be as if one node had done it in the
 * order of the commits. `FAULT_RUNS` and `FAULT_SEED` make it larger, by command.
 */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { advance } from '#engine/advance.ts';
import type { Command } from '#engine/commands.ts';
import type { Simulation } from '#engine/simulate.ts';
import { decisions } from '../../support/decisions.ts';
import { NOW } from '../../support/process.ts';
import { randomProcess } from '../../support/random-process/arbitrary.ts';
import type { RandomProcess } from '../../support/random-process/block.ts';
import { POINTS_FILE } from '../../support/random-process/points.ts';
import { beginRandom } from '../../support/random-process/run.ts';
import { commandFor } from '../../support/random-process/wakes.ts';

const RUNS = Number(process.env.FAULT_RUNS ?? 80);
const SEED = Number(process.env.FAULT_SEED ?? 3);
const DECISIONS = decisions(POINTS_FILE);

interface Order {
  readonly instance: string;
  readonly command: Command;
}

function orders(simulation: Simulation): Order[] {
  const { tasks, jobs, subscriptions } = simulation;
  const order = (row: { instance: string; key: string; element: string }, kind: string): Order[] => {
    const command = commandFor({ ...row, kind }, 0);
    // A condition may be set true as often as one likes.
    return command === 'signal' || kind === 'condition' ? [] : [{ instance: row.instance, command }];
  };
  return [
    ...[...tasks.values()].flatMap((row) => order(row, 'task')),
    ...[...jobs.values(), ...subscriptions.values()].flatMap((row) => order(row, row.kind)),
  ];
}

/** Computes a unit as the other node would, on what is stored now; nothing is kept of it. */
function compute(simulation: Simulation, { instance, command }: Order) {
  const known = simulation.instances.get(instance)!;
  return advance({
    instance: known,
    command,
    world: {
      definition: (ref) => simulation.definitions.find((one) => one.ref === ref) ?? null,
      called: (call) => simulation.definition(call.process),
      decision: ({ decision }) => DECISIONS[decision] ?? null,
      instance: (id) => simulation.instances.get(id) ?? null,
      receivers: (root, signal) =>
        [...simulation.subscriptions.values()]
          .filter((row) => row.root === root && row.kind === 'signal' && row.name === signal)
          .map((row) => row.instance),
    },
    env: { now: NOW, zone: 'UTC', newId: (key) => `other ${key}` },
  });
}

const snapshot = ({ instances, tasks, jobs, subscriptions, incidents }: Simulation) =>
  JSON.stringify([instances, tasks, jobs, subscriptions, incidents].map((table) => [...table]));

async function follow(model: RandomProcess): Promise<void> {
  const seen = new Map<string, number>();
  const { simulation } = await beginRandom(model, {
    onUnit: ({ changes }) => {
      for (const { instance } of changes) {
        expect(instance.revision).toBe((seen.get(instance.id) ?? 0) + 1);
        seen.set(instance.id, instance.revision);
      }
    },
  });
  const past: Order[] = [];
  for (const [step, pick] of model.picks.entries()) {
    const choice = orders(simulation);
    if (choice.length === 0) return;
    const winner = choice[pick % choice.length]!;
    const loser = choice[(pick >> 3) % choice.length]!;
    // The other node computes first; that alone changes nothing, and twice gives the same.
    const before = snapshot(simulation);
    const computed = compute(simulation, loser);
    expect(JSON.stringify(compute(simulation, loser))).toBe(JSON.stringify(computed));
    expect(snapshot(simulation)).toBe(before);
    // This one commits.
    const revisions = new Map(seen);
    const outcome = simulation.command(winner.instance, winner.command);
    expect(outcome.ok, `${step}: ${JSON.stringify(outcome)}`).toBe(true);
    const moved = [...simulation.instances].filter(([id, { revision }]) => revision !== revisions.get(id));
    // What the other one computed on the instances that moved is out of date, and the store can tell.
    if (computed.kind === 'done')
      for (const { instance, isNew } of computed.changes)
        if (!isNew && moved.some(([id]) => id === instance.id))
          expect(instance.revision).toBe(revisions.get(instance.id)! + 1);
    // Said twice, and late: refused, with nothing changed.
    past.push(winner);
    const after = snapshot(simulation);
    const open = new Set(orders(simulation).map((order) => JSON.stringify(order)));
    for (const late of [winner, past[pick % past.length]!]) {
      // An event that interrupts nothing waits on under its old key.
      if (open.has(JSON.stringify(late))) continue;
      expect(simulation.command(late.instance, late.command)).toMatchObject({ ok: false });
      expect(snapshot(simulation)).toBe(after);
    }
  }
}

it('whatever is computed on old state, or comes twice and late, changes nothing', { timeout: 600_000 }, () =>
  fc.assert(fc.asyncProperty(randomProcess({ depth: 3, nodes: 40, picks: 12 }), follow), {
    numRuns: RUNS,
    seed: SEED,
  }),
);
