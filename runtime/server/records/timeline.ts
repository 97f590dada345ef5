/**
 * What happened to a record and why, latest first: its changes with their cause, notes, processes about it and their tasks. Shows
 * only fields the person may read and processes they may see.
 */
import { type Field, hasValue } from '#metadata/field.ts';
import type { FilterNode } from '#metadata/query.ts';
import type { Entity } from '#metadata/registry.ts';
import { rowsQuery } from '#metadata/rows.ts';
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

const SOURCES: readonly TimelineSource[] = ['change', 'note', 'process', 'task'];
const LIMIT = 50;

export async function readTimeline(
  ground: Ground,
  principal: Principal,
  entity: string,
  id: string,
  { limit = LIMIT, cursor, kinds }: TimelineQuery,
): Promise<{ items: TimelineEntry[]; next: string | null }> {
  const after = cursor === undefined ? null : readCursor<[string, string]>(cursor, 2);
  return ground.reading(undefined, async (live, db) => {
    const who = ground.asker(live, principal);
    const of = visibleEntity(live.registry, who.rights, entity);
    const record = await readRecord(db, who, of, id, { children: [], deleted: true });
    if (!record) throw notFound(`record ${id} of ${entity}`);
    const asked = kinds?.split(',').map((kind) => kind.trim());
    const rows = await timelineOf(db, {
      entity,
      recordId: record.id,
      sources: asked ? SOURCES.filter((source) => asked.includes(source)) : SOURCES,
      processes: who.rights.deeds.has('operate')
        ? null
        : [...live.registry.processes].filter((key) => who.rights.process(key) !== 'none'),
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
  const people = await namesOf(db, [...new Set(shown.flatMap(({ row }) => row.personId ?? []))]);
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
    who: row.personId === null ? null : (people.get(row.personId) ?? { id: row.personId, name: '' }),
    cause: row.cause,
    ...(changes.length > 0 && {
      changes: changes.map(({ field, from, to }) => ({
        field: field.key,
        from: wire(field, from),
        to: wire(field, to),
      })),
    }),
    ...(row.text !== null && { text: row.text }),
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

/** Fields the person may read in this record. */
async function readableFields(
  db: Queryable,
  who: FullAsker,
  entity: Entity,
  id: string,
): Promise<Map<string, Field>> {
  const fields = [...entity.fields.values()].map((field) => ({
    field,
    right: who.rights.field(entity, field),
  }));
  const conditional = fields.filter(({ right }) => typeof right !== 'string');
  const met = new Set<Field>();
  if (conditional.length > 0) {
    const conditions = conditional.map(({ right }) => right as FilterNode);
    const query = rowsQuery({ entity, ids: [id], lock: null, conditions }, who);
    const { rows } = await db.query<Record<string, unknown>>(query);
    const answers = rows[0] ? query.decode(rows[0]).met : [];
    for (const [i, { field }] of conditional.entries()) if (answers[i]) met.add(field);
  }
  return new Map(
    fields
      .filter(({ field, right }) => right === 'open' || met.has(field))
      .map(({ field }) => [field.key, field]),
  );
}

function referenceOf(field: Field, value: Json): RecordRef | null {
  const targets = field.type.refersTo?.(field)?.entities;
  if (!targets || value === null) return null;
  return typeof value === 'string' ? { entity: targets[0]!, id: value } : (value as unknown as RecordRef);
}
