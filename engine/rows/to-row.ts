/** The row of an open wait. */
import type { Key, Wait, WaitKind } from '../instance.ts';
import type { CallRow, JobKind, JobRow, RowPlace, SubscriptionRow, TaskRow } from '../rows.ts';
import type { Run } from '../run/run.ts';
import { nodeOf } from '../state/draft.ts';
import { chunkOf } from '../state/keys.ts';
import { retriesOf } from '../verbs/retries.ts';

export type Table = 'tasks' | 'jobs' | 'subscriptions' | 'calls';

/** The table of each kind of wait; a receive task without message has no row: whoever triggers it names the instance. */
export const TABLES: { readonly [K in WaitKind]: Table | null } = {
  task: 'tasks',
  timer: 'jobs',
  job: 'jobs',
  service: 'jobs',
  external: 'jobs',
  message: 'subscriptions',
  signal: 'subscriptions',
  condition: 'subscriptions',
  trigger: null,
  call: 'calls',
};

const JOB_KINDS = {
  timer: 'timer',
  job: 'async',
  service: 'service',
  external: 'external',
} as const satisfies {
  readonly [kind: string]: JobKind;
};

export function placeOf(run: Run, key: Key, wait: Wait): RowPlace {
  const { head } = run.draft;
  return {
    instance: run.id,
    root: head.root,
    key,
    node: wait.node ?? key,
    chunk: chunkOf(key),
    element: wait.element,
    definition: head.definition,
    process: run.process.key,
  };
}

export function toRow(run: Run, key: Key, wait: Wait): TaskRow | JobRow | SubscriptionRow | CallRow {
  const place = placeOf(run, key, wait);
  switch (wait.kind) {
    case 'task': {
      const { kind: _, node: __, ...attributes } = wait;
      const name = wait.name ?? run.process.elements.get(wait.element)!.name ?? undefined;
      return { ...place, ...attributes, name, createdAt: run.session.env.now };
    }
    case 'timer':
    case 'job':
    case 'service':
    case 'external':
      return jobRow(run, place, wait);
    case 'message':
      return {
        ...place,
        kind: 'message',
        name: wait.name,
        ...(wait.correlation !== undefined && { correlation: wait.correlation }),
      };
    case 'signal':
      return { ...place, kind: 'signal', name: wait.name };
    case 'condition':
      return { ...place, kind: 'condition', name: '', ...(wait.records && { records: wait.records }) };
    case 'call':
      return { ...place, called: wait.called };
    case 'trigger':
      throw new Error(`Expected no row for the trigger ${key}`);
  }
}

// helpers //////////

function jobRow(
  run: Run,
  place: RowPlace,
  wait: Extract<Wait, { kind: 'timer' | 'job' | 'service' | 'external' }>,
): JobRow {
  const element = run.process.elements.get(wait.element)!;
  const topic = wait.kind === 'service' ? wait.type : wait.kind === 'external' ? wait.topic : undefined;
  const input = topic === undefined ? undefined : nodeOf(run.draft, place.node)?.variables;
  // Without a spread: made for each step of each service, and many times faster so.
  return {
    instance: place.instance,
    root: place.root,
    key: place.key,
    node: place.node,
    chunk: place.chunk,
    element: place.element,
    definition: place.definition,
    process: place.process,
    kind: JOB_KINDS[wait.kind],
    due: wait.kind === 'external' ? null : (wait.due ?? run.session.env.now),
    topic,
    input,
    retries: wait.retries ?? retriesOf(element),
    exclusive: element.asynchronous?.exclusive ?? true,
    priority: wait.kind === 'external' ? (wait.priority ?? 0) : (element.asynchronous?.priority ?? 0),
  };
}
