/**
 * A unit of writing: everything one deed changes, within one transaction. Holds whose rights count, the records as they now
 * stand, and what they were before, from which the change log and the calculations follow.
 */
import type { Rights } from '#metadata/access.ts';
import type { Entity, Registry } from '#metadata/registry.ts';
import type { RowAsker, RowValues } from '#metadata/rows.ts';
import type { Principal } from '../auth/principal.ts';
import type { Cause } from '../cause.ts';
import type { Transaction } from '../db/database.ts';
import { newId } from '../ids.ts';

export type RecordKey = string;

/** A deed on a record, as the change log names it; `calculated`: only its formulas and sums have changed. */
export type ChangeKind = 'created' | 'changed' | 'deleted' | 'restored' | 'calculated';

export interface Change {
  readonly entity: Entity;
  readonly id: string;
  readonly before: RowValues | null;
  kind: ChangeKind;
}

/** Which of the rows that came in it belongs to, for problems that are found later. */
export interface Origin {
  readonly row: number;
  readonly path: string;
}

/** Who makes a change, and when. */
export interface Maker {
  readonly principal: Principal;
  /** Milliseconds. */
  readonly now: number;
  /** The same as ISO 8601. */
  readonly at: string;
}

/** The maker of the unit is the one whose rights count. */
export interface Unit extends Maker {
  readonly tx: Transaction;
  readonly registry: Registry;
  readonly release: number;
  readonly rights: Rights;
  readonly asker: RowAsker;
  readonly cause: Cause;
  /** The cause of a row that came in, where rows have causes of their own. */
  readonly causeOf?: (row: number) => Cause;
  /** Makers of rows that came in, where rows tell of what others did before; a row without one is made by the unit's. */
  readonly makers: ReadonlyMap<number, Maker>;
  /** The journal of the deed this unit is part of, where it can be taken back. */
  readonly journal: string | null;
  /** What is locked stays so, whoever writes. */
  readonly keepsLocks: boolean;
  /** Somebody can answer: what an entity warns of is asked before it is saved. */
  readonly ask: boolean;
  /** Records this unit has locked, as they now stand. */
  readonly known: Map<RecordKey, RowValues>;
  /** Records read for formulas and defaults; null: there is none. */
  readonly related: Map<RecordKey, RowValues | null>;
  readonly titles: Map<RecordKey, string | null>;
  readonly changes: Map<RecordKey, Change>;
  readonly origins: Map<RecordKey, Origin>;
  /** Records whose own formulas were calculated as they were written. */
  readonly calculated: Set<RecordKey>;
  /** Locked records that a process was let into. */
  readonly unlocked: Set<RecordKey>;
  /** Seals secrets before they are stored. */
  readonly seal: (text: string) => string;
  /** How deep records have been saved within records; a limit shows a cycle. */
  depth: number;
  /** Orders were written into the outbox. */
  ordered: boolean;
}

export const keyOf = (entity: string, id: string): RecordKey => `${entity}:${id}`;

export interface UnitFacts
  extends Pick<
    Unit,
    | 'tx'
    | 'registry'
    | 'release'
    | 'principal'
    | 'rights'
    | 'asker'
    | 'cause'
    | 'causeOf'
    | 'makers'
    | 'ask'
    | 'keepsLocks'
    | 'journal'
    | 'now'
    | 'seal'
  > {}

export function beginUnit(facts: UnitFacts): Unit {
  return {
    ...facts,
    at: new Date(facts.now).toISOString(),
    known: new Map(),
    related: new Map(),
    titles: new Map(),
    changes: new Map(),
    origins: new Map(),
    calculated: new Set(),
    unlocked: new Set(),
    depth: 0,
    ordered: false,
  };
}

/** Notes that a record is now as `after` says; the first note keeps what it was before. */
export function noteChange(
  unit: Unit,
  entity: Entity,
  id: string,
  before: RowValues | null,
  after: RowValues,
  kind: ChangeKind,
): void {
  const key = keyOf(entity.key, id);
  unit.known.set(key, after);
  const noted = unit.changes.get(key);
  if (!noted) unit.changes.set(key, { entity, id, before, kind });
  else if (STRENGTH.indexOf(kind) > STRENGTH.indexOf(noted.kind)) noted.kind = kind;
}

/** A fresh id for a record of this unit that comes of this row. */
export function idIn(unit: Unit, row: number): string {
  return newId(makerOf(unit, row).now);
}

/** Who makes what comes of this row, and when. */
export function makerOf(unit: Unit, row: number): Maker {
  return unit.makers.get(row) ?? unit;
}

/** Who writes this record and when; the unit's maker where no row came in for it. */
export function makerOfRecord(unit: Unit, key: RecordKey): Maker {
  const origin = unit.origins.get(key);
  return origin ? makerOf(unit, origin.row) : unit;
}

/** The record as it now stands in this unit, if it has been read. */
export function recordIn(unit: Unit, entity: string, id: string): RowValues | null | undefined {
  const key = keyOf(entity, id);
  return unit.known.get(key) ?? unit.related.get(key);
}

/** Those of these records that have been read, as they now stand. */
export function recordsIn(unit: Unit, entity: string, ids: readonly string[]): RowValues[] {
  const found: RowValues[] = [];
  for (const id of ids) {
    const values = recordIn(unit, entity, id);
    if (values) found.push(values);
  }
  return found;
}

// helpers //////////

/** What a record that went through several deeds of one unit is said to have been. */
const STRENGTH: readonly ChangeKind[] = ['calculated', 'changed', 'restored', 'deleted', 'created'];
