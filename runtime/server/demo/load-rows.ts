/**
 * Writes rows of data through the write path of records: each as if its person had made it at its time, with the moves of its
 * stage after that. Runs within one transaction, so that all rows are there or none.
 */
import { type Field, parseText } from '#metadata/field.ts';
import type { Registry } from '#metadata/registry.ts';
import type { Json } from '#metadata/value.ts';
import { type Principal, systemPrincipal } from '../auth/principal.ts';
import { causeOf } from '../cause.ts';
import type { Clock } from '../clock.ts';
import type { Transaction } from '../db/database.ts';
import type { Records } from '../records/records.ts';
import { pastMoment, relativeMoment, type Today } from './moment.ts';
import { type DataRow, dataConventions, type StageMove } from './read-data.ts';

/** Ids of records by `entity/id` of the data. */
export type Ids = Map<string, string>;

export interface LoadGround {
  readonly tx: Transaction;
  readonly registry: Registry;
  /** Records on the clock below. */
  readonly records: Records;
  /** Moved to the time of each deed. */
  readonly clock: MovableClock;
  readonly today: Today;
}

export interface MovableClock extends Clock {
  set(now: number): void;
}

export function movableClock(begin: number): MovableClock {
  let now = begin;
  return {
    now: () => now,
    // Nothing waits for it.
    at: () => () => {},
    set: (to) => {
      now = to;
    },
  };
}

/** Creates the records in the order of the rows, lines with what they belong to; gives the id of each. */
export async function loadRows(ground: LoadGround, rows: readonly DataRow[]): Promise<Ids> {
  const ids: Ids = new Map();
  const lines = linesOf(rows, ground.registry);
  const later: DataRow[] = [];
  for (const set of setsOf(rows.filter(({ entity }) => !isLine(entity, ground.registry)))) {
    const made = set.map((row): Written => {
      const { values, missing } = valuesOf(row, ids, ground);
      if (missing.length > 0) later.push(row);
      const lists = listsOf(lines.get(key(row.entity, row.id)) ?? [], ids, ground);
      return { row, at: row.created, values: { ...values, ...lists } };
    });
    const written = await write(ground, ids, made);
    for (const [i, row] of set.entries()) ids.set(key(row.entity, row.id), written[i]!);
  }
  for (const set of setsOf(later))
    await write(
      ground,
      ids,
      set.map((row) => ({ row, at: row.created, values: valuesOf(row, ids, ground).values })),
    );
  for (const moves of movesOf(rows, ground.today)) await write(ground, ids, moves);
  return ids;
}

// helpers //////////

const key = (entity: string, id: string) => `${entity}/${id}`;

/** Rows of one entity that are written together; each has its person and its time. */
interface Written {
  readonly row: DataRow;
  /** When, as the data say it; null: now. */
  readonly at: string | null;
  readonly values: Readonly<Record<string, Json>>;
}

const MOST = 500;

/** Neighbours that can be written at once. */
function setsOf(rows: readonly DataRow[]): readonly (readonly DataRow[])[] {
  const sets: DataRow[][] = [];
  const within = new Set<string>();
  for (const row of rows) {
    const last = sets.at(-1);
    // It may refer to one of them, which has no id yet.
    const refers = Object.values(row.values).some((value) => within.has(value));
    if (last && last[0]!.entity === row.entity && last.length < MOST && !refers) last.push(row);
    else {
      sets.push([row]);
      within.clear();
    }
    within.add(row.id);
  }
  return sets;
}

/** Creates the rows, or changes those that are there; gives their ids. A refusal names the line of the file. */
async function write(
  { tx, records, clock, today }: LoadGround,
  ids: Ids,
  set: readonly Written[],
): Promise<readonly string[]> {
  const { entity } = set[0]!.row;
  const makers = set.map(({ row, at }) => ({
    by: principalOf(row.values.responsible, ids, today),
    at: at === null ? today.now : pastMoment(at, today),
  }));
  const inputs = set.map(({ row, values }, i) => ({
    id: ids.get(key(entity, row.id)) ?? null,
    values,
    made: makers[i]!,
  }));
  // What follows from the set as a whole, such as sums of other records, happens with the last of it.
  clock.set(Math.max(...makers.map(({ at }) => at)));
  const written = await records.writeRecords(systemPrincipal(today.zone), entity, inputs, {
    transaction: tx,
    causeOf: (row) => causeOf(makers[row]!.by),
  });
  if (written.refused.length === 0) return written.ids as readonly string[];
  const sentences = written.refused.map(({ row, path, message }) => {
    const { file, line } = set[row]!.row;
    return `${file}:${line} ${path}: ${message}`;
  });
  throw new Error(sentences.join('\n'));
}

/** Who made the record: whoever is responsible for it. Rights are not asked; the platform loads. */
function principalOf(person: string | undefined, ids: Ids, { zone }: Today): Principal {
  const system = systemPrincipal(zone);
  const personId = person === undefined ? undefined : ids.get(key('user', person));
  return personId === undefined ? system : { ...system, kind: 'person', personId, name: person! };
}

function isLine(entity: string, registry: Registry): boolean {
  return registry.entities.get(entity)!.partOf !== null;
}

/** Rows that are lines of another, by what they belong to. */
function linesOf(rows: readonly DataRow[], registry: Registry): ReadonlyMap<string, readonly DataRow[]> {
  const found = new Map<string, DataRow[]>();
  for (const row of rows) {
    const parent = registry.entities.get(row.entity)!.partOf;
    if (parent === null) continue;
    const id = key(parent, row.values[parent] ?? '');
    found.set(id, [...(found.get(id) ?? []), row]);
  }
  return found;
}

/** Lines by the field of their list. */
function listsOf(lines: readonly DataRow[], ids: Ids, ground: LoadGround): Record<string, Json> {
  const lists: Record<string, Json[]> = {};
  for (const line of lines) {
    const parent = ground.registry.entities.get(line.entity)!.partOf!;
    const list = [...ground.registry.entities.get(parent)!.fields.values()].find(
      (field) => field.type.holders?.(field)?.entity === line.entity,
    )!;
    const { [parent]: _, ...values } = line.values;
    lists[list.key] = [...(lists[list.key] ?? []), valuesOf({ ...line, values }, ids, ground).values];
  }
  return lists;
}

/** Values in wire form, and the fields whose records are not there yet. */
function valuesOf(
  row: DataRow,
  ids: Ids,
  { registry, today }: LoadGround,
): { values: Record<string, Json>; missing: string[] } {
  const fields = registry.entities.get(row.entity)!.fields;
  const values: Record<string, Json> = {};
  const missing: string[] = [];
  for (const [name, text] of Object.entries(row.values)) {
    const field = fields.get(name);
    if (!field)
      throw new Error(`${row.file}:${row.line} names the field “${name}”, which ${row.entity} has not.`);
    const value = wireOf(field, text, ids, row, today);
    if (value === undefined) missing.push(name);
    else values[name] = value;
  }
  return { values, missing };
}

/** undefined: the record is not there yet. */
function wireOf(field: Field, text: string, ids: Ids, row: DataRow, today: Today): Json | undefined {
  const to = field.type.refersTo?.(field)?.entities[0];
  if (to !== undefined) return ids.get(key(to, text));
  const links = field.type.holders?.(field)?.made?.to;
  if (links !== undefined) {
    const found = text.split(';').map((id) => ids.get(key(links, id.trim())));
    return found.includes(undefined) ? undefined : (found as string[]);
  }
  const moment = relativeMoment(text, today);
  if (moment !== null) return moment;
  const parsed = parseText(field, text, dataConventions(today.zone));
  if (parsed.ok) return parsed.value;
  throw new Error(`${row.file}:${row.line} ${parsed.problem.message}`);
}

/** The first moves of all records of an entity, then the second ones: those of one record in the order of time. */
function movesOf(rows: readonly DataRow[], today: Today): readonly (readonly Written[])[] {
  const sets: Written[][] = [];
  for (const entity of new Set(rows.map((row) => row.entity))) {
    const turns: Written[][] = [];
    for (const row of rows.filter((candidate) => candidate.entity === entity))
      for (const [turn, { field, stage, at }] of inTime(row.moves, today).entries()) {
        turns[turn] ??= [];
        turns[turn].push({ row, at, values: { [field]: stage } });
      }
    for (const turn of turns)
      for (let from = 0; from < turn.length; from += MOST) sets.push(turn.slice(from, from + MOST));
  }
  return sets;
}

function inTime(moves: readonly StageMove[], today: Today): readonly StageMove[] {
  return [...moves].sort((a, b) => pastMoment(a.at, today) - pastMoment(b.at, today));
}
