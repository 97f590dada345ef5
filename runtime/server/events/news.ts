/**
 * News of this node for everybody: apps that are open (channel `live`), and the workers of all nodes (`jobs`, `outbox`). What
 * happens within a moment goes out as one notification of each kind, so that a thousand commits a second are ten of them.
 */
import type { JobRow } from '#engine/rows.ts';
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
  let timer: NodeJS.Timeout | null = null;
  let sending: Promise<void> = Promise.resolve();

  function later(): void {
    timer ??= setTimeout(flush, gather);
  }

  function flush(): void {
    if (timer) clearTimeout(timer);
    timer = null;
    const messages: [string, string][] = [...channels].map((channel) => [channel, '']);
    for (const topic of topics) messages.push(['live', JSON.stringify({ topic })]);
    for (const [entity, ids] of records)
      messages.push([
        'live',
        JSON.stringify({ topic: 'records', entity, ...(ids.size <= IDS_AT_MOST && { ids: [...ids] }) }),
      ]);
    for (const personId of told) messages.push(['live', JSON.stringify({ topic: 'notices', personId })]);
    topics = new Set();
    told = new Set();
    records = new Map();
    channels = new Set();
    sending = sending.then(async () => {
      for (const [channel, payload] of messages) await notify(db, channel, payload).catch(onError);
    });
  }

  return {
    unit({ rows, effects }, handed) {
      if (isTouched(rows.tasks)) topics.add('tasks');
      topics.add('instances');
      if (rows.jobs.updated.length > 0 || rows.jobs.inserted.some((job) => job !== handed)) {
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

// helpers //////////

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
