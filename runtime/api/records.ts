/**
 * Records of any entity. Queries and values are in the language of the metadata (`#metadata/query.ts`, keys in snake_case);
 * what a person may not read is not there, neither as a field nor as a filter.
 */
import type { GroupInput, PivotInput, PivotTable, QueryInput } from '#metadata/query.ts';
import { endpoint } from './endpoint.ts';
import type {
  BulkRecords,
  BulkResult,
  CreateRecord,
  DismissDuplicate,
  DuplicateList,
  DuplicateQuery,
  ExportRecords,
  Merged,
  MergeRecords,
  PageQuery,
  SavedView,
  TimelineQuery,
  UndoResult,
  UpdateRecord,
  Upserted,
  UpsertRecords,
} from './schemas/generated/api.ts';

export type {
  BulkRecords,
  BulkResult,
  CreateRecord,
  DuplicateList,
  DuplicateQuery,
  ExportRecords,
  KeptRecord,
  MergeRecords,
  SavedView,
  TimelineQuery,
  UndoResult,
  UpdateRecord,
  Upserted,
  UpsertRecords,
} from './schemas/generated/api.ts';

const def = (name: string) => ({ file: 'records', def: name });

/** A record on the wire: system columns and fields by key. */
export type RecordValues = { readonly id: string; readonly version: number } & Readonly<
  Record<string, unknown>
>;

export interface RecordList {
  readonly items: readonly RecordValues[];
  readonly next: string | null;
  /** About how many there are, where it was asked for. */
  readonly estimate?: number;
}

export type RecordQuery = (QueryInput | GroupInput) & {
  /** The filter of this view holds too. */
  readonly view?: string;
  /** Only what may be chosen for this lookup: its own filter holds too, over the record as it stands in the form. */
  readonly choose?: {
    readonly entity: string;
    readonly field: string;
    readonly record: Readonly<Record<string, unknown>>;
  };
};

export const queryRecords = endpoint<{ body: RecordQuery; reply: RecordList }>()({
  method: 'POST',
  path: '/api/records/:entity/query',
  access: 'person',
  scope: 'read',
  summary:
    'A page of records: filter tree, fields, sort, search. With `aggregate`: groups and figures, an item each.',
});

export type PivotRecords = PivotInput & {
  /** The filter of this view holds too. */
  readonly view?: string;
};

export const pivotRecords = endpoint<{ body: PivotRecords; reply: PivotTable }>()({
  method: 'POST',
  path: '/api/records/:entity/pivot',
  access: 'person',
  scope: 'read',
  summary:
    'Records grouped in two directions: figures for each cell, with totals of rows, columns and everything.',
});

export const getRecord = endpoint<{ reply: RecordValues }>()({
  method: 'GET',
  path: '/api/records/:entity/:id',
  access: 'person',
  summary: 'One record with its version as ETag.',
});

export const createRecord = endpoint<{ body: CreateRecord; reply: RecordValues }>()({
  method: 'POST',
  path: '/api/records/:entity',
  access: 'person',
  summary: 'Creates a record, children and all.',
  body: def('CreateRecord'),
  status: 201,
});

export const updateRecord = endpoint<{ body: UpdateRecord; reply: RecordValues }>()({
  method: 'PATCH',
  path: '/api/records/:entity/:id',
  access: 'person',
  summary: 'Changes fields of a record; 409 with the differing fields when it was changed meanwhile.',
  body: def('UpdateRecord'),
});

export const upsertRecords = endpoint<{ body: UpsertRecords; reply: Upserted }>()({
  method: 'POST',
  path: '/api/records/:entity/upsert',
  access: 'person',
  summary:
    'Finds records by key fields or external ids, and creates or changes them; safe when many send the same at once. Each row is told what became of it; refused rows don’t hold up the others.',
  body: def('UpsertRecords'),
  reply: def('Upserted'),
});

export const deleteRecord = endpoint()({
  method: 'DELETE',
  path: '/api/records/:entity/:id',
  access: 'person',
  summary: 'Moves a record to the recycle bin.',
  status: 204,
});

export const restoreRecord = endpoint<{ reply: RecordValues }>()({
  method: 'POST',
  path: '/api/records/:entity/:id/restore',
  access: 'person',
  summary: 'Brings a record back from the recycle bin.',
});

export const amendRecord = endpoint<{ reply: RecordValues }>()({
  method: 'POST',
  path: '/api/records/:entity/:id/amend',
  access: 'person',
  summary: 'Makes a new version of a cancelled document, with its values and lines.',
  status: 201,
});

export const bulkRecords = endpoint<{ body: BulkRecords; reply: BulkResult }>()({
  method: 'POST',
  path: '/api/records/:entity/bulk',
  access: 'person',
  summary: 'The same deed on many records; the same rules hold for each.',
  body: def('BulkRecords'),
});

export const exportRecords = endpoint<{ body: ExportRecords; reply: string }>()({
  method: 'POST',
  path: '/api/records/:entity/export',
  access: 'person',
  scope: 'read',
  summary:
    'Records as a CSV file (UTF-8 with its mark) in the conventions of the person’s language, or as an XLSX workbook; needs the right to export.',
  body: def('ExportRecords'),
  form: 'file',
});

export interface TimelineEntry {
  readonly id: string;
  readonly at: string;
  readonly kind: 'created' | 'changed' | 'deleted' | 'restored' | 'note' | 'file' | 'process' | 'task';
  readonly who: { readonly id: string | null; readonly name: string } | null;
  /** Why: the process and step, import, automation that did it. */
  readonly cause: Readonly<Record<string, unknown>> | null;
  readonly changes?: readonly { readonly field: string; readonly from: unknown; readonly to: unknown }[];
  readonly text?: string;
  readonly note?: NoteFacts;
  /** Of a change the `version` it made, of files, processes and tasks what there is to say of them. */
  readonly detail?: Readonly<Record<string, unknown>>;
}

/** What a note is besides its text. */
export interface NoteFacts {
  /** The stage the record was in when it was written. */
  readonly stage: string | null;
  readonly editedAt: string | null;
  /** It stays as long as there are answers, without its text. */
  readonly deleted: boolean;
  readonly mentions: readonly {
    readonly entity: 'user' | 'team';
    readonly id: string;
    readonly name: string;
  }[];
  readonly replies: readonly NoteReply[];
}

export interface NoteReply extends Pick<NoteFacts, 'editedAt' | 'mentions'> {
  readonly id: string;
  readonly at: string;
  readonly who: { readonly id: string | null; readonly name: string } | null;
  readonly text: string;
}

export const getTimeline = endpoint<{
  query: TimelineQuery;
  reply: { items: TimelineEntry[]; next: string | null };
}>()({
  method: 'GET',
  path: '/api/records/:entity/:id/timeline',
  access: 'person',
  summary: 'What happened to a record and why, latest first.',
  query: def('TimelineQuery'),
});

export interface SavedViews {
  readonly items: readonly ShownView[];
  /** Teams of the person, with whom views can be shared. */
  readonly teams: readonly { readonly id: string; readonly name: string }[];
}

export interface ShownView extends SavedView {
  readonly key: string;
  readonly mine: boolean;
  /** Whether the person may remove it. */
  readonly mayRemove: boolean;
}

export const listSavedViews = endpoint<{ query: PageQuery; reply: SavedViews }>()({
  method: 'GET',
  path: '/api/views',
  access: 'person',
  summary: 'Views that I saved, or others for a team of mine or for all.',
  query: { file: 'common', def: 'PageQuery' },
});

export const saveView = endpoint<{ body: SavedView; reply: { key: string } }>()({
  method: 'POST',
  path: '/api/views',
  access: 'person',
  summary: 'Saves a view for oneself, a team or everybody.',
  body: def('SavedView'),
  status: 201,
});

export const deleteSavedView = endpoint()({
  method: 'DELETE',
  path: '/api/views/:key',
  access: 'person',
  summary: 'Removes a view one has saved; who may share views removes those of others too.',
  status: 204,
});

export const listDuplicates = endpoint<{ query: DuplicateQuery; reply: DuplicateList }>()({
  method: 'GET',
  path: '/api/duplicates/:entity',
  access: 'person',
  summary: 'Groups of records that look alike by the rules of the entity, those found first first.',
  query: def('DuplicateQuery'),
  reply: def('DuplicateList'),
});

export const dismissDuplicate = endpoint<{ body: DismissDuplicate }>()({
  method: 'POST',
  path: '/api/duplicates/:entity/dismiss',
  access: 'person',
  summary: 'Says that a record is not the same as others, or takes it back.',
  body: def('DismissDuplicate'),
  status: 204,
});

export const mergeRecords = endpoint<{ body: MergeRecords; reply: Merged }>()({
  method: 'POST',
  path: '/api/records/:entity/:id/merge',
  access: 'person',
  summary:
    'Makes one record of two; what refers to the other refers to this one, and the other leads on to it.',
  body: def('MergeRecords'),
  reply: def('Merged'),
});

export const undoDeed = endpoint<{ reply: UndoResult }>()({
  method: 'POST',
  path: '/api/undo/:journal',
  access: 'person',
  summary: 'Takes back a merge or a change of many records; what was changed since is kept and told.',
  reply: def('UndoResult'),
});
