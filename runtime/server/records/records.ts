/**
 * The deeds on records, for every entity: read, write, in many, with history, notes and views. Routes, tasks, imports and process
 * steps call them; each runs in one transaction, its own or the caller's.
 */
import type { Grant } from '#metadata/access.ts';
import type { PivotTable } from '#metadata/query.ts';
import type { Anonymise, AnonymisePreview } from '../../api/anonymise.ts';
import type { ValueWhy } from '../../api/audit.ts';
import type {
  BulkRecords,
  BulkResult,
  DuplicateList,
  DuplicateQuery,
  ExportRecords,
  PivotRecords,
  RecordList,
  RecordQuery,
  RecordValues,
  SavedView,
  TimelineEntry,
  TimelineQuery,
  UndoResult,
  Upserted,
  UpsertRecords,
} from '../../api/records.ts';
import type { Share, ShareList, ShareRecord, Why, WhyQuery } from '../../api/shares.ts';
import { type Principal, processPrincipal, systemPrincipal } from '../auth/principal.ts';
import type { Cause } from '../cause.ts';
import type { Queryable, Transaction } from '../db/database.ts';
import { isId } from '../ids.ts';
import { invalid, notFound, Rejection } from '../rejection.ts';
import { deleteMerged, mergedInto } from '../store/duplicates.ts';
import { lockJournal, markUndone } from '../store/journal.ts';
import { amendRecord } from './amend.ts';
import { anonymise, previewAnonymise } from './anonymise.ts';
import { createsTogether } from './create-together.ts';
import { deleteRows, restoreRows } from './delete-rows.ts';
import { dismissDuplicate, listDuplicates, undoDeed } from './duplicate-list.ts';
import { entityOf, visibleEntity } from './entity-of.ts';
import { explainRight } from './explain.ts';
import { explainValue } from './explain-value.ts';
import { exportRecords, type RecordFile } from './export-records.ts';
import { findDuplicates } from './find-duplicates.ts';
import { createGround, type GroundOptions, type WriteOptions } from './ground.ts';
import { holdRecords } from './hold-records.ts';
import { type MergeInput, mergeRecords } from './merge.ts';
import { saveRows } from './pipeline.ts';
import { prepared } from './prepared.ts';
import {
  listRecords,
  pivotRecords,
  type ReadOptions,
  type RecordRef,
  readRecord,
  recordTitles,
} from './read.ts';
import { type PathValues, valuesByPath } from './read-paths.ts';
import { readableFields } from './readable-fields.ts';
import { recalculateNext } from './recalculate.ts';
import { RowsRefused } from './refused.ts';
import { conditionsOn } from './right-on.ts';
import { listSavedViews, removeSavedView, saveView } from './saved-views.ts';
import { listShares, shareRecord, unshareRecord } from './shares.ts';
import { shown } from './shown.ts';
import { readTimeline } from './timeline.ts';
import { type UndonePart, undoPart } from './undo.ts';
import type { Unit } from './unit.ts';
import { upsertRecords } from './upsert.ts';
import {
  bulkRecords,
  type WriteManyOptions,
  type WriteRow,
  type WrittenRows,
  writeRecords,
} from './write-many.ts';

export type { RecordFile } from './export-records.ts';
export type { GroundOptions as RecordsOptions, WriteOptions } from './ground.ts';
export type { RowRefusal } from './many.ts';
export type { ReadOptions, RecordRef } from './read.ts';
export type { PathValues } from './read-paths.ts';
export type { UndonePart } from './undo.ts';
export type { WriteManyOptions, WriteRow, WrittenRows } from './write-many.ts';

export interface UpdateInput {
  /** The version the change was made on; null writes over whichever there is. */
  readonly version: number | null;
  readonly values: Readonly<Record<string, unknown>>;
}

export interface ReadContext extends ReadOptions {
  readonly grants?: readonly Grant[];
  readonly transaction?: Queryable;
}

export interface Records {
  /** A page of records, or groups with figures. */
  query(principal: Principal, entity: string, query: RecordQuery, on?: Queryable): Promise<RecordList>;
  pivot(principal: Principal, entity: string, query: PivotRecords): Promise<PivotTable>;
  /** One record with its lines and links; throws 404 where it is gone or may not be seen. */
  get(principal: Principal, entity: string, id: string, options?: ReadContext): Promise<RecordValues>;
  /** The same, null where it is gone or may not be seen. */
  find(principal: Principal, entity: string, id: string, options?: ReadContext): Promise<RecordValues | null>;
  /** Keys of the fields the person may read in this record; null where it may not be seen. */
  readable(principal: Principal, record: RecordRef, on?: Queryable): Promise<ReadonlySet<string> | null>;
  /** Whether the person may change this record. */
  mayEdit(principal: Principal, record: RecordRef, on?: Queryable): Promise<boolean>;
  /** Titles by `entity:id`, of those that may be seen. */
  titles(principal: Principal, records: readonly RecordRef[], on?: Queryable): Promise<Map<string, string>>;
  /**
   * What a process reads of a record: the ends of paths, in the engine's form; with `runAs` only what that role may see. With `lock`
   * it stays so until the transaction ends.
   */
  paths(
    record: RecordRef & {
      readonly paths: readonly (readonly string[])[];
      readonly runAs?: string | null;
      readonly lock?: boolean;
    },
    on?: Queryable,
  ): Promise<PathValues | null>;
  /** Keeps these records as they are until the transaction ends, locked in the order of entities and ids. */
  hold(records: readonly RecordRef[], transaction: Transaction): Promise<void>;
  /** Creates a record with its lines; gives it as the person may see it. */
  create(
    principal: Principal,
    entity: string,
    values: Readonly<Record<string, unknown>>,
    options?: WriteOptions,
  ): Promise<RecordValues>;
  update(
    principal: Principal,
    entity: string,
    id: string,
    input: UpdateInput,
    options?: WriteOptions,
  ): Promise<RecordValues>;
  /** Creates (`id` null) or changes a record and gives its id alone, for callers that don't show it. */
  save(
    principal: Principal,
    entity: string,
    id: string | null,
    input: UpdateInput,
    options?: WriteOptions,
  ): Promise<string>;
  /** Moves a record to the recycle bin, with what belongs to it. */
  delete(
    principal: Principal,
    entity: string,
    id: string,
    options?: WriteOptions & { readonly version?: number | null },
  ): Promise<void>;
  restore(principal: Principal, entity: string, id: string, options?: WriteOptions): Promise<RecordValues>;
  /** Makes a new version of a cancelled document. */
  amend(principal: Principal, entity: string, id: string, options?: WriteOptions): Promise<RecordValues>;
  /** Up to 1,000 rows in one transaction: the good ones are written, the others told. */
  writeRecords(
    principal: Principal,
    entity: string,
    rows: readonly WriteRow[],
    options?: WriteManyOptions,
  ): Promise<WrittenRows>;
  /** Finds records by keys or external ids and creates or changes them, in one transaction; refused rows are told. */
  upsert(
    principal: Principal,
    entity: string,
    input: UpsertRecords,
    options?: { readonly transaction?: Transaction },
  ): Promise<Upserted>;
  /** Makes one record of two, the one named by `id` stays; gives the journal by which it can be taken back. */
  merge(principal: Principal, entity: string, id: string, input: MergeInput): Promise<string>;
  /** The record that one was merged into; null where it was not. */
  mergedInto(entity: string, id: string, on?: Queryable): Promise<string | null>;
  /** Pairs of records that look alike, of which the person may see both. */
  duplicates(principal: Principal, entity: string, query: DuplicateQuery): Promise<DuplicateList>;
  /** Says that two records are not the same, or takes it back. */
  dismissDuplicate(
    principal: Principal,
    entity: string,
    ids: readonly [string, string],
    dismissed: boolean,
  ): Promise<void>;
  /** With whom a record was shared, and whether the person may do it. */
  shares(principal: Principal, entity: string, id: string): Promise<ShareList>;
  share(principal: Principal, entity: string, id: string, input: ShareRecord): Promise<Share>;
  unshare(principal: Principal, entity: string, id: string, share: string): Promise<void>;
  /** Why somebody may or may not do something with a record the person sees. */
  why(principal: Principal, entity: string, id: string, query: WhyQuery): Promise<Why>;
  /** What would go if the personal data of a record were erased. */
  previewAnonymise(principal: Principal, entity: string, id: string): Promise<AnonymisePreview>;
  /** Erases personal data from a record and what was kept of it; can't be taken back. */
  anonymise(principal: Principal, entity: string, id: string, input: Anonymise): Promise<void>;
  /** Where a field's value comes from, back to whoever set it going. */
  whyValue(
    principal: Principal,
    entity: string,
    id: string,
    field: string,
    version: number | null,
  ): Promise<ValueWhy>;
  /** Takes back a merge or a change of many records as a whole. */
  undoDeed(principal: Principal, journal: string): Promise<UndoResult>;
  /** Compares records that were written with others; says whether there was anything to do. */
  findDuplicates(): Promise<boolean>;
  /** Takes back the next part of a deed on many records, from its journal; again while there is more. */
  undo(
    principal: Principal,
    journal: string,
    options?: { readonly transaction?: Transaction },
  ): Promise<UndonePart>;
  /** Calculates a field of the next records behind `after` anew; gives the last of them, null when there are none. */
  recalculate(
    entity: string,
    field: string,
    after: string | null,
    cause: Cause,
  ): Promise<{ readonly last: string | null; readonly count: number }>;
  /** The same deed on many records, in parts of 200; needs the right `bulk_edit` for more than one. */
  bulk(principal: Principal, entity: string, deed: BulkRecords, options?: WriteOptions): Promise<BulkResult>;
  /** The records of a query as a CSV file, read page by page while it is sent. */
  export(principal: Principal, entity: string, input: ExportRecords): Promise<RecordFile>;
  timeline(
    principal: Principal,
    entity: string,
    id: string,
    query: TimelineQuery,
  ): Promise<{ items: TimelineEntry[]; next: string | null }>;
  savedViews(principal: Principal): Promise<{ items: (SavedView & { key: string; mine: boolean })[] }>;
  saveView(principal: Principal, view: SavedView): Promise<{ key: string }>;
  deleteSavedView(principal: Principal, key: string): Promise<void>;
}

export function openRecords(options: GroundOptions): Records {
  const ground = createGround(options);
  const { reading, writing, asker } = ground;
  const createTogether = createsTogether(ground);

  const deeds: Records = {
    query: (principal, entity, query, on) =>
      reading(on, (live, db) => {
        const who = asker(live, principal);
        return listRecords(db, who, visibleEntity(live.registry, who.rights, entity), query);
      }),
    pivot: (principal, entity, query) =>
      reading(undefined, (live, db) => {
        const who = asker(live, principal);
        return pivotRecords(db, who, visibleEntity(live.registry, who.rights, entity), query);
      }),
    async get(principal, entity, id, context) {
      const record = await deeds.find(principal, entity, id, context);
      if (record) return record;
      const into = await deeds.mergedInto(entity, id, context?.transaction);
      // Where the other may not be seen either, nobody learns that there is one.
      if (into && (await deeds.find(principal, entity, into, context)))
        throw new Rejection({
          status: 410,
          code: 'merged',
          message: 'This record was merged into another one.',
          extra: { entity, into },
        });
      throw notFound(`record ${id} of ${entity}`);
    },
    find: (principal, entity, id, { transaction, grants, ...context } = {}) =>
      reading(transaction, (live, db) => {
        const who = asker(live, principal, grants);
        const of = visibleEntity(live.registry, who.rights, entity);
        return readRecord(prepared(db, live.release), who, of, id, context);
      }),
    readable: (principal, { entity, id }, on) =>
      reading(on, async (live, db) => {
        const who = asker(live, principal);
        const titles = await recordTitles(db, who, [{ entity, id }]);
        if (titles.size === 0) return null;
        return new Set((await readableFields(db, who, entityOf(live.registry, entity), id)).keys());
      }),
    mayEdit: (principal, { entity, id }, on) =>
      reading(on, async (live, db) => {
        const who = asker(live, principal);
        const of = visibleEntity(live.registry, who.rights, entity);
        const found = await conditionsOn(db, who, of, id, [who.rights.may('edit', of)]);
        return found?.seen === true && found.met[0]!;
      }),
    titles: (principal, records, on) =>
      reading(on, (live, db) => recordTitles(db, asker(live, principal), records)),
    paths: ({ entity, id, paths, runAs = null, lock = false }, on) =>
      reading(on, async (live, db) => {
        const of = live.registry.entities.get(entity);
        if (!of || !isId(id)) return null;
        const who = runAs === null ? systemPrincipal() : processPrincipal('', [runAs], 'UTC');
        const found = await valuesByPath(db, asker(live, who), of, [id], paths, lock ? 'write' : null);
        const values = found.get(id.toLowerCase());
        if (values) return values;
        // Processes go on with the record that theirs was merged into.
        const into = await mergedInto(db, entity, id);
        return into === null
          ? null
          : ((await valuesByPath(db, asker(live, who), of, [into], paths, lock ? 'write' : null)).get(into) ??
              null);
      }),
    hold: (held, transaction) =>
      reading(transaction, (live, tx) => holdRecords(tx, asker(live, systemPrincipal()), held)),
    create: (principal, entity, values, more = {}) => {
      const { ask, ...others } = more;
      if (!ask && Object.keys(others).length === 0) return createTogether(principal, entity, values);
      return writing(
        principal,
        more,
        (unit) => save(unit, entity, null, { version: null, values }),
        async (unit, id) => (await shown(unit, entity, [id]))[0]!,
      );
    },
    update: (principal, entity, id, input, more = {}) =>
      writing(
        principal,
        more,
        (unit) => save(unit, entity, demandId(entity, id), input),
        async (unit, saved) => (await shown(unit, entity, [saved]))[0]!,
      ),
    save: (principal, entity, id, input, more = {}) =>
      writing(
        principal,
        more,
        (unit) => save(unit, entity, id === null ? null : demandId(entity, id), input),
        async (_unit, saved) => saved,
      ),
    delete: (principal, entity, id, { version = null, ...more } = {}) =>
      writing(
        principal,
        more,
        (unit) =>
          deleteRows(unit, entityOf(unit.registry, entity), [{ id: demandId(entity, id), row: 0, version }]),
        async () => {},
      ),
    restore: (principal, entity, id, more = {}) =>
      writing(
        principal,
        more,
        (unit) =>
          restoreRows(unit, entityOf(unit.registry, entity), [
            { id: demandId(entity, id), row: 0, version: null },
          ]),
        async (unit) => (await shown(unit, entity, [id.toLowerCase()]))[0]!,
      ),
    amend: (principal, entity, id, more = {}) =>
      writing(
        principal,
        more,
        (unit) => amendRecord(unit, entity, demandId(entity, id)),
        async (unit, made) => (await shown(unit, entity, [made]))[0]!,
      ),
    writeRecords: (principal, entity, rows, more = {}) => writeRecords(ground, principal, entity, rows, more),
    upsert: (principal, entity, input, { transaction } = {}) =>
      upsertRecords({ ground, records: deeds }, principal, entity, input, transaction),
    async merge(principal, entity, id, input) {
      if (id.toLowerCase() === input.other.toLowerCase())
        throw invalid([
          { path: 'other', code: 'same_record', message: 'A record can’t be merged with itself.' },
        ]);
      const other = demandId(entity, input.other);
      return mergeRecords(ground, principal, entity, demandId(entity, id), { ...input, other });
    },
    mergedInto: async (entity, id, on) => (isId(id) ? mergedInto(on ?? options.db, entity, id) : null),
    duplicates: (principal, entity, query) => listDuplicates(ground, principal, entity, query),
    dismissDuplicate: (principal, entity, ids, dismissed) =>
      dismissDuplicate(ground, principal, entity, ids, dismissed),
    shares: (principal, entity, id) => listShares(ground, principal, entity, id),
    share: (principal, entity, id, input) => shareRecord(ground, principal, entity, id, input),
    unshare: (principal, entity, id, share) => unshareRecord(ground, principal, entity, id, share),
    why: (principal, entity, id, query) => explainRight(ground, principal, entity, id, query),
    previewAnonymise: (principal, entity, id) => previewAnonymise(ground, principal, entity, id),
    anonymise: (principal, entity, id, input) => anonymise(ground, deeds, principal, entity, id, input),
    whyValue: (principal, entity, id, field, version) =>
      explainValue(ground, principal, entity, id, field, version),
    undoDeed: (principal, journal) => undoDeed(ground, principal, journal),
    findDuplicates: () => findDuplicates(ground),
    undo: (principal, journal, { transaction } = {}) =>
      ground.within(transaction, async (tx, live) => {
        const deed = isId(journal) ? await lockJournal(tx, journal) : null;
        if (!deed || deed.undoneAt !== null) throw notFound('deed that could be taken back');
        const part = await undoPart(ground, principal, tx, live, deed);
        if (!part.more) {
          await markUndone(tx, journal, new Date(ground.clock.now()), principal.personId);
          await deleteMerged(tx, journal);
        }
        return part;
      }),
    recalculate: (entity, field, after, cause) => recalculateNext(ground, entity, field, after, cause),
    bulk: (principal, entity, deed, more = {}) => bulkRecords(ground, principal, entity, deed, more),
    export: (principal, entity, input) => exportRecords(ground, principal, entity, input),
    timeline: (principal, entity, id, query) => readTimeline(ground, principal, entity, id, query),
    savedViews: (principal) => listSavedViews(ground, principal),
    saveView: (principal, view) => saveView(ground, principal, view),
    deleteSavedView: (principal, key) => removeSavedView(ground, principal, key),
  };
  return Object.freeze(deeds);
}

// helpers //////////

async function save(
  unit: Unit,
  entity: string,
  id: string | null,
  { version, values }: UpdateInput,
): Promise<string> {
  const of = entityOf(unit.registry, entity);
  try {
    const [saved] = await saveRows(unit, of, [{ row: 0, path: '', id, version, values }]);
    return saved!;
  } catch (error) {
    // A process writes to the record that its own was merged into; a person is told.
    const into =
      id !== null && unit.principal.kind === 'process' && isDeleted(error)
        ? await mergedInto(unit.tx, entity, id)
        : null;
    if (into === null) throw error;
    const [saved] = await saveRows(unit, of, [{ row: 0, path: '', id: into, version: null, values }]);
    return saved!;
  }
}

const isDeleted = (error: unknown): boolean =>
  error instanceof RowsRefused && error.problems.some(({ error: { code } }) => code === 'deleted');

function demandId(entity: string, id: string): string {
  if (!isId(id)) throw notFound(`record ${id} of ${entity}`);
  return id.toLowerCase();
}
