/** What publishing does to the database, as data: the steps of a plan, and what was put aside. */
import type { Json } from '../value.ts';

/** What a step is about, so that a plan can show it with its change. */
export interface About {
  readonly entity: string;
  readonly field: string | null;
}

export type Step = { readonly about: About } & StepDeed;

/**
 * One thing publishing does to the database (DECISIONS 8). `prepare` runs before, invisible and resumable; `switch` in the
 * one short transaction; `finish` after, with progress.
 */
export type StepDeed =
  | {
      readonly phase: 'prepare' | 'finish';
      readonly kind: 'statement';
      readonly sql: string;
      readonly undo?: string;
    }
  /** `create index concurrently`, outside any transaction. A unique one may find duplicates. */
  | {
      readonly phase: 'prepare' | 'finish';
      readonly kind: 'index';
      readonly sql: string;
      readonly name: string;
      readonly unique: { readonly entity: string; readonly fields: readonly string[] } | null;
      readonly undo: string;
    }
  /** Fills new columns of a table from old ones, some thousand rows at a time. */
  | {
      readonly phase: 'prepare' | 'finish';
      readonly kind: 'backfill';
      /** In `set` and `where` its rows are called `t`, where columns of others stand beside. */
      readonly table: string;
      readonly set: string;
      readonly where: string;
    }
  | { readonly phase: 'switch'; readonly kind: 'statement'; readonly sql: string }
  /** Calculates a field of all records anew. */
  | {
      readonly phase: 'finish';
      readonly kind: 'recalculate';
      readonly entity: string;
      readonly field: string;
    }
  /** Remembers what was put aside, so that it can be brought back until it is purged. */
  | { readonly phase: 'switch'; readonly kind: 'tombstone'; readonly tombstone: Tombstone }
  | { readonly phase: 'switch'; readonly kind: 'revive'; readonly tombstone: Tombstone };

/** A dropped or retyped field, or a dropped entity, whose values are kept under other names. */
export interface Tombstone {
  readonly entity: string;
  /** Null for a whole entity. */
  readonly field: string | null;
  /** Release that put it aside. */
  readonly release: number;
  readonly table: string;
  /** Column now → column as it was, with SQL types to know whether they still fit. */
  readonly columns: readonly { readonly now: string; readonly was: string; readonly sql: string }[];
  /** Definition of the field or entity, for whoever brings it back. */
  readonly definition: Json;
  /** Of a retyped field: SQL of what the main value became, over the columns put aside. Null for what was dropped. */
  readonly became: string | null;
}

/** What two shapes can't tell: names that changed, values that convert by a table. */
export interface Hints {
  /** Entity key before → after. */
  readonly entities: Map<string, string>;
  /** `deal.region` (keys before) → field key after. */
  readonly fields: Map<string, string>;
  /** `deal.source` (keys after) → old value → new value or null. */
  readonly values: Map<string, Readonly<Record<string, string | null>>>;
  /** `deal.city` (keys after) → key the field had when its values were put aside; of an entity: `deal` → key. */
  readonly formerly: Map<string, string>;
  /** `customer.city` (keys after) → the field whose values it takes over. */
  readonly moves: Map<string, Move>;
}

export interface Move {
  /** The source by its keys before. */
  readonly entity: string;
  readonly field: string;
  /** Lookup between the two entities; null within the same record. */
  readonly along: string | null;
  /** Old value → new one, within the same record. */
  readonly values: Readonly<Record<string, string>> | null;
}

export function noHints(): Hints {
  return { entities: new Map(), fields: new Map(), values: new Map(), formerly: new Map(), moves: new Map() };
}
