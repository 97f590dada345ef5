/**
 * Rules of retention by the clock: every night each rule looks through the records it is about, in parts of a transaction each, so
 * that a restart goes on where it was. A rule that is new or was changed waits for the night after, so that who reads its preview
 * can still think better of it. Called by `jobs/record-retention.ts`, the API and `potik retention`.
 */
import { DateTime } from 'luxon';
import type { RetentionRule } from '#metadata/registry.ts';
import type { RetentionList, RetentionPreview } from '../../api/retention.ts';
import type { Principal } from '../auth/principal.ts';
import type { Clock } from '../clock.ts';
import type { Database, Transaction } from '../db/database.ts';
import type { Model } from '../model/model.ts';
import type { Records } from '../records/records.ts';
import { MOST_COUNTED, type Outlived } from '../records/retain.ts';
import { notFound } from '../rejection.ts';
import {
  beginRun,
  type KeptRow,
  keptRows,
  markPart,
  noteRules,
  type RunRow,
  runRows,
  takeRun,
  takeRunOf,
} from '../store/retention.ts';
import { writeAudit } from '../store/sessions.ts';
import { registryWith, TRIED } from './tried-retention.ts';

export interface Retention {
  /** Every rule with what its last run did. */
  list(): Promise<RetentionList>;
  /** What a rule is about at this moment, and what its last run left. Throws 404. */
  preview(principal: Principal, entity: string, rule: string): Promise<RetentionPreview>;
  /** What a rule that is no rule yet would be about at this moment. Throws 404, and 422 with what is wrong with it. */
  try(
    principal: Principal,
    entity: string,
    rule: Readonly<Record<string, unknown>>,
  ): Promise<RetentionPreview>;
  /** The next part of what is due; says whether there was any. */
  round(): Promise<boolean>;
  /** Carries a rule out now, to its end. Throws 404. */
  run(entity: string, rule: string): Promise<{ readonly done: number; readonly kept: number }>;
}

export interface RetentionOptions {
  readonly db: Database;
  readonly model: Model;
  readonly clock: Clock;
  /** Of the installation: nights and days are its. */
  readonly zone: string;
  readonly records: Pick<Records, 'outlived' | 'retain' | 'titles'>;
}

/** Hour of the night at which runs begin. */
const HOUR = 3;
const MOST_KEPT = 100;

export function createRetention({ db, model, clock, zone, records }: RetentionOptions): Retention {
  const rules = () =>
    [...model.live().registry.entities.values()].flatMap(({ key: entity, retention }) =>
      retention.map((rule) => ({ entity, rule })),
    );

  /** Runs stand for the rules as they are now. */
  async function note(tx: Transaction): Promise<void> {
    const now = rules().map(({ entity, rule }) => ({ entity, rule: rule.key, definition: textOf(rule) }));
    await noteRules(tx, now, new Date(clock.now()));
  }

  /** One part of this run, in the transaction that holds it. */
  async function part(tx: Transaction, run: RunRow): Promise<boolean> {
    const at = new Date(clock.now());
    const fresh = run.startedAt === null || run.endedAt !== null;
    if (fresh) await beginRun(tx, run, at);
    const { entity, rule } = run;
    const [done, kept, after] = fresh ? [0, 0, null] : [run.done, run.kept, run.afterId];
    const now = await records.retain({ entity, rule, after, zone }, tx);
    await markPart(tx, { entity, rule, kept }, now, now.last === null ? at : null);
    const total = { done: done + now.done, kept: kept + now.kept.length };
    if (now.last === null && total.done > 0)
      await writeAudit(tx, { at, personId: null, deed: 'retention', detail: { entity, rule, ...total } });
    return now.last !== null;
  }

  /** The last time that runs were to begin. */
  function lastNight(): Date {
    const now = DateTime.fromMillis(clock.now(), { zone });
    const today = now.set({ hour: HOUR, minute: 0, second: 0, millisecond: 0 });
    return (today <= now ? today : today.minus({ days: 1 })).toJSDate();
  }

  async function told(
    principal: Principal,
    entity: string,
    { due, inProcesses, ids }: Outlived,
    kept: readonly KeptRow[],
  ): Promise<RetentionPreview> {
    const all = [...new Set([...ids, ...kept.map(({ id }) => id)])];
    const titles = await records.titles(
      principal,
      all.map((id) => ({ entity, id })),
    );
    const titled = (id: string) => ({ id, title: titles.get(`${entity}:${id}`) ?? null });
    return {
      due,
      more: due >= MOST_COUNTED,
      inProcesses,
      records: ids.map(titled),
      kept: kept.map(({ id, code, message }) => ({ ...titled(id), code, message })),
    };
  }

  return {
    async list() {
      const runs = await runRows(db);
      return {
        items: rules().map(({ entity, rule }) => {
          const run = runs.find((one) => one.entity === entity && one.rule === rule.key);
          return { entity, rule: rule.key, ...described(rule), last: lastOf(run, rule) };
        }),
      };
    },
    async preview(principal, entity, rule) {
      const found = await records.outlived(entity, rule);
      if (!found) throw notFound('such rule of retention');
      return told(principal, entity, found, await keptRows(db, entity, rule, MOST_KEPT));
    },
    async try(principal, entity, rule) {
      const registry = registryWith(model.live().registry, entity, rule);
      const found = await records.outlived(entity, TRIED, registry);
      if (!found) throw notFound('such rule of retention');
      return told(principal, entity, found, []);
    },
    round: () =>
      model.transaction(async (tx) => {
        await note(tx);
        const run = await takeRun(tx, lastNight());
        if (!run) return false;
        await part(tx, run);
        return true;
      }),
    async run(entity, rule) {
      for (let more = true, first = true; more; first = false) {
        more = await model.transaction(async (tx) => {
          if (first) await note(tx);
          const run = await takeRunOf(tx, entity, rule);
          if (!run) throw notFound('such rule of retention');
          return part(tx, run);
        });
      }
      const { done, kept } = (await runRows(db)).find((one) => one.entity === entity && one.rule === rule)!;
      return { done, kept };
    },
  };
}

// helpers //////////

function textOf({ where, since, after, do: deed, also, locked }: RetentionRule): string {
  return JSON.stringify([where?.source ?? null, since.key, after, deed, locked, ...also]);
}

function described({ label, where, since, after, do: deed, locked }: RetentionRule) {
  return { label: label ?? null, where: where?.source ?? null, since: since.key, after, do: deed, locked };
}

/** What the last run did; null where the rule as it is now has not run. */
function lastOf(run: RunRow | undefined, rule: RetentionRule): RetentionList['items'][number]['last'] {
  if (!run?.startedAt || run.definition !== textOf(rule)) return null;
  const { startedAt, endedAt, done, kept } = run;
  return { startedAt, endedAt, done, kept };
}
