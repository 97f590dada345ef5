/**
 * Starts the processes of the demo and completes what is done of them, each step as the person who does it: through the same
 * deeds as the workspace, with that person's rights.
 */
import type { Principal } from '../auth/principal.ts';
import type { Catalogue } from '../operations/catalogue.ts';
import type { Instances } from '../operations/instances.ts';
import type { Records } from '../records/records.ts';
import { Rejection } from '../rejection.ts';
import type { Tasks } from '../tasks/tasks.ts';
import type { Ids } from './load-rows.ts';
import { relativeMoment, type Today } from './moment.ts';
import type { DataInstance, DataStep } from './read-data.ts';

export interface ProcessDeeds {
  readonly catalogue: Catalogue;
  readonly tasks: Tasks;
  readonly instances: Instances;
  readonly records: Records;
}

export interface StartGround extends ProcessDeeds {
  /** A person of the data, by id there. */
  readonly person: (id: string) => Promise<Principal>;
  /** May operate processes: lets a timer go off before its time. */
  readonly operator: Principal;
  readonly today: Today;
}

/** Instances whose record has one of that process already are left alone: what a first start did not reach, the next does. */
export async function startInstances(
  ground: StartGround,
  listed: readonly DataInstance[],
  ids: Ids,
): Promise<void> {
  const waiting = [...listed];
  const lane = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) await startInstance(ground, next, ids);
  };
  await Promise.all(Array.from({ length: LANES }, lane));
}

// helpers //////////

/** Instances at once: they have nothing to do with one another, and the database has time while one waits. */
const LANES = 4;

async function startInstance(
  ground: StartGround,
  { process, about, by, steps }: DataInstance,
  ids: Ids,
): Promise<void> {
  const record = { entity: about.entity, id: ids.get(`${about.entity}/${about.id}`)! };
  const known = await ground.instances.list({ process, record: record.id, state: 'all' }, ground.operator);
  if (known.items.length > 0) return;
  try {
    const { id } = await ground.catalogue.start(process, { record }, await ground.person(by));
    for (const step of steps) {
      if ('write' in step) await setFields(ground, record, step.write);
      else await carryOut(ground, id, step);
    }
  } catch (error) {
    if (!(error instanceof Rejection)) throw error;
    const sentences = error.detail.errors?.map(({ path, message }) => `${path}: ${message}`).join(' ');
    throw new Error(`${process} about ${about.id}: ${sentences ?? error.message}`, { cause: error });
  }
}

async function setFields(
  { records, operator, today }: StartGround,
  { entity, id }: { readonly entity: string; readonly id: string },
  values: Readonly<Record<string, unknown>>,
): Promise<void> {
  await records.update(operator, entity, id, { version: null, values: withMoments(values, today) });
}

async function carryOut(
  ground: StartGround,
  instance: string,
  step: Exclude<DataStep, { write: unknown }>,
): Promise<void> {
  const element = 'event' in step ? step.event : 'claim' in step ? step.claim : step.task;
  const { standing } = await ground.instances.get(instance, ground.operator);
  const key = standing.find((stand) => stand.element === element)?.key;
  if (key === undefined) throw new Error(`The instance ${instance} does not stand at ${element}.`);
  if ('event' in step) return ground.instances.operate(instance, { type: 'fire', key }, ground.operator);
  const task = `${instance}.${key}`;
  if ('claim' in step) await ground.tasks.claim(task, await ground.person(step.by));
  else await complete(ground, task, step);
}

async function complete(
  { tasks, person, today }: StartGround,
  task: string,
  { by, outcome, values = {} }: Extract<DataStep, { task: string }>,
): Promise<void> {
  const principal = await person(by);
  const { may } = await tasks.get(task, principal);
  if (may.claim) await tasks.claim(task, principal);
  await tasks.complete(
    task,
    { values: withMoments(values, today), ...(outcome !== undefined && { outcome }) },
    principal,
  );
}

function withMoments(values: Readonly<Record<string, unknown>>, today: Today): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(values).map(([key, value]) => [
      key,
      (typeof value === 'string' && relativeMoment(value, today)) || value,
    ]),
  );
}
