/**
 * The model: the live release's registry in memory. Read without asking the database; a transaction that writes compares
 * its release with the live one and reloads where they differ (DECISIONS 8), other nodes' news only make it earlier.
 */

import { EMPTY } from '#metadata/definition.ts';
import { buildRegistry, type Registry } from '#metadata/registry.ts';
import {
  type Database,
  errorCode,
  type Queryable,
  type Transaction,
  type TransactionOptions,
} from '../db/database.ts';
import { enterRelease, liveRelease, releaseConfiguration } from '../store/releases.ts';

/** Channel on which a publish tells the other nodes. */
export const RELEASE_CHANNEL = 'potik_release';

export interface Live {
  readonly release: number;
  readonly registry: Registry;
}

export interface Model {
  /** The release this node works with. */
  live(): Live;
  /** Loads the live release where this node is behind; concurrent calls load once. */
  reload(): Promise<Live>;
  /**
   * A transaction that writes records: holds the release, runs `deed` with its registry. Where another release is live it
   * reloads and runs once more, as it does when the tables turn out to be other than the registry says.
   */
  transaction<T>(deed: (tx: Transaction, live: Live) => Promise<T>, options?: TransactionOptions): Promise<T>;
  /** The same within a transaction of somebody else's: holds the release, gives its registry. Asks once a transaction. */
  enter(tx: Transaction): Promise<Live>;
  /** Runs a reading against the registry; once more after a reload when a table or column is not there (any more). */
  reading<T>(deed: (live: Live) => Promise<T>): Promise<T>;
  /** Called after each reload. Returns how to stop. */
  onChange(listener: (live: Live) => void): () => void;
}

/** The registry is older than the database: undefined column, undefined table, cached plan must not change result type. */
const OUTDATED = new Set(['42703', '42P01', '0A000']);

class ReleaseMoved extends Error {}

export async function openModel(db: Database): Promise<Model> {
  let current: Live = { release: 0, registry: buildRegistry(EMPTY).registry };
  let loading: Promise<Live> | null = null;
  const listeners = new Set<(live: Live) => void>();

  async function load(from: Queryable = db): Promise<Live> {
    const release = await liveRelease(from);
    if (release === current.release) return current;
    const configuration = await releaseConfiguration(from, release);
    if (!configuration) throw new Error(`release ${release} is live but not stored`);
    current = Object.freeze({ release, registry: buildRegistry(configuration).registry });
    for (const listener of listeners) listener(current);
    return current;
  }

  function reload(): Promise<Live> {
    loading ??= load().finally(() => {
      loading = null;
    });
    return loading;
  }

  async function again<T>(deed: (live: Live) => Promise<T>): Promise<T> {
    const live = current;
    try {
      return await deed(live);
    } catch (error) {
      if (!(error instanceof ReleaseMoved) && !OUTDATED.has(errorCode(error) ?? '')) throw error;
      const newer = await reload();
      if (newer.release === live.release) throw error;
      return deed(newer);
    }
  }

  const entered = new WeakMap<Transaction, Live>();

  async function enter(tx: Transaction): Promise<Live> {
    const known = entered.get(tx);
    if (known) return known;
    // The release is held now, so what is live stays live; it is read by this connection, for there may be no other.
    const release = await enterRelease(tx);
    const live = release === current.release ? current : await load(tx);
    entered.set(tx, live);
    return live;
  }

  await reload();
  return {
    enter,
    live: () => current,
    reload,
    transaction: (deed, options) =>
      again((live) =>
        db.transaction(async (tx) => {
          if ((await enterRelease(tx)) !== live.release) throw new ReleaseMoved();
          return deed(tx, live);
        }, options),
      ),
    reading: again,
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
