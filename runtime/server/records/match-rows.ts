/**
 * Which records rows mean, by the values of their key fields, and what is to happen to them: one mechanism for files that are
 * imported and for programs that create or update. Several rows are looked up with one query. Whoever looks up a key holds it
 * until the end of the transaction, so that two who bring the same customer at once make one record of it.
 */
import { createHash } from 'node:crypto';
import type { Field } from '#metadata/field.ts';
import type { Json } from '#metadata/value.ts';
import type { Principal } from '../auth/principal.ts';
import type { Transaction } from '../db/database.ts';
import { holdKeys } from '../store/match-keys.ts';
import type { Records } from './records.ts';

export type KeyValues = readonly Json[];

/** What happens to a record that is there, and where there is none. */
export interface Matching {
  readonly found: 'update' | 'skip' | 'fail';
  readonly missing: 'create' | 'skip' | 'fail';
}

export type MatchDeed =
  | { readonly deed: 'create'; readonly id: null }
  | { readonly deed: 'update' | 'link'; readonly id: string }
  | { readonly deed: 'skip'; readonly id: null }
  | { readonly deed: 'refuse'; readonly because: 'several' | 'there' | 'missing'; readonly count: number };

/** What to do with a row that these records fit. */
export function deedFor({ found, missing }: Matching, ids: readonly string[]): MatchDeed {
  if (ids.length > 1) return { deed: 'refuse', because: 'several', count: ids.length };
  const [id] = ids;
  if (id !== undefined) {
    if (found === 'fail') return { deed: 'refuse', because: 'there', count: 1 };
    return { deed: found === 'update' ? 'update' : 'link', id };
  }
  if (missing === 'fail') return { deed: 'refuse', because: 'missing', count: 0 };
  return { deed: missing, id: null };
}

/** Rows in their order, parted where one means a record that another of the same part makes. Null: the row has no key. */
export function* withoutRepeats<Row>(
  rows: readonly Row[],
  keyIn: (row: Row) => string | null,
): Generator<Row[]> {
  let set: Row[] = [];
  let seen = new Set<string>();
  for (const row of rows) {
    const key = keyIn(row);
    if (key !== null && seen.has(key)) {
      yield set;
      [set, seen] = [[], new Set()];
    }
    if (key !== null) seen.add(key);
    set.push(row);
  }
  if (set.length > 0) yield set;
}

export const isEmptyKey = (key: KeyValues): boolean => key.every((value) => value === null);

/** Values that can be compared: of references the id alone. */
export function keyOf(values: KeyValues): string {
  return JSON.stringify(values.map(plain));
}

/** Nobody else finds or makes records by these keys until the transaction ends. */
export async function holdMatches(
  tx: Transaction,
  entity: string,
  by: readonly string[],
  keys: readonly string[],
): Promise<void> {
  await holdKeys(tx, hash([entity, ...by].join(' ')), new Set(keys.map(hash)));
}

/** Ids by key; more than one where several records have the values. Only what the person may see is found. */
export async function findByKeys(
  records: Pick<Records, 'query'>,
  principal: Principal,
  entity: string,
  by: readonly Field[],
  wanted: readonly KeyValues[],
  on: Transaction,
): Promise<Map<string, string[]>> {
  const found = new Map<string, string[]>();
  const asked = new Set(wanted.map(keyOf));
  const [first] = by;
  if (!first || wanted.length === 0) return found;
  await holdMatches(
    on,
    entity,
    by.map(({ key }) => key),
    [...asked],
  );
  const values = [
    ...new Map(wanted.map(([value]) => [JSON.stringify(plain(value!)), plain(value!)])).values(),
  ];
  for (let from = 0; from < values.length; from += PAGE) {
    let cursor: string | null = null;
    do {
      const page = await records.query(
        principal,
        entity,
        {
          where: { field: first.key, op: 'in', value: values.slice(from, from + PAGE) },
          fields: by.map(({ key }) => key),
          limit: PAGE,
          ...(cursor !== null && { cursor }),
        } as never,
        on,
      );
      for (const item of page.items as readonly Record<string, Json>[]) {
        const key = keyOf(by.map((field) => item[field.key] ?? null));
        if (asked.has(key)) found.set(key, [...(found.get(key) ?? []), item.id as string]);
      }
      cursor = page.next ?? null;
    } while (cursor !== null);
  }
  return found;
}

// helpers //////////

const PAGE = 500;

const hash = (text: string): number => createHash('sha256').update(text).digest().readInt32BE(0);

function plain(value: Json): Json {
  const reference = value as { id?: Json } | null;
  return typeof reference === 'object' && reference !== null && typeof reference.id === 'string'
    ? reference.id
    : value;
}
