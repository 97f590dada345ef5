/** Every deed on records: what routes, forms, imports and processes may ask of this room, and with which arguments. */

import type { Grant } from '#metadata/access.ts';
import type { PivotTable } from '#metadata/query.ts';
import type { Registry } from '#metadata/registry.ts';
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
  SavedViews,
  TimelineEntry,
  TimelineQuery,
  UndoResult,
  Upserted,
  UpsertRecords,
} from '../../api/records.ts';
import type { Share, ShareList, ShareRecord, Why, WhyQuery } from '../../api/shares.ts';
import type { Principal } from '../auth/principal.ts';
import type { Cause } from '../cause.ts';
import type { Queryable, Transaction } from '../db/database.ts';
import type { RecordFile } from './export-records.ts';
import type { WriteOptions } from './ground.ts';
import type { MergeInput } from './merge.ts';
import type { ReadOptions, RecordRef } from './read.ts';
import type { PathValues } from './read-paths.ts';
import type { Outlived, Retained, RetentionPart } from './retain.ts';
import type { UndonePart } from './undo.ts';
import type { WriteManyOptions, WriteRow, WrittenRows } from './write-many.ts';

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
  /** Groups of records that look alike, of those the person may see. */
  duplicates(principal: Principal, entity: string, query: DuplicateQuery): Promise<DuplicateList>;
  /** Says that the first of these records is not the same as any of the others, or takes it back. */
  dismissDuplicate(
    principal: Principal,
    entity: string,
    ids: readonly string[],
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
  /** What a rule of retention is about at this moment; null where there is no such rule. `registry`: one that has it. */
  outlived(entity: string, rule: string, registry?: Registry): Promise<Outlived | null>;
  /** Carries a rule of retention out on the next records behind `after`. */
  retain(rule: RetentionPart, transaction: Transaction): Promise<Retained>;
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
  savedViews(principal: Principal): Promise<SavedViews>;
  saveView(principal: Principal, view: SavedView): Promise<{ key: string }>;
  deleteSavedView(principal: Principal, key: string): Promise<void>;
}
