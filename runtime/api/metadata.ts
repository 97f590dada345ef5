/** The configuration: what is live, drafts, plan, publish, releases. */
import type { Change, Consequence, Words } from '#metadata/change.ts';
import type { DefinitionProblem } from '#metadata/definition.ts';
import { endpoint } from './endpoint.ts';
import type {
  AddChanges,
  Draft,
  Model,
  MoveDraft,
  PlanChanges,
  Publish,
  PublishedDefinition,
  Rollback,
  RollbackTarget,
} from './schemas/generated/api.ts';

export type {
  AddChanges,
  Draft,
  DraftChange,
  EntityAccess,
  Model,
  MoveDraft,
  PlanChanges,
  Publish,
  PublishedDefinition,
  Rollback,
  RollbackTarget,
  ScopeWord,
} from './schemas/generated/api.ts';

const def = (name: string) => ({ file: 'metadata', def: name });

export const getModel = endpoint<{ reply: Model }>()({
  method: 'GET',
  path: '/api/metadata/model',
  access: 'person',
  summary: 'The definitions the workspace works with, as far as the person may know of them.',
  reply: def('Model'),
});

export const getConfiguration = endpoint<{ reply: Model }>()({
  method: 'GET',
  path: '/api/metadata/configuration',
  access: 'design',
  summary: 'Every definition of the live release, for the designer.',
  reply: def('Model'),
});

export const getDraft = endpoint<{ reply: Draft }>()({
  method: 'GET',
  path: '/api/metadata/draft',
  access: 'design',
  summary: 'My draft; empty when I have changed nothing.',
  reply: def('Draft'),
});

export const addChanges = endpoint<{ body: AddChanges; reply: Draft }>()({
  method: 'POST',
  path: '/api/metadata/draft/changes',
  access: 'design',
  summary: 'Adds changes to my draft; what was undone is dropped.',
  body: def('AddChanges'),
  reply: def('Draft'),
});

export const moveDraft = endpoint<{ body: MoveDraft; reply: Draft }>()({
  method: 'PUT',
  path: '/api/metadata/draft/position',
  access: 'design',
  summary: 'Undo and redo: which changes of my draft are in force.',
  body: def('MoveDraft'),
  reply: def('Draft'),
});

export const discardDraft = endpoint()({
  method: 'DELETE',
  path: '/api/metadata/draft',
  access: 'design',
  summary: 'Drops my draft.',
  status: 204,
});

/** A planned change with its consequences and its statements, as `metadata/plan.ts` makes them. */
export interface PlannedChangeReply {
  readonly change: Change;
  readonly words: Words;
  /** Definition it is about: `entity/deal`. */
  readonly about: string;
  readonly consequences: readonly Consequence[];
  readonly sql: readonly string[];
}

export interface PlanReply {
  /** Release the plan stands on; `publishDraft` takes it. */
  readonly base: number;
  readonly next: number;
  readonly changes: readonly PlannedChangeReply[];
  /** Of the metadata and of its processes and decisions; errors block publishing. */
  readonly problems: readonly DefinitionProblem[];
}

export const planDraft = endpoint<{ reply: PlanReply }>()({
  method: 'POST',
  path: '/api/metadata/draft/plan',
  access: 'design',
  summary: 'What publishing my draft would do: changes in words, consequences, SQL, problems.',
});

export const planChanges = endpoint<{ body: PlanChanges; reply: PlanReply }>()({
  method: 'POST',
  path: '/api/metadata/draft/changes/plan',
  access: 'design',
  summary:
    'What further changes would do behind those of my draft; nothing is kept. They stand last in the reply.',
  body: def('PlanChanges'),
});

export const publishDraft = endpoint<{ body: Publish; reply: { release: number } }>()({
  method: 'POST',
  path: '/api/metadata/draft/publish',
  access: 'design',
  summary: 'Publishes my draft as the next release.',
  body: def('Publish'),
  status: 201,
});

export interface ReleaseItem {
  readonly number: number;
  readonly at: string;
  readonly by: { readonly id: string | null; readonly name: string } | null;
  readonly note: string;
  readonly changes: readonly { readonly words: Words; readonly about: string }[];
}

export const listReleases = endpoint<{
  query: { limit?: number; cursor?: string };
  reply: { items: ReleaseItem[]; next: string | null };
}>()({
  method: 'GET',
  path: '/api/metadata/releases',
  access: 'design',
  summary: 'Releases, latest first.',
  query: { file: 'common', def: 'PageQuery' },
});

/** A release as it was: its definitions, to be compared with another. */
export interface ReleaseDetail {
  readonly number: number;
  readonly definitions: readonly PublishedDefinition[];
}

export const getRelease = endpoint<{ reply: ReleaseDetail }>()({
  method: 'GET',
  path: '/api/metadata/releases/:number',
  access: 'design',
  summary: 'A release with every definition as it was then.',
});

export const planRollback = endpoint<{ body: RollbackTarget; reply: PlanReply }>()({
  method: 'POST',
  path: '/api/metadata/rollback/plan',
  access: 'design',
  summary: 'What rolling back to a release would do; nothing is changed.',
  body: def('RollbackTarget'),
});

export const rollback = endpoint<{ body: Rollback; reply: { release: number } }>()({
  method: 'POST',
  path: '/api/metadata/rollback',
  access: 'design',
  summary: 'Makes a new release equal to an earlier one.',
  body: def('Rollback'),
  status: 201,
});

/** An index that a large table lacks, or that nobody uses. */
export interface IndexAdvice {
  readonly entity: string;
  readonly field: string;
  readonly advice: 'add' | 'drop';
  /** Sentences with the figures it stands on and what to do. */
  readonly why: string;
  /** Of the entity, about. */
  readonly records: number;
  /** Saved views that filter by the field. */
  readonly views: number;
  /** Lists or figures that were slow without it; null where only views ask for it. */
  readonly slow: SlowFigures | null;
  /** Size of an index nobody uses. */
  readonly bytes: number | null;
}

/** What was slow ten times or more in the last 30 days, without any value. */
export interface SlowFigures {
  readonly what: 'list' | 'figures';
  /** Fields that narrow it. */
  readonly filters: readonly string[];
  /** Words are searched. */
  readonly search: boolean;
  /** As in a query: `-created_at`. */
  readonly sort: readonly string[];
  /** What lacks an index: a condition, or the order of a list that no condition narrows by an index. */
  readonly lacks: 'filter' | 'order';
  readonly count: number;
  readonly averageMs: number;
  readonly mostMs: number;
}

export const adviseIndexes = endpoint<{ reply: { items: IndexAdvice[] } }>()({
  method: 'GET',
  path: '/api/metadata/index-advice',
  access: 'design',
  summary:
    'Which indexes large tables lack, by saved views and by lists that were slow in the last 30 days, and which nobody uses.',
});
