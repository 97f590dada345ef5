/**
 * What lists and figures really took: those over a threshold are added up by shape and day, in memory and bounded; who keeps them
 * takes them from time to time. A fast query costs two looks at the clock, and no values are ever kept.
 */
import type { QueryShape, Shaped } from '#metadata/query.ts';
import type { Entity } from '#metadata/registry.ts';
import type { Clock } from '../clock.ts';

export interface SlowQuery {
  readonly entity: string;
  readonly what: 'list' | 'figures';
  readonly shape: QueryShape;
  /** YYYY-MM-DD, UTC. */
  readonly day: string;
  readonly count: number;
  readonly totalMs: number;
  readonly mostMs: number;
  /** Rows that were delivered. */
  readonly rows: number;
}

/** Runs a statement and notes it where it took long, also where it was given up. */
export type WatchQuery = <T extends { readonly rows: readonly unknown[] }>(
  what: SlowQuery['what'],
  entity: Entity,
  query: Shaped,
  run: () => Promise<T>,
) => Promise<T>;

export interface SlowQueries {
  readonly watch: WatchQuery;
  /** What was noted since the last call. */
  take(): readonly SlowQuery[];
}

/** Milliseconds from which on people feel that they wait. */
export const SLOW = 100;
/** Shapes remembered at a time; further ones wait until these were taken. */
export const MOST_SHAPES = 500;
/** Characters of a shape: one that asks by more fields is nobody's habit, and larger ones than a key of an index could be are not kept. */
const MOST_TEXT = 1_000;

export function createSlowQueries(clock: Pick<Clock, 'now'>): SlowQueries {
  let noted = new Map<string, SlowQuery>();

  function note({ count, totalMs, mostMs, rows, ...about }: SlowQuery): void {
    const key = JSON.stringify(about);
    const before = noted.get(key);
    if (key.length > MOST_TEXT || (!before && noted.size >= MOST_SHAPES)) return;
    noted.set(key, {
      ...about,
      count: (before?.count ?? 0) + count,
      totalMs: (before?.totalMs ?? 0) + totalMs,
      mostMs: Math.max(before?.mostMs ?? 0, mostMs),
      rows: (before?.rows ?? 0) + rows,
    });
  }

  return {
    async watch(what, entity, query, run) {
      const begun = clock.now();
      let rows = 0;
      try {
        const result = await run();
        rows = result.rows.length;
        return result;
      } finally {
        const took = Math.round(clock.now() - begun);
        if (took >= SLOW)
          note({
            entity: entity.key,
            what,
            shape: query.shape(),
            day: new Date(begun).toISOString().slice(0, 10),
            count: 1,
            totalMs: took,
            mostMs: took,
            rows,
          });
      }
    },
    take() {
      const taken = [...noted.values()];
      noted = new Map();
      return taken;
    },
  };
}
