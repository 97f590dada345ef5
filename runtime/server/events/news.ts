/**
 * News of this node for everybody: apps that are open (channel `live`), and the workers of all nodes (`jobs`, `outbox`), and
 * those outside that wait for external tasks (`external`, with the topics). What
 * happens within a moment goes out as one notification of each kind, so that a thousand commits a second are ten of them.
 */
import type { JobRow, RowId } from '#engine/rows.ts';
import type { UnitDone } from '#engine/unit.ts';
import type { Queryable } from '../db/database.ts';
import { notify } from '../db/notify.ts';

export interface News {
  /** A unit of work of the engine was committed; of its new jobs, its node goes on with `handed` itself. */
  unit(unit: UnitDone, handed: JobRow | null): void;
  /** Records were written. */
  records(entity: string, ids: readonly string[]): void;
  /** Orders were written into the outbox. */
  orders(): void;
  /** What these people were told has changed. */
  notices(personIds: readonly string[]): void;
  /** Another release is live. */
  release(): void;
  /** Sends what is gathered; resolves when it is sent. */
  close(): Promise<void>;
}

export interface NewsOptions {
  readonly db: Queryable;
  readonly onError: (error: unknown) => void;
  /** Bells of this node's workers, who hear at once. */
  readonly ring: () => { jobs(): void; outbox(): void; projector(): void };
  /** Milliseconds in which news are gathered. */
  readonly gather?: number;
}

/** What is written of these changes who may come in and what they may do there (channel `sessions`). */
const PEOPLE = new Set(['user', 'team', 'department']);

/** More ids than this mean "any of them": a payload of NOTIFY has at most 8,000 bytes. */
const IDS_AT_MOST = 50;

export function createNews({ db, onError, ring, gather = 50 }: NewsOptions): News {
  let topics = new Set<string>();
  let records = new Map<string, Set<string>>();
  let channels = new Set<string>();
  let told = new Set<string>();
  let external = new Set<string>();
  let timer: NodeJS.Timeout | null = null;
  let sending: Promise<void> = Promise.resolve();

  function later(): void {
    timer ??= setTimeout(flush, gather);
  }

  function flush(): void {
    if (timer) clearTimeout(timer);
    timer = null;
    const messages: [string, string][] = [...channels].map((channel) => [channel, '']);
    if (external.size > 0) messages.push(['external', topicsText([...external])]);
    for (const topic of topics) messages.push(['live', JSON.stringify({ topic })]);
    for (const [entity, ids] of records)
      messages.push([
        'live',
        JSON.stringify({ topic: 'records', entity, ...(ids.size <= IDS_AT_MOST && { ids: [...ids] }) }),
      ]);
    for (const personId of told) messages.push(['live', JSON.stringify({ topic: 'notices', personId })]);
    topics = new Set();
    told = new Set();
    external = new Set();
    records = new Map();
    channels = new Set();
    sending = sending.then(async () => {
      for (const [channel, payload] of messages) await notify(db, channel, payload).catch(onError);
    });
  }

  return {
    unit({ rows, effects, changes }, handed) {
      if (isTouched(rows.tasks)) topics.add('tasks');
      topics.add('instances');
      const ownJobs = rows.jobs.inserted.filter((job) => job !== handed && job.kind !== 'external');
      for (const job of rows.jobs.inserted) if (job.kind === 'external') external.add(job.topic!);
      let updated = 0;
      for (const row of rows.jobs.updated) {
        const topic = externalTopic(changes, row);
        if (topic === null) updated++;
        else external.add(topic);
      }
      if (ownJobs.length + updated > 0) {
        ring().jobs();
        channels.add('jobs');
      }
      if (effects.length) {
        ring().outbox();
        channels.add('outbox');
      }
      ring().projector();
      later();
    },
    records(entity, ids) {
      if (PEOPLE.has(entity)) channels.add('sessions');
      const known = records.get(entity) ?? new Set();
      records.set(entity, known);
      for (const id of ids) if (known.size <= IDS_AT_MOST) known.add(id);
      later();
    },
    orders() {
      ring().outbox();
      channels.add('outbox');
      later();
    },
    notices(personIds) {
      for (const personId of personIds) told.add(personId);
      later();
    },
    release() {
      topics.add('release');
      later();
    },
    async close() {
      flush();
      await sending;
    },
  };
}

/** What the channel `external` says: the topics there may be tasks of; null: of any. */
export function topicsOf(payload: string): readonly string[] | null {
  return payload === '' ? null : (JSON.parse(payload) as string[]);
}

// helpers //////////

/** PostgreSQL takes payloads of less than 8,000 bytes. */
const PAYLOAD = 7_000;

function topicsText(topics: readonly string[]): string {
  const text = JSON.stringify(topics);
  return Buffer.byteLength(text) <= PAYLOAD ? text : '';
}

/** The topic of a job's row that has changed; null where it is no external task. */
function externalTopic(changes: UnitDone['changes'], { instance, key }: RowId): string | null {
  const found = changes.find((change) => change.instance.id === instance);
  for (const chunk of Object.values(found?.instance.chunks ?? {})) {
    const wait = chunk.waits[key];
    if (wait) return wait.kind === 'external' ? wait.topic : null;
  }
  return null;
}

function isTouched({
  inserted,
  updated,
  deleted,
}: {
  inserted: readonly unknown[];
  updated: readonly unknown[];
  deleted: readonly unknown[];
}): boolean {
  return inserted.length + updated.length + deleted.length > 0;
}
