/**
 * What happened to a record and why, latest first: its changes with their cause, notes, processes about it and their tasks. Shows
 * only fields the person may read and processes they may see.
 */
import { type Field, hasValue } from '#metadata/field.ts';
import type { Entity } from '#metadata/registry.ts';
import type { Json } from '#metadata/value.ts';
import type { TimelineEntry, TimelineQuery } from '../../api/records.ts';
import type { Principal } from '../auth/principal.ts';
import { readCursor, writeCursor } from '../cursor.ts';
import type { Queryable } from '../db/database.ts';
import { notFound } from '../rejection.ts';
import { filesByIds } from '../store/files.ts';
import { namesOf } from '../store/people.ts';
import { type TimelineRow, type TimelineSource, timelineOf } from '../store/timeline.ts';
import type { FullAsker } from './asker.ts';
import { visibleEntity } from './entity-of.ts';
import type { Ground } from './ground.ts';
import { type RecordRef, readRecord, recordTitles } from './read.ts';
import { readableFields } from './readable-fields.ts';

const SOURCES: readonly TimelineSource[] = ['change', 'note', 'file', 'process', 'task'];
const LIMIT = 50;

export async function readTimeline(
  ground: Ground,
  principal: Principal,
  entity: string,
  id: string,
  { limit = LIMIT, cursor, kinds, stage }: TimelineQuery,
): Promise<{ items: TimelineEntry[]; next: string | null }> {
  const after = cursor === undefined ? null : readCursor<[string, string]>(cursor, 2);
  return ground.reading(undefined, async (live, db) => {
    const who = ground.asker(live, principal);
    const of = visibleEntity(live.registry, who.rights, entity);
    const record = await readRecord(db, who, of, id, { children: [], deleted: true });
    if (!record) throw notFound(`record ${id} of ${entity}`);
    // Only notes know the stage they were written in.
    const asked = stage === undefined ? kinds?.split(',').map((kind) => kind.trim()) : ['note'];
    const rows = await timelineOf(db, {
      entity,
      recordId: record.id,
      sources: asked ? SOURCES.filter((source) => asked.includes(source)) : SOURCES,
      processes: who.rights.deeds.has('operate')
        ? null
        : [...live.registry.processes].filter((key) => who.rights.process(key) !== 'none'),
      stage: stage ?? null,
      after,
      limit: limit + 1,
    });
    const page = rows.slice(0, limit);
    const last = page.at(-1);
    return {
      items: await entries(db, who, of, record.id, page),
      next: rows.length > limit && last ? writeCursor([last.at, last.id]) : null,
    };
  });
}

// helpers //////////

interface Shown {
  readonly row: TimelineRow;
  readonly changes: readonly { field: Field; from: Json; to: Json }[];
}

async function entries(
  db: Queryable,
  who: FullAsker,
  entity: Entity,
  id: string,
  rows: readonly TimelineRow[],
): Promise<TimelineEntry[]> {
  const readable = await readableFields(db, who, entity, id);
  const shown = rows
    .map((row): Shown => ({ row, changes: changesOf(row, readable) }))
    // A change of nothing the person may read is none to them.
    .filter(({ row, changes }) => row.values === null || row.kind !== 'changed' || changes.length > 0);
  const values = shown.flatMap(({ changes }) =>
    changes.flatMap(({ field, from, to }) => [
      { field, value: from },
      { field, value: to },
    ]),
  );
  const titles = await recordTitles(
    db,
    who,
    values.flatMap(({ field, value }) => referenceOf(field, value) ?? []),
  );
  const files = await filesByIds(
    db,
    values.flatMap(({ field, value }) => (field.type.holdsFile && value !== null ? [value as string] : [])),
  );
  const writers = shown.flatMap(({ row }) => [
    row.personId,
    ...(row.note?.replies ?? []).map((reply) => reply.personId),
  ]);
  const people = await namesOf(db, [...new Set(writers.flatMap((id) => id ?? []))]);
  const named = (personId: string | null) =>
    personId === null ? null : (people.get(personId) ?? { id: personId, name: '' });
  const wire = (field: Field, value: Json): Json => {
    const reference = referenceOf(field, value);
    if (reference) {
      const title = titles.get(`${reference.entity}:${reference.id}`) ?? null;
      return { ...(typeof value === 'object' ? (value as object) : {}), id: reference.id, title };
    }
    const file = field.type.holdsFile && value !== null ? files.get(value as string) : undefined;
    return file ? { id: file.id, name: file.name, size: file.size, type: file.type } : value;
  };
  return shown.map(({ row, changes }) => ({
    id: row.id,
    at: row.at,
    kind: row.kind,
    who: named(row.personId),
    cause: row.cause,
    ...(changes.length > 0 && {
      changes: changes.map(({ field, from, to }) => ({
        field: field.key,
        from: wire(field, from),
        to: wire(field, to),
      })),
    }),
    ...(row.text !== null && { text: row.text }),
    ...(row.note && {
      note: {
        ...row.note,
        replies: row.note.replies.map(({ personId, ...reply }) => ({ ...reply, who: named(personId) })),
      },
    }),
    ...(row.detail !== null && { detail: row.detail }),
  }));
}

function changesOf({ values, kind }: TimelineRow, readable: ReadonlyMap<string, Field>): Shown['changes'] {
  // That a record was made says enough; its first values stand in the record and in later changes.
  if (values === null || kind === 'created') return [];
  return [...readable.values()].flatMap((field) => {
    const [from = null, to = null] = values[field.key] ?? [];
    return hasValue(from) || hasValue(to) ? [{ field, from, to }] : [];
  });
}

function referenceOf(field: Field, value: Json): RecordRef | null {
  const targets = field.type.refersTo?.(field)?.entities;
  if (!targets || value === null) return null;
  return typeof value === 'string' ? { entity: targets[0]!, id: value } : (value as unknown as RecordRef);
}
