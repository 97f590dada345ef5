/**
 * Figures of processes for operators: what stands where now, from the engine's tables, and how often and how long elements were
 * passed in a period, from what the projector has counted by day.
 */
import { nameIn } from '#engine/name-in.ts';
import type { Process } from '#engine/process.ts';
import type { ProcessFiguresList, ProcessStatistics, StatisticsQuery } from '../../api/processes.ts';
import type { Principal } from '../auth/principal.ts';
import type { Clock } from '../clock.ts';
import type { Queryable } from '../db/database.ts';
import type { Definitions } from '../processes/definitions.ts';
import { invalid, notFound } from '../rejection.ts';
import {
  callsByElement,
  countsByVersion,
  endsBetween,
  type FigureRow,
  figuresBetween,
  incidentGroups,
  keysOfVersions,
  waitingByElement,
} from '../store/element-figures.ts';
import { processCounts } from '../store/instance-lists.ts';
import { latestProcesses } from '../store/processes.ts';

export interface Statistics {
  list(principal: Principal): Promise<ProcessFiguresList>;
  of(key: string, query: StatisticsQuery): Promise<ProcessStatistics>;
}

export interface StatisticsOptions {
  readonly db: Queryable;
  readonly clock: Clock;
  readonly definitions: Definitions;
}

/** Running instances whose tokens are counted, and those whose state is read for it. */
const MOST_INSTANCES = 100_000;
const MOST_STATES = 10_000;
const DAY = 86_400_000;
const USUAL_DAYS = 30;
const MOST_DAYS = 400;

export function createStatistics({ db, clock, definitions }: StatisticsOptions): Statistics {
  function period({ from, to }: StatisticsQuery): readonly [from: string, to: string] {
    const last = to ?? dayOf(clock.now());
    const first = from ?? dayOf(Date.parse(last) - USUAL_DAYS * DAY);
    const days = (Date.parse(last) - Date.parse(first)) / DAY;
    if (!(days >= 0 && days <= MOST_DAYS))
      throw invalid([
        { path: 'from', code: 'period', message: `The period must have 1 to ${MOST_DAYS} days.` },
      ]);
    return [first, last];
  }

  return {
    async list({ language }) {
      const [first, last] = period({});
      const keys = await keysOfVersions(db);
      const ends = byName(await endsBetween(db, first, last), ({ process }) => keys.get(process) ?? '');
      const counts = await processCounts(db);
      const items = (await latestProcesses(db)).map(async ({ key, name, version }) => {
        const definition = await definitions.latest(key);
        const rows = ends.get(key) ?? [];
        return {
          key,
          name: (definition && nameIn(definition.process.root, language)) ?? name,
          version,
          running: counts.get(key)?.running ?? 0,
          incidents: counts.get(key)?.incidents ?? 0,
          ended: sumOf(rows),
          medianMs: medianOf(rows.filter(({ what }) => what === 'done')),
        };
      });
      return { items: await Promise.all(items) };
    },

    async of(key, query) {
      const [first, last] = period(query);
      const all = await countsByVersion(db, key);
      const chosen = all.filter(({ version }) => query.version === undefined || version === query.version);
      if (chosen.length === 0) throw notFound(`process ${JSON.stringify(key)} of that version`);
      const ids = chosen.map(({ id }) => id);
      const process = (await definitions.version(key, chosen[0]!.version))?.process;
      const rows = await figuresBetween(
        db,
        all.map(({ id }) => id),
        first,
        last,
      );
      const own = rows.filter((row) => ids.includes(row.process));
      const groups = await incidentGroups(db, ids);
      const waiting = await waitingByElement(db, ids, MOST_INSTANCES);
      const calls = process?.hasCalls ? await callsByElement(db, ids, MOST_STATES) : [];
      const running = chosen.reduce((sum, version) => sum + version.running, 0);
      const now = new Map([...waiting, ...calls].map(({ element, count }) => [element, count]));
      for (const element of now.keys()) if (process && isArmed(process, element)) now.delete(element);
      const figures = byName(own, ({ element }) => element);
      const stuck = byName(groups, ({ element }) => element);
      const elements = new Set([...now.keys(), ...figures.keys(), ...stuck.keys()]);
      elements.delete('');
      return {
        versions: all.map(({ id, ...version }) => {
          const ends = rows.filter((row) => row.process === id && row.element === '');
          return {
            ...version,
            ended: sumOf(ends.filter(({ what }) => what === 'done')),
            cancelled: sumOf(ends.filter(({ what }) => what === 'cancelled')),
          };
        }),
        medianMs: medianOf((figures.get('') ?? []).filter(({ what }) => what === 'done')),
        sampled: running > MOST_INSTANCES || (calls.length > 0 && running > MOST_STATES),
        elements: [...elements].map((element) => {
          const did = byName(figures.get(element) ?? [], ({ what }) => what);
          const done = did.get('done') ?? [];
          return {
            element,
            now: now.get(element) ?? 0,
            incidents: (stuck.get(element) ?? []).reduce((sum, { count }) => sum + count, 0),
            done: sumOf(done),
            cancelled: sumOf(did.get('cancelled') ?? []),
            failures: sumOf(did.get('incident') ?? []),
            medianMs: medianOf(done),
            totalMs: done.reduce((sum, { totalMs }) => sum + totalMs, 0),
          };
        }),
        groups,
      };
    },
  };
}

// helpers //////////

type Figure = Omit<FigureRow, 'day'>;

function dayOf(instant: number): string {
  return new Date(instant).toISOString().slice(0, 10);
}

/** Events on a border or that start an event sub-process wait beside a token, they hold none. */
function isArmed({ elements }: Process, id: string): boolean {
  const kind = elements.get(id)?.kind;
  return kind === 'boundaryEvent' || kind === 'startEvent';
}

function sumOf(rows: readonly Figure[]): number {
  return rows.reduce((sum, { n }) => sum + n, 0);
}

/** The average of the bucket in the middle: within a fifth of the median. */
function medianOf(rows: readonly Figure[]): number | null {
  const buckets = [...byName(rows, ({ bucket }) => bucket)].sort(([a], [b]) => a - b);
  let left = sumOf(rows) / 2;
  for (const [, own] of buckets) {
    const n = sumOf(own);
    left -= n;
    if (left <= 0 && n > 0) return Math.round(own.reduce((sum, { totalMs }) => sum + totalMs, 0) / n);
  }
  return null;
}

function byName<T, N>(items: readonly T[], nameOf: (item: T) => N): Map<N, T[]> {
  const groups = new Map<N, T[]>();
  for (const item of items) {
    const name = nameOf(item);
    const group = groups.get(name);
    if (group) group.push(item);
    else groups.set(name, [item]);
  }
  return groups;
}
