/**
 * Every value of schema `data`, those put aside included, to prove that publishing loses none: what was there before must stand
 * afterwards where the registry and the tombstones say, but for what a plan announced.
 */

import type { propose, Tombstone } from '#metadata/plan.ts';
import { asideName } from '../../metadata/ddl/aside.ts';
import { entityPairs, fieldPairs } from '../../metadata/ddl/pairs.ts';
import { isRetyped } from '../../metadata/ddl/retype.ts';
import { type Hints, noHints } from '../../metadata/ddl/steps.ts';
import type { Queryable } from '../../runtime/server/db/database.ts';
import { identifier } from '../../runtime/server/db/identifier.ts';

/** Table → id → column → value. Records whose name begins with "live" are left out: somebody writes them meanwhile. */
export type Ledger = ReadonlyMap<string, ReadonlyMap<string, Readonly<Record<string, unknown>>>>;

export async function ledger(db: Queryable): Promise<Ledger> {
  const { rows: tables } = await db.query<{ name: string }>(
    `select relname as name from pg_class where relnamespace = 'data'::regnamespace and relkind = 'r' order by 1`,
  );
  const found = new Map<string, Map<string, Record<string, unknown>>>();
  for (const { name } of tables) {
    const { rows } = await db.query<{ id: string; record: Record<string, unknown> }>(
      `select id, to_jsonb(t) as record from data.${identifier(name)} t where (to_jsonb(t) ->> 'name') like 'live%' is not true`,
    );
    found.set(name, new Map(rows.map(({ id, record }) => [id, record])));
  }
  return found;
}

type Proposal = Extract<ReturnType<typeof propose>, { ok: true }>['proposal'];

export interface Losses {
  /** Values that stand nowhere any more. */
  readonly lost: readonly string[];
  /** `entity.field` → values that are null after a retyping; their originals stand aside. */
  readonly unconverted: ReadonlyMap<string, number>;
}

/** @param tombstones those made by this publish */
export function losses(
  before: Ledger,
  after: Ledger,
  { before: from, after: to, hints }: Proposal,
  tombstones: readonly Tombstone[],
): Losses {
  const lost: string[] = [];
  const unconverted = new Map<string, number>();
  const pairs = entityPairs(from, to, copied(hints));
  const names = copied(hints);
  entityPairs(from, to, names); // learns the names of what is made for links
  const seek = (table: string, column: string, inTable: string, inColumn: string) => {
    for (const [id, record] of before.get(table) ?? []) {
      const now = after.get(inTable)?.get(id);
      if (!now) lost.push(`row ${table} ${id}`);
      // What is filled where nothing was, such as by a choice that is joined, loses nothing.
      else if (record[column] !== null && JSON.stringify(now[inColumn]) !== JSON.stringify(record[column]))
        lost.push(
          `${table}.${column} ${JSON.stringify(record[column])} -> ${inTable}.${inColumn} ${JSON.stringify(now[inColumn])}`,
        );
    }
  };
  for (const { old, now } of pairs) {
    const kept = new Set<string>();
    for (const { was, is } of fieldPairs(old, now, names)) {
      kept.add(was.key);
      const id = `${now.key}.${is.key}`;
      const retyped = isRetyped(was, is, names.values.get(id), names.entities);
      const calculated = is.formula !== null || is.rollup !== null;
      was.columns.forEach((column, i) => {
        const aside = retyped ? asideOf(tombstones, now.table, column.name) : null;
        if (retyped && aside === null) lost.push(`${old.table}.${column.name} was retyped and not put aside`);
        else if (retyped) seek(old.table, column.name, now.table, aside!);
        else if (!calculated) seek(old.table, column.name, now.table, is.columns[i]!.name);
      });
      if (retyped && was.columns[0] && is.columns[0])
        unconverted.set(
          id,
          emptied(before.get(old.table)!, after.get(now.table)!, was.columns[0].name, is.columns[0].name),
        );
    }
    for (const field of old.fields.values())
      for (const { name } of kept.has(field.key) ? [] : field.columns) {
        const aside = asideOf(tombstones, now.table, name);
        if (aside === null) lost.push(`${old.table}.${name} was dropped and not put aside`);
        else seek(old.table, name, now.table, aside);
      }
  }
  for (const entity of from.entities.values()) {
    if (pairs.some(({ old }) => old === entity)) continue;
    const aside = tombstones.find(
      ({ field, table, release }) => field === null && table === asideName(entity.table, release),
    );
    if (!aside) lost.push(`table ${entity.table} was dropped and not put aside`);
    else
      for (const field of entity.fields.values())
        for (const { name } of field.columns) seek(entity.table, name, aside.table, name);
  }
  return { lost, unconverted };
}

// helpers //////////

function copied(hints: Hints): Hints {
  const copy = noHints();
  for (const part of ['entities', 'fields', 'values', 'formerly'] as const)
    for (const [key, value] of hints[part]) (copy[part] as Map<string, unknown>).set(key, value);
  return copy;
}

function asideOf(tombstones: readonly Tombstone[], table: string, column: string): string | null {
  const found = tombstones.filter((tombstone) => tombstone.field !== null && tombstone.table === table);
  const asides = found.flatMap(({ columns, release }) => columns.map(({ now }) => ({ now, release })));
  return asides.find(({ now, release }) => now === asideName(column, release))?.now ?? null;
}

function emptied(
  before: ReadonlyMap<string, Readonly<Record<string, unknown>>>,
  after: ReadonlyMap<string, Readonly<Record<string, unknown>>>,
  from: string,
  to: string,
): number {
  return [...before].filter(([id, record]) => record[from] !== null && (after.get(id)?.[to] ?? null) === null)
    .length;
}
