/**
 * What every kind of change answers for itself: how it changes a configuration, how it is undone, what it is called, what
 * follows from it. What it does to the database follows from comparing the shapes before and after (`ddl/diff.ts`), to which
 * it gives hints. One object a file in this folder, one line in `table.ts`.
 */
import type { Hints, Tombstone } from '../ddl/steps.ts';
import type { Configuration } from '../definition.ts';
import { type Label, textOf } from '../label.ts';
import type { Entity, Field, Registry } from '../registry/model.ts';
import type { Json } from '../value.ts';

/** A change as data, as drafts keep it: `change` names its kind, the rest are its parts. */
export interface Change {
  readonly change: string;
  readonly [part: string]: Json | undefined;
}

export type Applied =
  | { readonly ok: true; readonly configuration: Configuration }
  | { readonly ok: false; readonly message: string };

/** A sentence with its code and parts, for translation. */
export interface Words {
  readonly code: string;
  readonly text: string;
  /** Names come in all their languages, so that the sentence can be said in one. */
  readonly params: Readonly<Record<string, Label | number>>;
}

/** What follows from a change, shown before it happens. */
export interface Consequence extends Words {
  readonly severity: 'info' | 'warning' | 'danger';
}

/** Values that would go from one field to another. */
export interface Moved {
  readonly values: number;
  /** Records that several different values go to. */
  readonly conflicts: number;
  /** Values without a record to go to. */
  readonly homeless: number;
}

/** What the database says, gathered by the server before a plan is shown. */
export interface Facts {
  /** Rows of a table, about; 0 for one that does not exist. */
  rows(table: string): number;
  /** Records with a value in the field, where that was asked for. */
  values(entity: string, field: string): number | null;
  /** Values that a retyping would lose, where that was asked for. */
  lost(entity: string, field: string): number | null;
  /** Of a field that takes values over, where that was asked for. */
  moved(entity: string, field: string): Moved | null;
  /** Some of the values that a retyping would lose, the most frequent first. */
  examples(entity: string, field: string): readonly string[];
  readonly tombstones: readonly Tombstone[];
}

/** A field before and after all changes, whatever it is called meanwhile. */
export interface Subject {
  readonly old: Entity;
  readonly now: Entity;
  readonly was: Field;
  readonly is: Field;
  /** Its values are rewritten. */
  readonly retyped: boolean;
}

export interface ChangeContext {
  readonly before: Registry;
  readonly after: Registry;
  /** Number of the release that is being made. */
  readonly release: number;
  readonly facts: Facts;
  /** The field the change is about, where it is there before and after. */
  readonly subject: Subject | null;
  /** Tables as they are called before, by key of their entity afterwards. */
  readonly tables: ReadonlyMap<string, string>;
}

/** JSON type of a part of a change; with `?` it may be left out. */
export type PartType = 'text' | 'object' | 'list' | 'any' | 'text?' | 'object?';

export interface ChangeKind<C extends Change = Change> {
  readonly key: string;
  /** Parts a change of this kind must have, checked when a draft receives it. */
  readonly parts: Readonly<Record<string, PartType>>;
  apply(configuration: Configuration, change: C): Applied;
  /** The change that takes it back; `before` is the configuration it was applied to. */
  invert(before: Configuration, change: C): Change;
  words(change: C, context: Pick<ChangeContext, 'before' | 'after'>): Words;
  /** Definition it is about, for grouping: `entity/deal`. */
  about(change: C): string;
  /** The field of an entity it is about, by which steps of the plan belong to it. */
  field?(change: C): string;
  /** For those that give another name: of which definition, of which field of it (null: of itself), and the new name. */
  renames?(change: C): { readonly definition: string; readonly field: string | null; readonly to: string };
  hints?(change: C, hints: Hints, context: Pick<ChangeContext, 'before' | 'after'>): void;
  consequences?(change: C, context: ChangeContext): readonly Consequence[];
}

export function defineChange<C extends Change>(kind: ChangeKind<C>): ChangeKind {
  return Object.freeze(kind) as unknown as ChangeKind;
}

export function refused(message: string): Applied {
  return { ok: false, message };
}

/** `Customer: field "Region" removed` from `field_removed` and its parts. */
export function words(code: string, text: string, params: Words['params'] = {}): Words {
  return {
    code,
    text: text.replaceAll(/\{([a-z]+)\}/g, (_, name: string) => {
      const value = params[name];
      return typeof value === 'number' ? String(value) : textOf(value, 'en', '');
    }),
    params,
  };
}

export function consequence(
  severity: Consequence['severity'],
  code: string,
  text: string,
  params: Words['params'] = {},
): Consequence {
  return { severity, ...words(code, text, params) };
}
