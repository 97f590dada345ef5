/**
 * How far the personal data of records reaches: the records, those merged into them and their line items; the words their personal
 * fields hold and ever held; processes about them and files they came from. Asked before anything is erased.
 */
import type { Entity, Field, Registry } from '#metadata/registry.ts';
import { type RowAsker, referringSql, rowsQuery } from '#metadata/rows.ts';
import type { Json } from '#metadata/value.ts';
import type { Queryable } from '../db/database.ts';
import { keptValues } from '../store/erase.ts';
import { instancesSaying } from '../store/erase-mentions.ts';
import { withMerged } from '../store/erase-records.ts';
import { importsOf, instancesAbout } from '../store/erase-words.ts';
import { personalFields } from './personal-fields.ts';

export interface PersonalScope {
  /** By entity: the one that was asked for first, then those of its line items. */
  readonly records: readonly PersonalRecords[];
  readonly words: readonly string[];
  readonly instances: readonly string[];
  readonly imports: readonly { readonly id: string; readonly fileId: string | null }[];
}

export interface PersonalRecords {
  readonly entity: Entity;
  readonly fields: readonly Field[];
  readonly live: readonly string[];
  /** In the recycle bin. */
  readonly binned: readonly string[];
}

export async function personalScope(
  db: Queryable,
  asker: RowAsker,
  entity: Entity,
  ids: readonly string[],
): Promise<PersonalScope> {
  const own = await withMerged(db, entity.key, ids);
  const found = [{ entity, ids: own }, ...(await linesOf(db, asker.registry, entity, own))];
  const words = new Set<string>();
  const records: PersonalRecords[] = [];
  for (const { entity: of, ids: some } of found) {
    const fields = personalFields(of, some[0] ?? '').flatMap(({ field, deed }) =>
      deed === 'kept' ? [] : [field],
    );
    const query = rowsQuery({ entity: of, ids: some, lock: null }, asker);
    const rows = (await db.query(query)).rows.map((row) => query.decode(row).values);
    const told = fields.filter(isWord);
    const kept = await keptValues(
      db,
      of.key,
      some,
      told.map(({ key }) => key),
    );
    for (const value of [...rows.flatMap((row) => told.map(({ key }) => row[key] ?? null)), ...kept])
      for (const word of wordsIn(value)) words.add(word);
    const isLive = (values: (typeof rows)[number]) => values.deleted_at === null;
    records.push({
      entity: of,
      fields,
      live: rows.filter(isLive).map(({ id }) => id as string),
      binned: rows.filter((values) => !isLive(values)).map(({ id }) => id as string),
    });
  }
  return {
    records,
    words: [...words],
    instances: await instancesAbout(db, own),
    imports: await importsOf(db, own),
  };
}

/** One expression that finds any of the words as a whole, the longest first. */
export function expressionOf(words: readonly string[]): string {
  const escaped = [...words]
    .sort((a, b) => b.length - a.length)
    .map((word) => word.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
  return `(?<![[:alnum:]])(${escaped.join('|')})(?![[:alnum:]])`;
}

/**
 * Those of the words that mean this person wherever they stand: addresses of mail, numbers, names of several words. A first name, a
 * town or a day is other people's too, and is looked for only in what belongs to the records.
 */
export function tellingWords(words: readonly string[]): string[] {
  return words.filter((word) => {
    if (/^\d{4}-\d\d-\d\d$/.test(word)) return false;
    return word.includes('@') || word.replaceAll(/\D/g, '').length >= 7 || /\p{L}\s+\p{L}/u.test(word);
  });
}

/** The scope with processes about something else that say who it was. */
export async function withMentions(db: Queryable, scope: PersonalScope): Promise<PersonalScope> {
  const telling = tellingWords(scope.words);
  if (telling.length === 0) return scope;
  const saying = await instancesSaying(db, expressionOf(telling));
  return { ...scope, instances: [...new Set([...scope.instances, ...saying])] };
}

// helpers //////////

/** What is part of the records, at any depth, where it has personal fields of its own. */
async function linesOf(
  db: Queryable,
  registry: Registry,
  entity: Entity,
  ids: readonly string[],
): Promise<{ entity: Entity; ids: string[] }[]> {
  const found: { entity: Entity; ids: string[] }[] = [];
  for (const { entity: key, field: fieldKey } of entity.reverse) {
    const line = registry.entities.get(key)!;
    if (line.partOf !== fieldKey || line === entity || ids.length === 0) continue;
    const field = line.fields.get(fieldKey)!;
    const sets = await Promise.all(
      (['live', 'deleted'] as const).map((which) =>
        db.query<{ id: string }>(referringSql(line, field, entity.key, undefined, which), [ids]),
      ),
    );
    const lines = sets.flatMap(({ rows }) => rows.map(({ id }) => id));
    if (lines.length === 0) continue;
    if ([...line.fields.values()].some(({ personal }) => personal)) found.push({ entity: line, ids: lines });
    found.push(...(await linesOf(db, registry, line, lines)));
  }
  return found;
}

/** Values that tell a person: texts and dates. Options and figures are the same for many. */
function isWord({ type, columns }: Field): boolean {
  return (
    !type.options &&
    !type.sealed &&
    !type.holdsFile &&
    !type.refersTo &&
    columns.some(({ sql }) => WORDS.test(sql))
  );
}

const WORDS = /^(text|citext|date|jsonb)/;
const SHORTEST = 3;

function* wordsIn(value: Json): Iterable<string> {
  if (typeof value === 'string') {
    const text = value.trim();
    if (text.length >= SHORTEST) yield text;
  } else if (typeof value === 'object' && value !== null)
    for (const part of Object.values(value)) yield* wordsIn(part as Json);
}
