/**
 * Orders of the outbox about changed records: conditions of instances that read the record are looked at again, and processes
 * that begin with such a change are started. One order a receiver, so that each is carried out exactly once.
 */
import type { Definition } from '#engine/process.ts';
import { startConditionHolds } from '#engine/starts.ts';
import type { Json, Reference, Value } from '#metadata/value.ts';
import { fromState } from '#metadata/value-json.ts';
import type { Cause } from '../cause.ts';
import type { Clock } from '../clock.ts';
import type { Database } from '../db/database.ts';
import type { PathValues, Records } from '../records/records.ts';
import { RECORD_CHANGED, type RecordChange } from '../records/stages/order.ts';
import { consumeOrder, type OutboxRow, writeOrder } from '../store/outbox.ts';
import { recordStarts } from '../store/record-interest.ts';
import { conditionInstances } from '../store/subscriptions.ts';
import { CommandRefused } from './command-errors.ts';
import type { Definitions } from './definitions.ts';
import type { Executor } from './execute.ts';
import type { Platform } from './platform.ts';

export interface RecordChangesOptions {
  readonly db: Database;
  readonly definitions: Definitions;
  readonly executor: Executor;
  readonly records: Pick<Records, 'paths'>;
  readonly clock: Clock;
  readonly zone: string;
  readonly platform: Platform;
}

interface ToInstance {
  readonly instance: string;
  readonly entity: string;
  readonly id: string;
}

interface ToStart {
  readonly process: string;
  readonly element: string;
  readonly variable: string;
  readonly entity: string;
  readonly id: string;
}

export function recordChangeHandlers(
  options: RecordChangesOptions,
): [string, (order: OutboxRow) => Promise<void>][] {
  const { db, definitions, executor, clock } = options;

  async function changed(order: OutboxRow): Promise<void> {
    const change = order.payload as unknown as RecordChange;
    const { entity, id, waiting, starting } = change;
    const starts = starting ? await startsOf(options, change) : [];
    const at = new Date(clock.now());
    await db.transaction(async (tx) => {
      if (!(await consumeOrder(tx, order.id))) return;
      for (const one of waiting ? await conditionInstances(tx, entity, id) : [])
        await writeOrder(tx, 'record-changed-to', { entity, ...one }, at);
      for (const start of starts) await writeOrder(tx, 'record-start', start as unknown as Json, at);
    });
  }

  async function changedTo(order: OutboxRow): Promise<void> {
    const { instance, entity, id } = order.payload as unknown as ToInstance;
    try {
      await executor.command(
        instance,
        { type: 'recordChanged', entity, id },
        { cause: { kind: 'record', entity, id }, consumed: [order.id] },
      );
    } catch (error) {
      if (!(error instanceof CommandRefused)) throw error;
      await consumeOrder(db, order.id); // it has ended meanwhile
    }
  }

  async function start(order: OutboxRow): Promise<void> {
    const { process, element, variable, entity, id } = order.payload as unknown as ToStart;
    const definition = await definitions.load(process);
    if (!definition) throw new Error(`the process ${process} that begins with a record is not there`);
    const cause: Cause = { kind: 'record', entity, id };
    const variables = { [variable]: { $record: { entity, id } } };
    await executor.start(definition, { type: 'start', element, variables }, { cause, consumed: [order.id] });
  }

  return [
    [RECORD_CHANGED, changed],
    ['record-changed-to', changedTo],
    ['record-start', start],
  ];
}

// helpers //////////

/** Start events whose condition has become true by the change. */
async function startsOf(options: RecordChangesOptions, change: RecordChange): Promise<ToStart[]> {
  const { entity, id, event } = change;
  const found: ToStart[] = [];
  for (const { processId, element, variable, events } of await recordStarts(options.db, entity)) {
    if (events !== null && !events.includes(event)) continue;
    // What is gone is nothing a process could be about, unless its event says so.
    if (event === 'delete' && events === null) continue;
    const definition = await options.definitions.load(processId);
    if (definition && (await hasBecomeTrue(options, definition, element, variable, change)))
      found.push({ process: processId, element, variable, entity, id });
  }
  return found;
}

async function hasBecomeTrue(
  { records, clock, zone, platform }: RecordChangesOptions,
  { process }: Definition,
  element: string,
  variable: string,
  { entity, id, event, before, after = null }: RecordChange,
): Promise<boolean> {
  const variables = { [variable]: { $record: { entity, id } } };
  const paths = process.context.recordPaths[variable] ?? [];
  const { runAs } = process.context;
  const present = (await records.paths({ entity, id, paths, runAs })) ?? {};
  // Each change is judged by what it made of the record, whatever came after it. A role reads what it may see now.
  const now = after === null || runAs !== null ? present : asAt(present, after);
  const holds = (values: PathValues) => {
    const time = { now: clock.now(), zone: process.context.zone ?? zone };
    const known = new Map<string, PathValues>();
    keep(known, `${entity}:${id}`, values);
    const field = (record: Reference, name: string): Value | undefined => {
      const value = known.get(`${record.entity}:${record.id}`)?.[name];
      return value === undefined ? undefined : fromState(value);
    };
    return startConditionHolds(process, element, variables, {
      ...time,
      ...platform(time),
      field,
    });
  };
  if (!holds(now)) return false;
  // A condition begins a process when it becomes true, not each time it still is (BPMN 2.0.2 §10.5.2); one that does not look
  // at the record asks for every change.
  if (event !== 'update' || before === null || !looksAt(process, element, variable)) return true;
  return !holds(asAt(now, before));
}

/** What was; records it referred to then and still refers to are read as they are now. */
function asAt(now: PathValues, then: PathValues): PathValues {
  const idOf = (value: Json | undefined) =>
    (value as { $record?: { id: string } } | null | undefined)?.$record?.id;
  const kept = Object.entries(then).filter(
    ([name, value]) => idOf(value) === undefined || idOf(value) !== idOf(now[name]),
  );
  return { ...now, ...Object.fromEntries(kept) };
}

function looksAt(process: Definition['process'], element: string, variable: string): boolean {
  const trigger = process.elements.get(element)?.trigger;
  if (trigger?.kind !== 'condition' || trigger.condition.kind !== 'expression') return false;
  return trigger.condition.compiled.reads.some(([name]) => name === variable);
}

function keep(known: Map<string, PathValues>, key: string, values: PathValues): void {
  const plain: Record<string, Json> = {};
  for (const [name, value] of Object.entries(values)) plain[name] = met(known, value);
  known.set(key, { ...known.get(key), ...plain });
}

function met(known: Map<string, PathValues>, value: Json): Json {
  if (Array.isArray(value)) return value.map((item) => met(known, item));
  if (typeof value !== 'object' || value === null || !('$record' in value) || !('$fields' in value))
    return value;
  const record = value.$record as { entity: string; id: string };
  keep(known, `${record.entity}:${record.id}`, value.$fields as PathValues);
  return { $record: record };
}
