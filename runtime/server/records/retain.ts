/**
 * Carries out rules of retention: records that have outlived their time go to the recycle bin, for good, or lose their personal
 * values, by the write path like any other change. A record that a running process is about or waits for stays, and so does one
 * that others need or, unless the rule says so, one that is locked; each is told with its reason.
 */

import type { Entity, Registry, RetentionRule } from '#metadata/registry.ts';
import { behindFilter, keptWhere, outlivedFilter } from '#metadata/retention.ts';
import { idsQuery } from '#metadata/rows.ts';
import { table } from '#metadata/sql.ts';
import { systemPrincipal } from '../auth/principal.ts';
import type { Queryable, Transaction } from '../db/database.ts';
import type { Live } from '../model/model.ts';
import { type KeptRow, recordsInProcesses } from '../store/retention.ts';
import { clearPersonal, eraseKept } from './anonymise-rows.ts';
import { deleteRows } from './delete-rows.ts';
import { eraseRows } from './erase.ts';
import { type Ground, tell } from './ground.ts';
import { eachOrNone } from './many.ts';
import { personalScope } from './personal-scope.ts';
import type { Unit } from './unit.ts';

export interface RetentionPart {
  readonly entity: string;
  readonly rule: string;
  /** The record the part before ended with; null: the first part. */
  readonly after: string | null;
  /** Zone in which days begin. */
  readonly zone: string;
}

export interface Retained {
  /** The last record that was looked at; null: there are no more. */
  readonly last: string | null;
  readonly done: number;
  readonly kept: readonly KeptRow[];
}

export interface Outlived {
  /** Records the rule is about now, at most `MOST_COUNTED`. */
  readonly due: number;
  /** Those of them that a running process holds. */
  readonly inProcesses: number;
  /** Some of them. */
  readonly ids: readonly string[];
}

/** Records looked at in one transaction. */
const PART = 200;
/** A preview counts up to here. */
export const MOST_COUNTED = 10_000;
const SHOWN = 20;

/** @param registry with the rule, where it is none of the live ones; over the same tables */
export async function countOutlived(
  ground: Ground,
  entityKey: string,
  ruleKey: string,
  registry?: Registry,
): Promise<Outlived | null> {
  return ground.reading(undefined, async (now, db) => {
    const live = registry ? { ...now, registry } : now;
    const found = ruleOf(live, entityKey, ruleKey);
    if (!found) return null;
    const ids = await outlived(ground, db, live, found, { after: null, zone: 'UTC' }, MOST_COUNTED);
    const due = await unfinished(db, found, ids);
    const held = await recordsInProcesses(db, entityKey, due);
    return { due: due.length, inProcesses: held.size, ids: due.slice(0, SHOWN) };
  });
}

export async function retainPart(
  ground: Ground,
  { entity: entityKey, rule: ruleKey, ...part }: RetentionPart,
  transaction: Transaction,
): Promise<Retained> {
  return ground.within(transaction, async (tx, live) => {
    const found = ruleOf(live, entityKey, ruleKey);
    if (!found) return { last: null, done: 0, kept: [] };
    const ids = await outlived(ground, tx, live, found, part, PART);
    const due = await unfinished(tx, found, ids);
    const held = await recordsInProcesses(tx, entityKey, due);
    const free = due.filter((id) => !held.has(id));
    const run = async (set: readonly number[]) => {
      const unit = await carryOut(
        ground,
        tx,
        live,
        found,
        set.map((row) => ({ row, id: free[row]!, version: null })),
      );
      return { unit, values: set };
    };
    const { values, refused } = await eachOrNone(tx, [...free.keys()], run, (unit) => tell(unit, ground));
    const reasons = new Map(
      refused.map(({ row, code, message }) => [row, { id: free[row]!, code, message }]),
    );
    return {
      last: ids.length < PART ? null : ids.at(-1)!,
      done: values.size,
      kept: [...[...held].map(inProcess), ...reasons.values()],
    };
  });
}

// helpers //////////

interface Found {
  readonly entity: Entity;
  readonly rule: RetentionRule;
}

type Target = { readonly row: number; readonly id: string; readonly version: null };

function ruleOf({ registry }: Live, entityKey: string, ruleKey: string): Found | null {
  const entity = registry.entities.get(entityKey);
  const rule = entity?.retention.find(({ key }) => key === ruleKey);
  return entity && rule ? { entity, rule } : null;
}

async function outlived(
  ground: Ground,
  db: Queryable,
  live: Live,
  { entity, rule }: Found,
  { after, zone }: Pick<RetentionPart, 'after' | 'zone'>,
  most: number,
): Promise<string[]> {
  const where = {
    kind: 'all',
    items: [outlivedFilter(rule, entity, live.registry), behindFilter(entity, after)],
  } as const;
  const asker = ground.asker(live, systemPrincipal(zone));
  const { rows } = await db.query<{ id: string }>(idsQuery(entity, where, asker, most, keptWhere(rule)));
  return rows.map(({ id }) => id);
}

/** Without those that were anonymised and not changed since. */
async function unfinished(db: Queryable, { entity, rule }: Found, ids: readonly string[]): Promise<string[]> {
  if (rule.do !== 'anonymise' || ids.length === 0) return [...ids];
  const { rows } = await db.query<{ id: string }>(
    `select t.id from ${table(entity.table)} t join potik.anonymised_record a on a.entity = $1 and a.record_id = t.id
      where t.id = any($2::uuid[]) and a.at >= t.updated_at`,
    [entity.key, ids],
  );
  const finished = new Set(rows.map(({ id }) => id));
  return ids.filter((id) => !finished.has(id));
}

/** The deed on these records as one unit. */
async function carryOut(
  ground: Ground,
  tx: Transaction,
  live: Live,
  { entity, rule }: Found,
  targets: readonly Target[],
): Promise<Unit> {
  const cause = { kind: 'retention', entity: entity.key, rule: rule.key } as const;
  const options = { cause, keepsLocks: !rule.locked };
  const ids = targets.map(({ id }) => id);
  const system = systemPrincipal();
  const scope =
    rule.do === 'anonymise' ? await personalScope(tx, ground.asker(live, system), entity, ids) : null;
  const { unit } = await ground.unit(tx, live, system, options, async (begun) => {
    if (scope) await clearPersonal(begun, entity, targets, scope);
    else if (keptWhere(rule) === 'live') await deleteRows(begun, entity, targets);
  });
  const also = {
    notes: rule.also.includes('notes'),
    attachments: rule.also.includes('attachments'),
  };
  if (scope) await eraseKept(tx, live.registry, scope, also, new Date(unit.now));
  if (rule.do === 'erase') await eraseRows(tx, live.registry, entity, targets);
  return unit;
}

function inProcess(id: string): KeptRow {
  return { id, code: 'in_process', message: 'A running process is about it or waits for it.' };
}
