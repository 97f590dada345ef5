/**
 * Index rows from the events of a session: a wait that was opened and is still open is a row to insert, one that was there
 * before is updated or deleted. What opened and closed within the unit leaves no trace.
 */
import type { Json } from '#metadata/value.ts';
import type { Event } from '../events.ts';
import type { Key, WaitKind } from '../instance.ts';
import type { RowChanges, RowId } from '../rows.ts';
import type { Run, Session } from '../run/run.ts';
import { waitOf } from '../state/draft.ts';
import { placeOf, TABLES, type Table, toRow } from './to-row.ts';

interface Growing {
  readonly inserted: unknown[];
  readonly updated: unknown[];
  readonly deleted: RowId[];
}

type AllChanges = { readonly [T in keyof RowChanges]: Growing };

/** What happened to one row in the unit. A key may have been a job before and be a task now: two rows. */
interface Trace {
  readonly key: Key;
  readonly table: Table | null;
  readonly isNew: boolean;
  /** Closed and opened again: the row stays, with other contents. */
  readonly reopened?: boolean;
  set: Record<string, Json> | null;
}

/** The first that was heard of an incident in this unit: it arose, it was resolved, or its element is another one. */
type IncidentTrace = 'new' | 'resolved' | 'kept';

export function rowChanges(session: Session): RowChanges {
  const changes: AllChanges = {
    tasks: empty(),
    jobs: empty(),
    subscriptions: empty(),
    incidents: empty(),
    calls: empty(),
  };
  for (const run of session.runs.values()) {
    const traces = new Map<string, Trace>();
    const incidents = new Map<Key, IncidentTrace>();
    for (const event of run.events) follow(event, traces, incidents);
    if (run.events.some(({ type }) => type === 'migrated')) rename(run, traces, incidents);
    for (const trace of traces.values()) settle(run, trace, changes);
    for (const [key, trace] of incidents) settleIncident(run, key, trace, changes.incidents);
  }
  return changes as unknown as RowChanges;
}

// helpers //////////

function empty(): Growing {
  return { inserted: [], updated: [], deleted: [] };
}

function follow(event: Event, traces: Map<string, Trace>, incidents: Map<Key, IncidentTrace>): void {
  switch (event.type) {
    case 'opened':
      open(traces, event.key, event.wait.kind);
      break;
    case 'changed': {
      const trace = traceOf(traces, event.key, event.kind);
      trace.set = { ...trace.set, ...event.set };
      break;
    }
    case 'closed':
      traceOf(traces, event.key, event.kind);
      break;
    case 'incident':
      if (!incidents.has(event.key)) incidents.set(event.key, 'new');
      break;
    case 'resolved':
      if (incidents.get(event.key) !== 'new') incidents.set(event.key, 'resolved');
      break;
  }
}

/** After a migration every row names the definition the instance runs on, and the element it has there. */
function rename(run: Run, traces: Map<string, Trace>, incidents: Map<Key, IncidentTrace>): void {
  const { definition } = run.draft.head;
  for (const chunk of run.draft.chunks.values()) {
    for (const [key, { kind, element }] of Object.entries(chunk.waits)) {
      const trace = traceOf(traces, key, kind);
      trace.set = { ...trace.set, element, definition };
    }
    for (const key of Object.keys(chunk.incidents)) if (!incidents.has(key)) incidents.set(key, 'kept');
  }
}

function open(traces: Map<string, Trace>, key: Key, kind: WaitKind): void {
  const table = TABLES[kind];
  const before = traces.get(`${table}/${key}`);
  const isNew = before === undefined || before.isNew;
  traces.set(`${table}/${key}`, { key, table, isNew, reopened: !isNew, set: null });
}

function traceOf(traces: Map<string, Trace>, key: Key, kind: WaitKind): Trace {
  const table = TABLES[kind];
  let trace = traces.get(`${table}/${key}`);
  if (trace === undefined) {
    trace = { key, table, isNew: false, set: null };
    traces.set(`${table}/${key}`, trace);
  }
  return trace;
}

function settle(run: Run, { key, table, isNew, reopened, set }: Trace, changes: AllChanges): void {
  if (table === null) return;
  const wait = waitOf(run.draft, key);
  if (wait === undefined || TABLES[wait.kind] !== table) {
    if (!isNew) changes[table].deleted.push({ instance: run.id, key });
  } else if (isNew) changes[table].inserted.push(toRow(run, key, wait));
  else if (reopened)
    changes[table].updated.push({ instance: run.id, key, set: contents(toRow(run, key, wait)) });
  else if (set !== null) {
    const { repeat: _, ...columns } = set;
    changes[table].updated.push({ instance: run.id, key, set: columns });
  }
}

/** Everything of a row but where it stands; what it does not have is emptied. */
function contents(row: object): Record<string, unknown> {
  const { instance: _i, key: _k, root: _r, node: _n, ...columns } = row as Record<string, unknown>;
  return Object.fromEntries(Object.entries(columns).map(([name, value]) => [name, value ?? null]));
}

function settleIncident(run: Run, key: Key, trace: IncidentTrace, incidents: Growing): void {
  const wait = waitOf(run.draft, key);
  const incident = [...run.draft.chunks.values()].find((chunk) => chunk.incidents[key])?.incidents[key];
  if (trace === 'kept' && incident) {
    const { element } = incident;
    incidents.updated.push({
      instance: run.id,
      key,
      set: { element, definition: run.draft.head.definition },
    });
    return;
  }
  if (trace !== 'new') incidents.deleted.push({ instance: run.id, key });
  if (incident === undefined || wait === undefined) return;
  const { code, message } = incident;
  incidents.inserted.push({ ...placeOf(run, key, wait), code, message, createdAt: run.session.env.now });
}
