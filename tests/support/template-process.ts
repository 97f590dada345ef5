/** Processes of a ready-made solution run in memory, over records that are plain objects: whole paths, read and written. */
import type { Answer, FollowedRecord, Question } from '#engine/asks.ts';
import { deployDecisions } from '#engine/decision.ts';
import { deploy } from '#engine/deploy.ts';
import type { Problem } from '#engine/deployment.ts';
import type { Variables } from '#engine/instance.ts';
import type { TaskRow } from '#engine/rows.ts';
import { type Simulation, simulate } from '#engine/simulate.ts';
import { platformFunctions } from '#metadata/functions.ts';
import { processFacts } from '#metadata/process.ts';
import type { Json } from '#metadata/value.ts';
import { watch } from './conformance/watch.ts';
import type { Template } from './templates.ts';

export type Fields = Record<string, Json>;
/** By `entity:id`. */
export type Records = Record<string, Fields>;

/** A reference as expressions and inputs have it. */
export const record = (entity: string, id: string) => ({ $record: { entity, id } });

export interface RunningTemplate {
  readonly simulation: Simulation;
  readonly records: Records;
  tasks(): string[];
  task(element: string): TaskRow;
  /** Completes the task; what its form writes into the record is written before, as the server does. */
  complete(element: string, done?: { outcome?: string; variables?: Variables; write?: Records }): void;
  /** Moves the clock and runs what is due. */
  wait(milliseconds: number): void;
  status(): string;
  /** Ids of the elements passed, in order. */
  passed(): string[];
}

export interface DeployedTemplate {
  readonly problems: readonly Problem[];
  start(process: string, variables: Variables, records: Records, now: number): RunningTemplate;
}

const ZONE = 'Europe/Kyiv';

/** All processes and decisions of a template, deployed as the server deploys them. */
export async function deployTemplate({ files, registry }: Template): Promise<DeployedTemplate> {
  const { functions, fieldsOf, implementations } = processFacts(registry);
  const { calendars } = registry;
  const known = new Set(calendars.byKey.keys());
  const texts = (extension: string) => [...files].filter(([path]) => path.endsWith(extension));
  const results = await Promise.all(
    texts('.bpmn').map(([, xml]) => deploy(xml, { functions, fieldsOf, implementations, calendars: known })),
  );
  const decided = texts('.dmn').map(([name, xml]) => deployDecisions([{ name, xml }]));
  const problems = [...results, ...decided].flatMap((result): readonly Problem[] =>
    result.ok ? result.warnings : result.problems,
  );
  const processes = results.flatMap((result) => (result.ok ? result.processes : []));
  const decisions = decided.flatMap((result) => (result.ok ? result.decisions : []));
  return {
    problems,
    start(process, variables, records, now) {
      const simulation: Simulation = simulate({
        now,
        zone: ZONE,
        calendars,
        answer: (question) => answer(question, records),
        functions: platformFunctions({ now, zone: ZONE }, calendars),
        ...watch(),
      });
      simulation.deploy(processes, decisions);
      return start(simulation, process, variables, records);
    },
  };
}

// helpers //////////

function start(
  simulation: Simulation,
  process: string,
  variables: Variables,
  records: Records,
): RunningTemplate {
  const outcome = simulation.start(simulation.definition(process)!, { variables });
  if (!outcome.ok) throw new Error(JSON.stringify(outcome));
  const id = outcome.started[0]!;
  const settle = () => {
    while (simulation.runDueJob());
    const [incident] = simulation.incidents.values();
    if (incident) throw new Error(incident.message);
  };
  const task = (element: string) => {
    const found = [...simulation.tasks.values()].find((one) => one.element === element);
    if (!found) throw new Error(`There is no open task ${element}.`);
    return found;
  };
  settle();
  return {
    simulation,
    records,
    tasks: () => [...simulation.tasks.values()].map(({ element }) => element).sort(),
    task,
    complete(element, { outcome: chosen, variables: given, write = {} } = {}) {
      for (const [key, fields] of Object.entries(write)) Object.assign(records[key]!, fields);
      const { instance, key } = task(element);
      const done = simulation.command(instance, {
        type: 'complete',
        key,
        ...(given && { variables: given }),
        ...(chosen !== undefined && { outcome: chosen }),
      });
      if (!done.ok) throw new Error(JSON.stringify(done));
      settle();
    },
    wait(milliseconds) {
      simulation.setNow(simulation.now() + milliseconds);
      settle();
    },
    status: () => simulation.instances.get(id)!.status,
    passed: () =>
      simulation.history
        .get(id)!
        .flatMap((event) => (event.type === 'passed' || event.type === 'completed' ? [event.element] : [])),
  };
}

function answer(question: Question, records: Records): Answer {
  if (question.kind === 'record') return read(`${question.entity}:${question.id}`, question.paths, records);
  if (question.kind === 'task') return { ok: true, result: carryOut(question.type, question.input, records) };
  throw new Error('Templates have no scripts.');
}

function read(key: string, paths: readonly (readonly string[])[], records: Records): Fields {
  const fields = records[key];
  if (!fields) throw new Error(`There is no record ${key}.`);
  const names = new Set(paths.map(([name]) => name!));
  return Object.fromEntries(
    [...names].map((name) => {
      const value = fields[name] ?? null;
      const further = paths
        .filter((path) => path[0] === name && path.length > 1)
        .map((path) => path.slice(1));
      return [name, further.length === 0 ? value : follow(value, further, records)];
    }),
  );
}

function follow(value: Json, paths: readonly (readonly string[])[], records: Records): Json {
  if (value === null) return null;
  const { $record } = value as unknown as FollowedRecord;
  return { $record, $fields: read(`${$record.entity}:${$record.id}`, paths, records) } as Json;
}

function carryOut(type: string, input: Variables, records: Records): Json {
  const values = input.values as Fields;
  if (type === 'record.create') {
    const entity = input.entity as string;
    const id = `${entity}-${Object.keys(records).length}`;
    records[`${entity}:${id}`] = { ...values };
    return record(entity, id);
  }
  if (type !== 'record.update') throw new Error(`Templates do not use ${type}.`);
  const { $record } = input.record as ReturnType<typeof record>;
  Object.assign(records[`${$record.entity}:${$record.id}`]!, values);
  return input.record!;
}
