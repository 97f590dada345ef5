/**
 * Requests and replies of the HTTP API. Made from runtime/api/schemas by `npm run generate`; do not edit.
 */

/**
 * The worker's own name; a task is answered by the worker that holds it.
 */
export type WorkerName = string;
/**
 * What a key may be used for; within it the rights of its person hold.
 */
export type KeyScope =
  'read' | 'write' | 'operate' | 'do_external_tasks' | 'design' | 'import' | 'manage_people';
export type ScopeWord = 'none' | 'some' | 'all';
export type Language = 'en' | 'uk' | 'ru';
export type Theme = 'light' | 'dark' | 'auto';

export interface AnonymisePreview {
  fields: {
    field: string;
    /**
     * `kept`: required, and of a type for which there is no value that tells nothing.
     */
    deed: 'cleared' | 'replaced' | 'kept';
  }[];
  /**
   * Line items with personal fields, which lose them too.
   */
  lines: {
    entity: string;
    count: number;
  }[];
  /**
   * Changes in its history that lose these values.
   */
  changes: number;
  /**
   * Notes about it; they lose the values, and all they say where it is asked for.
   */
  notes: number;
  /**
   * Files attached to it; they go where it is asked for, because the platform can’t tell what stands in them.
   */
  attachments: number;
  /**
   * Ids of elsewhere that go.
   */
  externalIds: number;
  /**
   * Processes about it and those they called; variables and history lose the values.
   */
  instances: number;
  /**
   * Files it was brought in by, which go.
   */
  imports: number;
}
export interface Anonymise {
  /**
   * Version of the record as it was shown.
   */
  version: number;
  /**
   * Erase the texts of notes too.
   */
  notes?: boolean;
  /**
   * Erase attached files too.
   */
  attachments?: boolean;
}
export interface AttachFile {
  /**
   * Id of a file one has uploaded.
   */
  file: string;
}
export interface RestoreVersion {
  number: number;
}
export interface AttachmentVersion {
  number: number;
  at: string;
  /**
   * Name of the person.
   */
  who: string | null;
  file: {
    id: string;
    name: string;
    size: number;
    type: string;
    /**
     * Checksum of the content, hexadecimal.
     */
    sha256: string;
  };
}
export interface Attachment {
  id: string;
  /**
   * The present one first.
   *
   * @minItems 1
   */
  versions: AttachmentVersion[];
}
export interface AttachmentList {
  items: Attachment[];
  /**
   * I may add, replace and remove files here.
   */
  mayChange: boolean;
}
export interface AuditQuery {
  /**
   * Id of who did it.
   */
  person?: string;
  /**
   * Comma-separated; one that ends with a dot stands for all that begin so.
   */
  deeds?: string;
  /**
   * Key of the entity whose records it is about.
   */
  entity?: string;
  from?: string;
  /**
   * Up to, not with, this instant.
   */
  until?: string;
  cursor?: string;
  limit?: number;
}
export interface AuditList {
  items: AuditEntry[];
  next: string | null;
}
export interface AuditEntry {
  id: string;
  at: string;
  /**
   * Null: the platform, or nobody who is known.
   */
  who: {
    id: string;
    name: string;
  } | null;
  deed: string;
  detail: {
    [k: string]: unknown;
  };
}
export interface AuditDeeds {
  items: string[];
}
export interface ValueWhyQuery {
  /**
   * The value as of this version of the record; the present one unless said.
   */
  version?: number;
}
export interface ValueWhy {
  field: string;
  /**
   * The entity keeps the history of this field.
   */
  logged: boolean;
  /**
   * The change that set it; null where none is known.
   */
  change: {
    at: string;
    version: number;
    deed: 'created' | 'changed' | 'deleted' | 'restored' | 'calculated';
    from: unknown;
    to: unknown;
  } | null;
  /**
   * From the change back to whoever set it going.
   */
  steps: CauseStep[];
}
export interface CauseStep {
  /**
   * `hidden`: a process the person may not see.
   */
  kind:
    | 'person'
    | 'process'
    | 'import'
    | 'record'
    | 'merge'
    | 'undo'
    | 'retention'
    | 'automation'
    | 'script'
    | 'system'
    | 'hidden';
  who?: {
    id: string;
    name: string;
  };
  /**
   * Name of the API key by which a program did it.
   */
  key?: string;
  process?: string;
  instance?: string;
  element?: string;
  name?: string;
  step?: string;
  at?: string;
  file?: string;
  row?: number;
  entity?: string;
  id?: string;
  title?: string;
  what?: string;
}
export interface Operation {
  /**
   * `restart` starts another one like each that has ended; `delete` removes ended instances with their history.
   */
  type:
    'retry' | 'cancel' | 'suspend' | 'resume' | 'migrate' | 'modify' | 'setVariables' | 'restart' | 'delete';
  /**
   * Of `cancel`.
   */
  reason?: string;
  /**
   * Of `retry`: how many new attempts each job gets.
   */
  retries?: number;
  /**
   * Of `migrate`: version of the same process.
   */
  version?: number;
  /**
   * Of `restart`: with the variables it began with (default), or those it ended with.
   */
  values?: 'initial' | 'last';
  /**
   * Of `restart`: in the newest version of its process, not in the one it ran in.
   */
  latest?: boolean;
  /**
   * Of `migrate`: element id → element id of the new version, where they differ.
   */
  elements?: {
    [k: string]: string;
  };
  /**
   * Of `migrate`: events of its version to be waited for anew, as the new one says: by its message, signal, condition or time.
   *
   * @maxItems 1000
   */
  renew?: string[];
  cancel?: (
    | string
    | {
        element: string;
      }
  )[];
  start?: {
    element: string;
    place: 'before' | 'after';
    scope?: string;
    /**
     * Process variables by name, in the state form of values: plain JSON, dates and the like as {"$date": …}.
     */
    variables?: {
      [k: string]: unknown;
    };
    local?: boolean;
  }[];
  /**
   * Process variables by name, in the state form of values: plain JSON, dates and the like as {"$date": …}.
   */
  variables?: {
    [k: string]: unknown;
  };
}
export interface InstanceSelection {
  process?: string;
  version?: number;
  /**
   * `running` (default), `incident`, `suspended`, `ended`, `all`.
   */
  state?: string;
  record?: string;
  businessKey?: string;
  /**
   * Only those that stand at this element.
   */
  element?: string;
  /**
   * Id of a person, or `me`.
   */
  startedBy?: string;
  search?: string;
  /**
   * Name of a process variable; needs `process`.
   */
  variable?: string;
  /**
   * Its value as JSON; text may stand as it is.
   */
  value?: string;
  startedFrom?: string;
  startedTo?: string;
}
export interface NewBatch {
  operation: Operation;
  /**
   * These instances.
   *
   * @maxItems 10000
   */
  instances?: string[];
  filter?: InstanceSelection;
}
export interface Batch {
  id: string;
  operation: Operation;
  by: PersonRef | null;
  createdAt: string;
  endedAt: string | null;
  total: number;
  /**
   * Carried out or refused.
   */
  done: number;
  refused: number;
}
export interface PersonRef {
  /**
   * Null where the name in the process is no person of this installation.
   */
  id: string | null;
  name: string;
}
export interface BatchList {
  items: Batch[];
}
export interface BatchDetail {
  batch: Batch;
  /**
   * The first hundred.
   */
  refusals: BatchRefusal[];
}
export interface BatchRefusal {
  instance: string;
  message: string;
}
export interface BatchPreview {
  /**
   * Instances chosen.
   */
  total: number;
  /**
   * The first of them, for which it was tried without effect.
   */
  examined: number;
  possible: number;
  items: PreviewItem[];
}
export interface PreviewItem {
  instance: string;
  /**
   * Of the record it is about, where the operator may see it.
   */
  title: string | null;
  businessKey: string | null;
  version: number;
  /**
   * Elements where it stands.
   */
  at: string[];
  /**
   * Why it would be refused; null: it would be done.
   */
  message: string | null;
  /**
   * Of `migrate`: what begins, what ends, and which events are waited for from then on or no more.
   */
  changes: {
    /**
     * `awaits`, `awaitsNoMore`: an event beside the work of an element.
     */
    kind: 'begins' | 'ends' | 'awaits' | 'awaitsNoMore';
    element: string;
    /**
     * What the element is called in the version it belongs to.
     */
    name: string;
  }[];
}
export interface CallSet {
  /**
   * True (default): all calls in one transaction, or none. False: each by itself; a refused one doesn’t hold up those that don’t refer to it.
   */
  together?: boolean;
  /**
   * In their order. Each is one of CreateCall, UpdateCall, DeleteCall, RestoreCall, UpsertCall, CompleteTaskCall, StartProcessCall; the last two only apart. Wherever a value stands, `{"$ref": "name.id"}` may stand instead: the part of an earlier call’s reply.
   *
   * @minItems 1
   * @maxItems 100
   */
  calls: {
    deed: string;
    /**
     * By which later calls refer to its reply.
     */
    name?: string;
    [k: string]: unknown;
  }[];
}
/**
 * Creates a record; replies with it.
 */
export interface CreateCall {
  deed: 'create';
  /**
   * By which later calls refer to its reply.
   */
  name?: string;
  entity: string;
  /**
   * Field key → value.
   */
  values: {
    [k: string]: unknown;
  };
}
/**
 * Changes a record; replies with it.
 */
export interface UpdateCall {
  deed: 'update';
  /**
   * By which later calls refer to its reply.
   */
  name?: string;
  entity: string;
  id: string;
  /**
   * Version the change was made on; without it whichever there is.
   */
  version?: number;
  /**
   * Field key → value.
   */
  values: {
    [k: string]: unknown;
  };
}
/**
 * Moves a record to the recycle bin; replies with its id.
 */
export interface DeleteCall {
  deed: 'delete';
  /**
   * By which later calls refer to its reply.
   */
  name?: string;
  entity: string;
  id: string;
  /**
   * Version the change was made on; without it whichever there is.
   */
  version?: number;
}
/**
 * Brings a record back; replies with it.
 */
export interface RestoreCall {
  deed: 'restore';
  /**
   * By which later calls refer to its reply.
   */
  name?: string;
  entity: string;
  id: string;
}
/**
 * Creates or changes a record found by key fields or its external id; replies with `deed` and `id`.
 */
export interface UpsertCall {
  deed: 'upsert';
  /**
   * By which later calls refer to its reply.
   */
  name?: string;
  entity: string;
  match?: UpsertMatch;
  external?: string;
  /**
   * Field key → value.
   */
  values: {
    [k: string]: unknown;
  };
}
export interface UpsertMatch {
  /**
   * Fields whose values tell which record a row means: those of a unique set, or the equal fields of a duplicate rule. Left out: the rows’ `external` ids tell.
   *
   * @minItems 1
   * @maxItems 5
   */
  by?: string[];
  /**
   * What happens to a record that is there; `update` unless said. `skip` leaves it as it is and gives its id.
   */
  found?: 'update' | 'skip' | 'fail';
  /**
   * What happens where there is none; `create` unless said.
   */
  missing?: 'create' | 'skip' | 'fail';
}
/**
 * Completes a user task.
 */
export interface CompleteTaskCall {
  deed: 'complete_task';
  /**
   * By which later calls refer to its reply.
   */
  name?: string;
  task: string;
  /**
   * Field key → value.
   */
  values?: {
    [k: string]: unknown;
  };
  outcome?: string;
  variables?: {
    [k: string]: unknown;
  };
  version?: number;
}
/**
 * Starts an instance of a process.
 */
export interface StartProcessCall {
  deed: 'start_process';
  /**
   * By which later calls refer to its reply.
   */
  name?: string;
  process: string;
  /**
   * Field key → value.
   */
  values?: {
    [k: string]: unknown;
  };
  variables?: {
    [k: string]: unknown;
  };
  businessKey?: string;
  record?: {
    entity: string;
    id: string;
  };
}
export interface CallResults {
  results: CallResult[];
}
export interface CallResult {
  name?: string;
  /**
   * HTTP status that the call would have had by itself.
   */
  status: number;
  /**
   * What it gave.
   */
  reply?: {
    [k: string]: unknown;
  } | null;
  /**
   * Why it was refused.
   */
  problem?: {
    code: string;
    detail: string;
    errors: InputProblem[];
  };
}
export interface InputProblem {
  /**
   * Where in the input, e.g. `lines[2].quantity`.
   */
  path: string;
  code: string;
  message: string;
  /**
   * Names within the sentence, for a translation by code.
   */
  params?: {
    [k: string]: unknown;
  };
}
export interface PageQuery {
  limit?: number;
  cursor?: string;
}
/**
 * A record with its title.
 */
export interface RecordRef {
  entity: string;
  id: string;
  /**
   * How the record is called; empty where you may not see it.
   */
  title: string;
}
/**
 * Variables by name: plain JSON, dates and the like as {"$date": …}.
 */
export interface StateVariables {
  [k: string]: unknown;
}
export interface FetchExternalTasks {
  worker: WorkerName;
  /**
   * @minItems 1
   * @maxItems 50
   */
  topics: {
    topic: string;
    /**
     * Milliseconds the task is the worker's; 60,000 unless said.
     */
    lock?: number;
    /**
     * Only tasks of this process, by key.
     */
    process?: string;
    /**
     * Only these variables; all that are visible unless said.
     */
    variables?: string[];
  }[];
  /**
   * 10 unless said.
   */
  max?: number;
  /**
   * Milliseconds to wait for a task where there is none.
   */
  wait?: number;
}
export interface ExternalTask {
  id: string;
  topic: string;
  /**
   * Key of the process.
   */
  process: string;
  instance: string;
  businessKey: string | null;
  element: string;
  /**
   * Attempts that are left.
   */
  retries: number;
  priority: number;
  lockedUntil: string;
  variables: StateVariables;
}
export interface ExternalTaskList {
  items: ExternalTask[];
}
export interface CompleteExternalTask {
  worker: WorkerName;
  variables?: StateVariables;
  local?: StateVariables;
}
export interface FailExternalTask {
  worker: WorkerName;
  message: string;
  /**
   * Attempts that are left; one less than before unless said. None: an incident.
   */
  retries?: number;
  /**
   * Milliseconds until it may be fetched again; 0 unless said.
   */
  after?: number;
}
export interface ThrowExternalError {
  worker: WorkerName;
  code: string;
  message?: string;
  variables?: StateVariables;
}
export interface ExtendExternalTask {
  worker: WorkerName;
  /**
   * Milliseconds from now; 0 gives the task back.
   */
  lock: number;
}
export interface UploadedFile {
  id: string;
  name: string;
  /**
   * Bytes.
   */
  size: number;
  /**
   * Media type, found from the content.
   */
  type: string;
  createdAt: string;
}
export interface NewImport {
  /**
   * Id of an uploaded file, CSV or XLSX.
   */
  file: string;
  entity: string;
  /**
   * Of a workbook; the first where it is not said.
   */
  sheet?: string;
  /**
   * Of a CSV file; found where it is not said.
   */
  encoding?: string;
}
export interface MatchRule {
  /**
   * Fields whose values tell which record a row means; none: every row is a new record.
   *
   * @maxItems 5
   */
  by: string[];
  /**
   * What happens to a record that is there. Of related records `skip` leaves it as it is and links it.
   */
  found: 'update' | 'skip' | 'fail';
  /**
   * What happens where there is none. Of related records `skip` leaves the reference empty.
   */
  missing: 'create' | 'skip' | 'fail';
}
export interface ImportSettings {
  /**
   * Name of a column → field by key, or field of a related record by path: `customer.name`.
   */
  columns: {
    [k: string]: string;
  };
  /**
   * How rows find records: under the empty key for the records themselves, under the key of a lookup for related ones.
   */
  match?: {
    [k: string]: MatchRule;
  };
  /**
   * What an empty cell does to a record that is there; `keep` where it is not said.
   */
  empties?: 'keep' | 'clear';
  decimalMark?: '.' | ',';
  dateOrder?: 'dmy' | 'mdy' | 'ymd';
}
export interface ImportSheet {
  kind: 'csv' | 'xlsx';
  encoding: string | null;
  /**
   * False: the encoding was guessed.
   */
  sure: boolean;
  sheets: string[];
  sheet: string | null;
  /**
   * Files that came with the table in a ZIP; missing where it came alone.
   */
  files?: number;
  columns: {
    name: string;
    examples: string[];
  }[];
  rows: number;
}
/**
 * A field that a column can fill.
 */
export interface ImportTarget {
  path: string;
  label: string;
  type: string;
  required: boolean;
  /**
   * Rows can find records by it.
   */
  match?: boolean;
}
export interface Import {
  id: string;
  entity: string;
  fileName: string;
  state:
    'draft' | 'checking' | 'checked' | 'running' | 'done' | 'cancelled' | 'failed' | 'undoing' | 'undone';
  sheet: ImportSheet;
  settings: ImportSettings | null;
  by: {
    id: string;
    name: string;
  } | null;
  total: number;
  done: number;
  created: number;
  updated: number;
  skipped: number;
  failed: number;
  /**
   * Records that are again what they were before.
   */
  restored: number;
  /**
   * Records that were changed since and were left.
   */
  kept: number;
  error: string | null;
  createdAt: string;
  startedAt: string | null;
  endedAt: string | null;
  mine: boolean;
}
export interface ImportDraft {
  import: Import;
  targets: ImportTarget[];
  proposed: ImportSettings;
  /**
   * The settings are those of an earlier file with the same columns.
   */
  remembered: boolean;
}
export interface ImportDetail {
  import: Import;
  /**
   * The first hundred.
   */
  failures: {
    line: number;
    problems: ImportProblem[];
  }[];
  /**
   * Records that an undo has left, the first hundred.
   */
  kept: KeptRecord[];
}
export interface ImportProblem {
  column: string | null;
  code: string;
  /**
   * Names within the sentence, for a translation by code.
   */
  params?: {};
  message: string;
}
export interface KeptRecord {
  entity: string;
  id: string;
  title: string;
  reasons: {
    /**
     * Key of the field that was left; null: the record as a whole.
     */
    field: string | null;
    code: string;
    message: string;
  }[];
}
export interface ImportPreview {
  rows: {
    line: number;
    deed: 'create' | 'update' | 'skip' | 'fail';
    cells: string[];
    problems: ImportProblem[];
    /**
     * The record that the row changes or leaves.
     */
    record: {
      id: string;
      title: string;
    } | null;
  }[];
}
export interface StartImport {
  settings: ImportSettings;
  /**
   * Goes through the whole file without writing anything.
   */
  check?: boolean;
}
export interface ImportList {
  items: Import[];
}
export interface InstanceQuery {
  process?: string;
  version?: number;
  /**
   * `running` (default), `incident`, `suspended`, `ended`, `all`.
   */
  state?: string;
  record?: string;
  businessKey?: string;
  /**
   * Only those that stand at this element.
   */
  element?: string;
  /**
   * Id of a person, or `me`.
   */
  startedBy?: string;
  search?: string;
  /**
   * Name of a process variable; needs `process`.
   */
  variable?: string;
  /**
   * Its value as JSON; text may stand as it is.
   */
  value?: string;
  startedFrom?: string;
  startedTo?: string;
  sort?: string;
  limit?: number;
  cursor?: string;
}
export interface InstanceItem {
  id: string;
  process: {
    key: string;
    name: string;
    version: number;
  };
  status: 'active' | 'suspended' | 'completed' | 'cancelled';
  incidents: number;
  businessKey: string | null;
  record: RecordRef | null;
  startedAt: string;
  endedAt: string | null;
  startedBy: PersonRef | null;
  callerId: string | null;
}
export interface InstanceList {
  items: InstanceItem[];
  next: string | null;
}
export interface IncidentQuery {
  process?: string;
  element?: string;
  code?: string;
  limit?: number;
  cursor?: string;
}
export interface IncidentItem {
  instanceId: string;
  /**
   * Names it within its instance, for `retry`.
   */
  key: string;
  process: {
    key: string;
    name: string;
    version: number;
  };
  element: string;
  /**
   * Of the element, in the language of whoever asks.
   */
  name: string;
  code: string;
  message: string;
  at: string;
  businessKey: string | null;
  record: RecordRef | null;
}
export interface IncidentList {
  items: IncidentItem[];
  next: string | null;
}
export interface Standing {
  /**
   * Key of the element instance.
   */
  key: string;
  element: string;
  /**
   * `task`, `timer`, `message`, `signal`, `condition`, `job`, `service`, `external`, `call`, `joining`, …
   */
  kind: string;
  name: string;
  since: string | null;
  dueAt: string | null;
  assignee: PersonRef | null;
  /**
   * Instance that a call activity started.
   */
  called: string | null;
  incident: {
    key: string;
    code: string;
    message: string;
    at: string;
  } | null;
}
export interface InstanceDetail {
  item: InstanceItem;
  /**
   * Where it stands now.
   */
  standing: Standing[];
  /**
   * Element id → how often it was completed.
   */
  visited: {
    [k: string]: unknown;
  };
  /**
   * Element id → how often it was cancelled.
   */
  cancelled: {
    [k: string]: unknown;
  };
  /**
   * Sequence flow id → how often it was taken.
   */
  flows: {
    [k: string]: unknown;
  };
  /**
   * Process variables by name, in the state form of values: plain JSON, dates and the like as {"$date": …}.
   */
  variables: {
    [k: string]: unknown;
  } | null;
  /**
   * Variables of inner scopes; operators only.
   */
  scopes: {
    key: string;
    element: string;
    /**
     * Process variables by name, in the state form of values: plain JSON, dates and the like as {"$date": …}.
     */
    variables: {
      [k: string]: unknown;
    };
  }[];
}
export interface HistoryEntry {
  at: string;
  /**
   * Type of the event, as in engine/events.ts.
   */
  type: string;
  element: string | null;
  elementName: string | null;
  cause: {
    kind: string;
    person: PersonRef | null;
    text: string;
  } | null;
  /**
   * What the event carries.
   */
  detail: {
    [k: string]: unknown;
  };
}
export interface InstanceHistory {
  items: HistoryEntry[];
  next: string | null;
}
export interface SetInstanceVariables {
  /**
   * Process variables by name, in the state form of values: plain JSON, dates and the like as {"$date": …}.
   */
  variables: {
    [k: string]: unknown;
  };
  scope?: string;
  local?: boolean;
  remove?: string[];
}
export interface CancelInstance {
  reason?: string;
}
export interface RetryIncidents {
  /**
   * Only these incidents; default: all of the instance.
   */
  keys?: string[];
  retries?: number;
}
export interface ModifyInstance {
  cancel?: (
    | string
    | {
        element: string;
      }
  )[];
  start?: {
    element: string;
    place: 'before' | 'after';
    scope?: string;
    /**
     * Process variables by name, in the state form of values: plain JSON, dates and the like as {"$date": …}.
     */
    variables?: {
      [k: string]: unknown;
    };
    local?: boolean;
  }[];
}
export interface MigrateInstance {
  /**
   * Version of the same process it goes on with.
   */
  version: number;
  /**
   * Element id of its version → element id of the new one, where they differ.
   */
  elements?: {
    [k: string]: string;
  };
  /**
   * Events of its version to be waited for anew, as the new one says: by its message, signal, condition or time.
   *
   * @maxItems 1000
   */
  renew?: string[];
}
export interface RestartInstance {
  /**
   * Those it was started with (default), or those it ended with.
   */
  variables?: 'initial' | 'last';
  /**
   * Default: the version it ran on.
   */
  version?: 'same' | 'latest';
}
export interface RestartedInstance {
  id: string;
}
export interface CreateKey {
  /**
   * What it is for.
   */
  name: string;
  /**
   * @minItems 1
   */
  scopes: KeyScope[];
  /**
   * How long it is good for; null: until it is removed.
   */
  days?: number | null;
}
export interface ApiKey {
  id: string;
  name: string;
  /**
   * The first letters of the key.
   */
  start: string;
  scopes: KeyScope[];
  createdAt: string;
  expiresAt: string | null;
  /**
   * To the hour.
   */
  usedAt: string | null;
}
export interface KeyList {
  items: ApiKey[];
}
export interface NewKey {
  key: ApiKey;
  /**
   * The key itself, told this once.
   */
  token: string;
}
export interface Model {
  release: number;
  /**
   * Definitions that the apps work with, without what the person may not know of.
   */
  definitions: PublishedDefinition[];
  /**
   * What the person may do with records, by entity. Entities that may not be seen are missing.
   */
  access: {
    [k: string]: EntityAccess;
  };
}
export interface PublishedDefinition {
  kind: string;
  key: string;
  solution: string;
  /**
   * The definition's document; text for files (BPMN, DMN).
   */
  content: {
    [k: string]: unknown;
  };
}
/**
 * none, some or all records; whether a certain one is among them, the server says when it is tried.
 */
export interface EntityAccess {
  see: ScopeWord;
  create: ScopeWord;
  edit: ScopeWord;
  delete: ScopeWord;
  export: ScopeWord;
  /**
   * Fields that are not simply to be written. Hidden ones are left out of the definitions too.
   */
  fields: {
    [k: string]: 'hidden' | 'read';
  };
  /**
   * Of entities with kinds of record: those one may make.
   */
  types?: string[];
}
export interface Draft {
  /**
   * Release the draft stands on.
   */
  base: number;
  changes: DraftChange[];
  /**
   * Changes up to here are in force; later ones were undone.
   */
  position: number;
  savedAt: string | null;
  /**
   * A newer release was published meanwhile; the draft is replayed on it.
   */
  behind: boolean;
}
export interface DraftChange {
  id: string;
  /**
   * A change of metadata/changes.
   */
  change: {
    [k: string]: unknown;
  };
  /**
   * In words.
   */
  summary: string;
  at: string;
}
export interface AddChanges {
  /**
   * @minItems 1
   * @maxItems 500
   *
   * Items: A change of metadata/changes.
   */
  changes: {
    [k: string]: unknown;
  }[];
  /**
   * Position the changes were made at; refused when the draft has moved on.
   */
  position: number;
  /**
   * So many changes before the position are taken away for these, in the same moment. Default 0.
   */
  replacing?: number;
}
export interface PlanChanges {
  /**
   * @minItems 1
   * @maxItems 500
   *
   * Items: A change of metadata/changes.
   */
  changes: {
    [k: string]: unknown;
  }[];
}
export interface MoveDraft {
  position: number;
}
export interface Publish {
  note?: string;
  /**
   * Release the plan was shown for; refused when another was published meanwhile.
   */
  base?: number;
}
export interface RollbackTarget {
  /**
   * Number of an earlier release.
   */
  to: number;
}
export interface Rollback {
  to: number;
  /**
   * The live release the plan stood on; refused when another is live meanwhile.
   */
  base?: number;
  note?: string;
}
export interface Deploy {
  note?: string;
}
/**
 * A person or team a note names.
 */
export interface Mention {
  entity: 'user' | 'team';
  id: string;
}
export interface AddNote {
  text: string;
  /**
   * Whom the text names as “@Name”. They are told, where they may see the record.
   *
   * @maxItems 50
   */
  mentions?: Mention[];
  /**
   * Id of the note this one answers.
   */
  parent?: string;
}
export interface EditNote {
  text: string;
  /**
   * @maxItems 50
   */
  mentions?: Mention[];
}
export interface NoteTexts {
  /**
   * What it said before, the latest first, and until when.
   */
  items: {
    text: string;
    until: string;
  }[];
}
export interface MentionableQuery {
  search?: string;
}
export interface Mentionable {
  items: {
    entity: 'user' | 'team';
    id: string;
    name: string;
    /**
     * May see the record. Of a team: those of its people are told who may.
     */
    sees: boolean;
  }[];
}
export interface NoticeQuery {
  limit?: number;
  cursor?: string;
  /**
   * Only those not yet read.
   */
  unread?: boolean;
}
/**
 * Without `ids`: all.
 */
export interface ReadNotices {
  /**
   * @maxItems 500
   */
  ids?: string[];
  /**
   * False: they count as new again. Default: true.
   */
  read?: boolean;
}
export interface NoticeSettings {
  /**
   * What I want to be told.
   */
  tell: {
    /**
     * A note names me or a team of mine.
     */
    mention: boolean;
    /**
     * A note on a record I follow.
     */
    note: boolean;
    /**
     * A change of a record I follow.
     */
    change: boolean;
    /**
     * A record became mine.
     */
    assigned: boolean;
    /**
     * A task was given to me.
     */
    task: boolean;
  };
  /**
   * Which records I follow by themselves.
   */
  follow: {
    /**
     * Records that become mine.
     */
    own: boolean;
    /**
     * Records I create.
     */
    created: boolean;
    /**
     * Records I write a note on.
     */
    noted: boolean;
    /**
     * Records in whose notes I am named.
     */
    mentioned: boolean;
  };
}
export interface SetFollowing {
  follows: boolean;
}
export interface Followers {
  items: {
    id: string;
    name: string;
  }[];
  /**
   * I am one of them.
   */
  follows: boolean;
}
export interface CreatePerson {
  name: string;
  email: string;
  password?: string;
  roles?: string[];
  language?: 'en' | 'uk' | 'ru';
}
export interface SetRoles {
  roles: string[];
}
export interface SetPassword {
  password: string;
}
export interface PersonItem {
  id: string;
  name: string;
  email: string;
  active: boolean;
  roles: string[];
  seenAt: string | null;
}
export interface PersonList {
  items: PersonItem[];
}
export interface ProcessItem {
  key: string;
  name: string;
  version: number;
  description: string | null;
  /**
   * Entity of the record the process is about.
   */
  entity: string | null;
  mayStart: boolean;
  /**
   * Running instances, all versions.
   */
  running: number;
  incidents: number;
  deployedAt: string;
}
export interface ProcessWhy {
  right: 'none' | 'see' | 'start' | 'operate';
  mayStart: boolean;
  /**
   * Why nobody can start it by hand: `inactive`, or it begins with an event only (`no_start`).
   */
  hindered: 'inactive' | 'no_start' | null;
  /**
   * What each of the person's roles permits.
   */
  roles: {
    role: string;
    name: string;
    right: 'none' | 'see' | 'start' | 'operate';
  }[];
  starters: {
    kind: 'person' | 'team' | 'role';
    name: string;
    /**
     * The person is meant by it.
     */
    met: boolean;
  }[];
  /**
   * Roles that let one start it, for who manages people.
   */
  others: {
    role: string;
    name: string;
  }[];
}
export interface ProcessList {
  items: ProcessItem[];
}
export interface ProcessDetail {
  item: ProcessItem;
  versions: {
    version: number;
    name: string;
    deployedAt: string;
    running: number;
  }[];
  startForm: TaskForm;
}
/**
 * What is filled in: a form of the solution by its key, or fields that the diagram or an imported form brings along. The apps lay both out by `#metadata/form.ts`.
 */
export interface TaskForm {
  /**
   * Form of the solution; null: `fields` are the form.
   */
  key: string | null;
  /**
   * Entity of the record the form is bound to.
   */
  entity: string | null;
  recordId: string | null;
  /**
   * Definitions of fields as in entities/*.yaml, by key; empty where `key` is given.
   */
  fields: {
    [k: string]: unknown;
  };
  /**
   * Sections as in forms/*.yaml; null: one below the other.
   */
  sections: unknown[] | null;
  /**
   * Values by key of field, in the wire form of their types.
   */
  values: {
    [k: string]: unknown;
  };
  /**
   * Version of the record, for the check against a stale write.
   */
  version: number | null;
  /**
   * What of an imported form is kept and not run, as sentences.
   */
  notRun: string[];
}
export interface StartInstance {
  /**
   * Values of the start form.
   */
  values?: {
    [k: string]: unknown;
  };
  /**
   * Process variables by name, in the state form of values: plain JSON, dates and the like as {"$date": …}.
   */
  variables?: {
    [k: string]: unknown;
  };
  businessKey?: string;
  /**
   * A certain version; default: the latest.
   */
  version?: number;
  record?: {
    entity: string;
    id: string;
  };
}
export interface Started {
  id: string;
  ended: boolean;
  /**
   * First open task that the person may do.
   */
  next: string | null;
}
export interface Deployment {
  id: string;
  release: number;
  processes: {
    key: string;
    name: string;
    version: number;
    changed: boolean;
  }[];
  decisions: {
    key: string;
    name: string;
    version: number;
    changed: boolean;
  }[];
  warnings: ModelProblem[];
}
export interface ModelProblem {
  severity: 'error' | 'warning';
  code: string;
  file: string;
  elementId?: string;
  message: string;
  /**
   * Names within the sentence.
   */
  params?: {
    [k: string]: unknown;
  };
}
export interface SendMessage {
  name: string;
  /**
   * Value of the correlation key.
   */
  correlation?: string;
  businessKey?: string;
  instanceId?: string;
  /**
   * Process variables by name, in the state form of values: plain JSON, dates and the like as {"$date": …}.
   */
  variables?: {
    [k: string]: unknown;
  };
  /**
   * Root variables that must be equal.
   */
  matching?: {
    [k: string]: unknown;
  };
  /**
   * Variables of the waiting activity's scope that must be equal.
   */
  localMatching?: {
    [k: string]: unknown;
  };
  /**
   * To every receiver instead of exactly one.
   */
  all?: boolean;
}
export interface Delivered {
  /**
   * Ids of the instances that went on or were started.
   */
  instances: string[];
}
export interface SendSignal {
  name: string;
  /**
   * Process variables by name, in the state form of values: plain JSON, dates and the like as {"$date": …}.
   */
  variables?: {
    [k: string]: unknown;
  };
}
export interface StatisticsQuery {
  /**
   * Only this version.
   */
  version?: number;
  /**
   * First day (UTC); 30 days ago where left out.
   */
  from?: string;
  /**
   * Last day; today where left out. At most 400 days.
   */
  to?: string;
}
export interface ElementFigures {
  element: string;
  /**
   * Tokens that wait there now.
   */
  now: number;
  /**
   * Open incidents.
   */
  incidents: number;
  done: number;
  cancelled: number;
  /**
   * Incidents that arose in the period.
   */
  failures: number;
  /**
   * Milliseconds; null where nothing was done.
   */
  medianMs: number | null;
  totalMs: number;
}
export interface IncidentGroup {
  element: string;
  code: string;
  message: string;
  count: number;
  first: string;
  last: string;
}
export interface VersionFigures {
  version: number;
  deployedAt: string;
  running: number;
  suspended: number;
  incidents: number;
  /**
   * In the period.
   */
  ended: number;
  cancelled: number;
}
export interface ProcessStatistics {
  versions: VersionFigures[];
  /**
   * From start to end, of instances that ended in the period.
   */
  medianMs: number | null;
  /**
   * There are so many running instances that the tokens of some were counted only.
   */
  sampled: boolean;
  elements: ElementFigures[];
  /**
   * Open incidents by element and cause, at most 100.
   */
  groups: IncidentGroup[];
}
export interface ProcessFigures {
  key: string;
  name: string;
  version: number;
  running: number;
  incidents: number;
  /**
   * In the last 30 days.
   */
  ended: number;
  /**
   * Milliseconds; null where nothing was done.
   */
  medianMs: number | null;
}
export interface ProcessFiguresList {
  items: ProcessFigures[];
}
export interface UpdateRecord {
  /**
   * Refuse with 409 `to_confirm` what the entity only warns of, so that a person can decide; false (default) saves it.
   */
  ask?: boolean;
  /**
   * Version the change was made on; needed unless If-Match is sent.
   */
  version?: number;
  /**
   * Field key → new value; fields left out stay.
   */
  values: {
    [k: string]: unknown;
  };
}
export interface CreateRecord {
  /**
   * Refuse with 409 `to_confirm` what the entity only warns of, so that a person can decide; false (default) saves it.
   */
  ask?: boolean;
  /**
   * Field key → value.
   */
  values: {
    [k: string]: unknown;
  };
}
export interface BulkRecords {
  deed: 'update' | 'delete' | 'restore';
  /**
   * @maxItems 10000
   */
  ids?: string[];
  /**
   * A filter instead of ids: a filter tree, or FEEL.
   */
  where?: {} | string;
  /**
   * For `update`.
   */
  values?: {
    [k: string]: unknown;
  };
}
export interface BulkResult {
  done: number;
  failed: {
    id: string;
    code: string;
    message: string;
  }[];
  /**
   * By which it can be taken back; null where nothing was done.
   */
  journal: string | null;
}
export interface TimelineQuery {
  limit?: number;
  cursor?: string;
  /**
   * Comma-separated: `change`, `note`, `file`, `process`, `task`.
   */
  kinds?: string;
  /**
   * Only notes written in this stage.
   */
  stage?: string;
}
export interface SavedView {
  key?: string;
  label: string;
  entity: string;
  /**
   * Whose view it is; default: one's own.
   */
  audience?: 'me' | 'team' | 'all';
  /**
   * Id of the team, for a view of a team.
   */
  team?: string;
  /**
   * As in views/*.yaml.
   */
  definition: {
    [k: string]: unknown;
  };
}
export interface ExportRecords {
  /**
   * Paths of the columns, in order.
   *
   * @minItems 1
   * @maxItems 200
   */
  fields: string[];
  /**
   * Which records: a filter tree, or FEEL.
   */
  where?: {} | string;
  /**
   * The filter of this view holds too.
   */
  view?: string;
  /**
   * Words looked for in the searched fields.
   */
  search?: string;
  /**
   * As in a query.
   *
   * @maxItems 5
   */
  sort?: string[];
  /**
   * `csv` where it is not said.
   */
  format?: 'csv' | 'xlsx';
}
export interface UndoResult {
  restored: number;
  /**
   * Records that an undo has left, the first hundred.
   */
  kept: KeptRecord[];
}
export interface DuplicateQuery {
  limit?: number;
  cursor?: string;
}
export interface DuplicateList {
  items: {
    /**
     * The oldest first.
     */
    records: {
      id: string;
      title: string;
    }[];
    /**
     * Which of them look like which, by their ids.
     */
    pairs: string[][];
    foundAt: string;
  }[];
  next: string | null;
}
export interface DismissDuplicate {
  /**
   * The first of them is not the same as any of the others.
   *
   * @minItems 2
   * @maxItems 200
   */
  ids: string[];
  /**
   * false takes it back.
   */
  dismissed?: boolean;
}
export interface MergeRecords {
  /**
   * The record that goes; it leads on to the one that stays.
   */
  other: string;
  /**
   * Of the record that stays, as the choice was made on it.
   */
  version: number;
  otherVersion: number;
  /**
   * Values that the record that stays gets.
   */
  values?: {};
}
export interface Merged {
  /**
   * By which it can be taken back.
   */
  journal: string;
}
export interface UpsertRecords {
  match: UpsertMatch;
  /**
   * @minItems 1
   * @maxItems 1000
   */
  rows: UpsertRow[];
}
export interface UpsertRow {
  /**
   * What the record is called elsewhere, e.g. `shop/4711`; kept, so that it is found by it from now on.
   */
  external?: string;
  /**
   * Field key → value.
   */
  values: {
    [k: string]: unknown;
  };
}
export interface Upserted {
  /**
   * In the order of the rows.
   */
  results: UpsertResult[];
}
export interface UpsertResult {
  /**
   * `linked`: the record is there and was left as it is; `skipped`: there is none and none was made.
   */
  deed: 'created' | 'updated' | 'unchanged' | 'linked' | 'skipped' | 'refused';
  id: string | null;
  errors?: InputProblem[];
}
export interface RetentionList {
  items: {
    entity: string;
    /**
     * Key of the rule within its entity.
     */
    rule: string;
    /**
     * Its name: a text, or texts by language.
     */
    label:
      | null
      | string
      | {
          [k: string]: string;
        };
    /**
     * Condition; null: all records.
     */
    where: string | null;
    /**
     * Field the time is counted from.
     */
    since: string;
    /**
     * ISO 8601 duration.
     */
    after: string;
    do: 'recycle' | 'erase' | 'anonymise';
    /**
     * Also locked documents.
     */
    locked: boolean;
    /**
     * The last run of the rule as it is now; null: it has not run yet.
     */
    last: null | {
      startedAt: string;
      /**
       * Null: under way.
       */
      endedAt: string | null;
      /**
       * Records it was carried out on.
       */
      done: number;
      /**
       * Records that stayed; the preview says why.
       */
      kept: number;
    };
  }[];
}
export interface TryRetention {
  /**
   * The rule as the definition of an entity has it.
   */
  rule: {};
}
export interface RetentionPreview {
  /**
   * Records the rule is about at this moment.
   */
  due: number;
  /**
   * There are more; they were not counted.
   */
  more: boolean;
  /**
   * Those of them that stay because a running process is about them or waits for them.
   */
  inProcesses: number;
  /**
   * Some of them.
   */
  records: {
    id: string;
    /**
     * Null where the person may not see it.
     */
    title: string | null;
  }[];
  /**
   * Records that the last run left, at most 100.
   */
  kept: {
    id: string;
    title: string | null;
    /**
     * `in_process`, `locked`, `still_referenced`, …
     */
    code: string;
    message: string;
  }[];
}
export interface SearchQuery {
  q: string;
  /**
   * Comma-separated keys.
   */
  entities?: string;
  limit?: number;
}
export interface SearchResult {
  items: {
    entity: string;
    id: string;
    title: string;
    subtitle: string;
    /**
     * The place in a long text where the words were found, in parts; left out where the title or a short field has them.
     */
    excerpt?: {
      text: string;
      found: boolean;
    }[];
  }[];
}
export interface SignIn {
  email: string;
  password: string;
  /**
   * The language chosen on the page; kept for a person who has none yet.
   */
  language?: 'en' | 'uk' | 'ru';
}
/**
 * The first administrator, by the one-time link that the first start prints.
 */
export interface SetUp {
  token: string;
  name: string;
  email: string;
  password: string;
  language?: Language;
}
/**
 * The person who is signed in, and what the apps need to begin.
 */
export interface Me {
  person: {
    id: string;
    name: string;
    email: string;
    language: Language;
    theme: Theme;
  };
  roles: string[];
  /**
   * What of the platform itself the person's roles allow.
   */
  may: (
    | 'design'
    | 'operate'
    | 'do_external_tasks'
    | 'import'
    | 'export'
    | 'manage_people'
    | 'view_as'
    | 'bulk_edit'
    | 'share_views'
  )[];
  /**
   * Who looks at the platform as this person; absent where it is the person.
   */
  viewer?: {
    id: string;
    name: string;
  };
  /**
   * To be sent as x-potik-csrf with every request that changes something.
   */
  csrfToken: string;
  timezone: string;
  /**
   * Number of the release that is live.
   */
  release: number;
}
export interface BeginViewAs {
  /**
   * Id of the person.
   */
  person: string;
}
export interface Preferences {
  language?: Language;
  theme?: Theme;
  timezone?: string;
}
export interface ChangePassword {
  current: string;
  next: string;
}
/**
 * What the sign-in page needs to know before anybody has signed in.
 */
export interface InstallationState {
  setupNeeded: boolean;
  /**
   * People of the demo with their passwords; empty in every other installation.
   */
  demo: {
    name: string;
    role: string;
    email: string;
    password: string;
  }[];
}
export interface ShareList {
  items: Share[];
  /**
   * The asking person may share it further and take back.
   */
  mayShare: boolean;
}
export interface Share {
  id: string;
  kind: 'person' | 'team' | 'role';
  /**
   * Id of the person or team, key of the role.
   */
  holder: string;
  name: string;
  edit: boolean;
  until: string | null;
  createdAt: string;
}
export interface ShareRecord {
  kind: 'person' | 'team' | 'role';
  /**
   * Id of the person or team, key of the role.
   */
  holder: string;
  /**
   * They may change it too; only see it unless said.
   */
  edit?: boolean;
  /**
   * When it ends by itself; never unless said.
   */
  until?: string | null;
}
export interface WhyQuery {
  /**
   * `edit` unless said.
   */
  action?: 'see' | 'edit' | 'delete' | 'export' | 'share';
  /**
   * Whether this field may be changed.
   */
  field?: string;
  /**
   * Id of another person; needs the right to view as others.
   */
  as?: string;
}
export interface Why {
  action: string;
  allowed: boolean;
  /**
   * It is in the recycle bin.
   */
  deleted: boolean;
  /**
   * It was shared with the person for this.
   */
  shared: boolean;
  /**
   * The right on the field asked for; `some`: in some records only.
   */
  field: 'write' | 'some' | 'read' | 'hidden' | null;
  /**
   * What each role of the person says.
   */
  roles: {
    role: string;
    name: string;
    /**
     * none, own, team, subtree, all, `as <field>` of what it is part of, or the rule.
     */
    scope: string;
    /**
     * It holds of this record.
     */
    met: boolean;
    /**
     * What the role says of the field; null: nothing.
     */
    field?: string | null;
  }[];
  /**
   * Roles that permit it of all records; for who may give roles.
   */
  others: {
    role: string;
    name: string;
  }[];
}
export interface TaskQuery {
  /**
   * `assigned` (mine), `overdue`, `today`, `later` (follow-up), `group:<key>` (a team queue), `mine_and_queues` (all I may do), `done`, `all` (operators).
   */
  queue?: string;
  /**
   * Only of this process key.
   */
  process?: string;
  /**
   * Only of this process instance.
   */
  instance?: string;
  /**
   * Only of processes about this record, by its id.
   */
  record?: string;
  /**
   * Text in the name.
   */
  search?: string;
  /**
   * `due` (default), `-due`, `priority`, `created`, `-created`, `name`.
   */
  sort?: string;
  limit?: number;
  cursor?: string;
}
export interface TaskItem {
  /**
   * `<instance>.<key>`
   */
  id: string;
  name: string;
  /**
   * Id of the element in the diagram.
   */
  element: string;
  process: {
    key: string;
    name: string;
    version: number;
    instanceId: string;
  };
  record: RecordRef | null;
  assignee: PersonRef | null;
  candidates: {
    people: PersonRef[];
    groups: {
      key: string;
      name: string;
    }[];
  };
  priority: number;
  dueAt: string | null;
  followUpAt: string | null;
  createdAt: string;
  /**
   * Only in the queue `done`.
   */
  doneAt?: string;
  outcome?: string | null;
}
export interface TaskList {
  items: TaskItem[];
  next: string | null;
}
export interface TaskQueues {
  mine: {
    assigned: number;
    overdue: number;
    today: number;
    later: number;
  };
  /**
   * Team queues of the person, with what nobody has taken yet.
   */
  groups: {
    key: string;
    name: string;
    count: number;
  }[];
}
export interface Outcome {
  key: string;
  label: string;
  /**
   * What happens next, in words, where it is known.
   */
  then?: string;
}
export interface PersonQuery {
  /**
   * Id of another person; needs the right to view as others.
   */
  as?: string;
}
export interface TaskWhy {
  see: boolean;
  claim: boolean;
  complete: boolean;
  /**
   * `assignee`: it is theirs. `candidate`: it waits in a queue of theirs. `taken`: it does not any more, somebody has it. `operator`: they only watch over the process. `none`: it was given to others.
   */
  because: 'assignee' | 'candidate' | 'taken' | 'operator' | 'none';
  assignee: null | PersonRef;
  candidates: {
    kind: 'person' | 'team' | 'role';
    name: string;
    /**
     * The person is meant by it.
     */
    met: boolean;
  }[];
}
export interface TaskDetail {
  item: TaskItem;
  description: string | null;
  form: TaskForm;
  outcomes: Outcome[];
  draft: {
    /**
     * Values as typed.
     */
    values: {
      [k: string]: unknown;
    };
    savedAt: string;
  } | null;
  may: {
    claim: boolean;
    unclaim: boolean;
    complete: boolean;
    delegate: boolean;
  };
  step: {
    done: number;
    /**
     * Items: Ids of the elements where the instance stands.
     */
    current: string[];
  };
}
export interface CompleteTask {
  /**
   * Values by key of form field; only writable fields.
   */
  values?: {
    [k: string]: unknown;
  };
  outcome?: string;
  /**
   * Version of the record the form showed.
   */
  version?: number;
  /**
   * Process variables by name, in the state form of values: plain JSON, dates and the like as {"$date": …}.
   */
  variables?: {
    [k: string]: unknown;
  };
  /**
   * Refuse what the record's entity warns of with 409 `to_confirm`, so that somebody can answer; sent again without it, it is saved.
   */
  ask?: boolean;
}
export interface CompletedTask {
  instanceId: string;
  /**
   * The instance is over.
   */
  ended: boolean;
  /**
   * The next open task of the same instance that the person may do.
   */
  next: string | null;
}
export interface ClaimTask {
  /**
   * Somebody else, by id (operators); default: oneself.
   */
  person?: string;
}
export interface DelegateTask {
  /**
   * Id of the person who shall do it.
   */
  person: string;
}
export interface SaveDraft {
  /**
   * Values as typed, not yet checked.
   */
  values: {
    [k: string]: unknown;
  };
}
export interface PlanTask {
  followUpAt: string | null;
  dueAt?: string | null;
  priority?: number;
}
export interface WebhookList {
  items: WebhookItem[];
}
export interface WebhookItem {
  key: string;
  solution: string;
  label:
    | string
    | {
        [k: string]: string;
      }
    | null;
  /**
   * Key of the entity or process.
   */
  about: string;
  events: string[];
  /**
   * `paused`: by the platform, after it failed for days; calls are kept.
   */
  state: 'off' | 'on' | 'paused';
  url: string | null;
  /**
   * The address is this installation's, not the definition's.
   */
  ownUrl: boolean;
  /**
   * It has a key to sign with.
   */
  signed: boolean;
  /**
   * Headers whose values are secrets.
   */
  headers: {
    name: string;
    set: boolean;
  }[];
  failingSince: string | null;
  reason: string | null;
  waiting: number;
  /**
   * Within the last day.
   */
  sent: number;
  /**
   * Given up within the last day.
   */
  failed: number;
  /**
   * The last success.
   */
  lastAt: string | null;
}
export interface SetWebhook {
  /**
   * Address for this installation; empty: the definition's.
   */
  url?: string;
  /**
   * Values of secret headers by name; null takes one away.
   */
  headers?: {
    [k: string]: string | null;
  };
}
export interface SwitchWebhook {
  on: boolean;
}
export interface WebhookSecret {
  /**
   * The key, told this once; null where there is one already.
   */
  secret: string | null;
}
export interface WebhookTest {
  at: string;
  /**
   * HTTP status; null where there was no answer.
   */
  status: number | null;
  /**
   * Milliseconds it took.
   */
  ms: number;
  /**
   * How the answer began.
   */
  answer: string;
  /**
   * What went wrong, in a sentence.
   */
  error: string | null;
}
export interface DeliveryQuery {
  cursor?: string;
  limit?: number;
  state?: 'waiting' | 'sent' | 'failed' | 'dropped';
}
export interface DeliveryList {
  items: DeliveryItem[];
  next: string | null;
}
export interface DeliveryItem {
  id: string;
  type: string;
  subject: string;
  /**
   * `dropped`: the webhook's role may not see the record, or it was switched off.
   */
  state: 'waiting' | 'sent' | 'failed' | 'dropped';
  createdAt: string;
  /**
   * When it is tried next.
   */
  dueAt: string | null;
  attempts: WebhookTest[];
  resentOf: string | null;
  /**
   * What is kept of the event; the call tells of it what the webhook's role may see.
   */
  payload: {
    [k: string]: unknown;
  };
}
