/**
 * A filter as a frozen tree over resolved fields: what filters of people (JSON), filters of definitions (FEEL) and rights
 * all become before SQL is written from it.
 */
import type { Column, Entity, Field } from '../registry/model.ts';
import type { Json } from '../value.ts';

/** A readable place reached from a root by lookups. */
export interface Place {
  /** `record`: the rows that are asked for; `me`: the person who asks; `edited`: the record a lookup is chosen for. */
  readonly root: 'record' | 'me' | 'edited';
  /** Entity of the root. */
  readonly from: Entity;
  /** Lookup fields on the way. */
  readonly steps: readonly Field[];
  /** Entity the last field belongs to. */
  readonly entity: Entity;
  /** The last field; null for the title of `entity`. */
  readonly field: Field | null;
  /** The column that is compared: the field's main one, or a part such as `amount_currency`; null for titles and children. */
  readonly column: Column | null;
}

export type Scalar =
  | { readonly kind: 'place'; readonly place: Place }
  /** A value in the form PostgreSQL reads, cast to `sql`. */
  | { readonly kind: 'value'; readonly value: Json; readonly sql: string }
  /** The id of the person who asks. */
  | { readonly kind: 'me' }
  /** The present instant, shifted. */
  | { readonly kind: 'now'; readonly shift: Shift }
  /** Today in the person's zone, shifted: the date, or the instant it begins. */
  | { readonly kind: 'today'; readonly as: 'date' | 'instant'; readonly shift: Shift }
  | {
      readonly kind: 'arithmetic';
      readonly operator: '+' | '-' | '*' | '/';
      readonly left: Scalar;
      readonly right: Scalar;
    }
  /** What a record's stage says: its probability or outcome. */
  | { readonly kind: 'stage'; readonly place: Place; readonly attribute: 'key' | 'probability' | 'outcome' }
  | { readonly kind: 'text'; readonly change: 'lower' | 'upper'; readonly of: Scalar };

export interface Shift {
  readonly months: number;
  readonly seconds: number;
}

export const NO_SHIFT: Shift = { months: 0, seconds: 0 };

export type Comparison = '=' | '!=' | '<' | '<=' | '>' | '>=';

export type FilterNode =
  | { readonly kind: 'all'; readonly items: readonly FilterNode[] }
  | { readonly kind: 'any'; readonly items: readonly FilterNode[] }
  | { readonly kind: 'not'; readonly item: FilterNode }
  | { readonly kind: 'compare'; readonly operator: Comparison; readonly left: Scalar; readonly right: Scalar }
  /** One operator of `operators.ts` over a place. */
  | {
      readonly kind: 'operator';
      readonly key: string;
      readonly place: Place;
      readonly operands: readonly Scalar[];
    }
  | { readonly kind: 'in'; readonly left: Scalar; readonly list: readonly Scalar[] }
  | { readonly kind: 'empty'; readonly of: Scalar }
  | { readonly kind: 'true'; readonly of: Scalar }
  /** Some child (or linked record) meets the condition; its own rights hold as well. */
  | {
      readonly kind: 'exists';
      readonly place: Place;
      readonly child: Entity;
      readonly by: Field;
      readonly where: FilterNode | null;
    }
  /** The person's teams have this one among them (`list contains(me.teams, …)`). */
  | { readonly kind: 'my_team'; readonly of: Scalar }
  /** The owner is the person, somebody of the person's teams, or somebody of the person's departments. */
  | { readonly kind: 'owned'; readonly owner: Place; readonly by: 'me' | 'teams' | 'departments' }
  /** The record that a lookup names meets the condition. */
  | { readonly kind: 'of'; readonly lookup: Place; readonly entity: Entity; readonly where: FilterNode }
  /** Written by a designer: reads what it must, whoever asks. */
  | { readonly kind: 'trusted'; readonly item: FilterNode }
  /** It was shared with the person, one of their teams or roles; to be changed where `edit`. */
  | { readonly kind: 'shared'; readonly entity: string; readonly edit: boolean }
  /** One of these records. */
  | { readonly kind: 'ids'; readonly ids: readonly string[] };

export const EVERYTHING: FilterNode = { kind: 'all', items: [] };
export const NOTHING: FilterNode = { kind: 'any', items: [] };

export function isEverything(node: FilterNode): boolean {
  return node.kind === 'all' && node.items.length === 0;
}

export function isNothing(node: FilterNode): boolean {
  return node.kind === 'any' && node.items.length === 0;
}

/** All of them, with what is certain left out. */
export function all(items: readonly FilterNode[]): FilterNode {
  const real = items.filter((item) => !isEverything(item));
  if (real.some(isNothing)) return NOTHING;
  return real.length === 1 ? real[0]! : { kind: 'all', items: real };
}

/** Any of them, with what is certain left out. */
export function any(items: readonly FilterNode[]): FilterNode {
  const real = items.filter((item) => !isNothing(item));
  if (real.some(isEverything)) return EVERYTHING;
  return real.length === 1 ? real[0]! : { kind: 'any', items: real };
}

/** Every place a filter reads, of nested conditions too. */
export function* placesOf(node: FilterNode): Generator<Place> {
  switch (node.kind) {
    case 'all':
    case 'any':
      for (const item of node.items) yield* placesOf(item);
      break;
    case 'not':
    case 'trusted':
      yield* placesOf(node.item);
      break;
    case 'compare':
      yield* scalarPlaces(node.left);
      yield* scalarPlaces(node.right);
      break;
    case 'operator':
      yield node.place;
      for (const operand of node.operands) yield* scalarPlaces(operand);
      break;
    case 'in':
      yield* scalarPlaces(node.left);
      for (const item of node.list) yield* scalarPlaces(item);
      break;
    case 'empty':
    case 'true':
    case 'my_team':
      yield* scalarPlaces(node.of);
      break;
    case 'exists':
      yield node.place;
      if (node.where) yield* placesOf(node.where);
      break;
    case 'owned':
      yield node.owner;
      break;
    case 'of':
      yield node.lookup;
      yield* placesOf(node.where);
      break;
    case 'shared':
    case 'ids':
      break;
  }
}

// helpers //////////

function* scalarPlaces(scalar: Scalar): Generator<Place> {
  if (scalar.kind === 'place' || scalar.kind === 'stage') yield scalar.place;
  else if (scalar.kind === 'arithmetic') {
    yield* scalarPlaces(scalar.left);
    yield* scalarPlaces(scalar.right);
  } else if (scalar.kind === 'text') yield* scalarPlaces(scalar.of);
}
