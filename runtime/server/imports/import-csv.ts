/**
 * Rows of a CSV file into records: read as they stream in, in batches through the write path, with the ids they had in the
 * file kept, so that the same file again changes what it made and other files find it. Rows that are refused are told
 * with their line; the others are written.
 */
import type { Readable } from 'node:stream';
import { parseText, type TextConventions } from '#metadata/field.ts';
import type { Entity, Registry } from '#metadata/registry.ts';
import type { Json } from '#metadata/value.ts';
import type { Principal } from '../auth/principal.ts';
import type { Clock } from '../clock.ts';
import type { Database, Transaction } from '../db/database.ts';
import { newId } from '../ids.ts';
import type { Model } from '../model/model.ts';
import type { Records } from '../records/records.ts';
import type { WriteRow, WrittenRows } from '../records/write-many.ts';
import { invalid, notFound } from '../rejection.ts';
import { keepExternalIds } from '../store/external-ids.ts';
import { insertJournal } from '../store/journal.ts';
import { type ColumnOf, type Mapping, mapColumns } from './mapping.ts';
import { createReferences, type References, referredTo } from './references.ts';
import { type CsvRow, rowsOf } from './sheets/csv-rows.ts';
import { sheetRows } from './sheets/sheet.ts';

export interface ImportGround {
  readonly db: Database;
  readonly model: Model;
  readonly clock: Clock;
  readonly records: Records;
}

export interface ImportInput {
  /** For the history of the records and for messages. */
  readonly file: string;
  /** Of a CSV file. */
  readonly content?: Readable;
  /** Where a workbook lies, which can't be read from its beginning to its end. */
  readonly workbook?: string;
  readonly sheet?: string;
  /** All of it within this transaction, which stands or falls as a whole; by default batch by batch. */
  readonly transaction?: Transaction;
  /** Of its texts, such as `windows-1251`; by default UTF-8, or UTF-16 where the file begins with its mark. */
  readonly encoding?: string;
  readonly entity: string;
  /** Column with the ids that the rows have in the file; several where only together they tell rows apart. */
  readonly id?: string | readonly string[];
  /** Column of each field; by default those that are named like a field. */
  readonly columns?: Readonly<Record<string, string>>;
  /** Values for every row, written like cells. */
  readonly set?: Readonly<Record<string, string>>;
  /** Column whose texts hold the separator without being quoted: what a row has too much belongs to it. */
  readonly unquoted?: string;
  /** What stands for "nothing", beside the empty cell. */
  readonly empty?: string;
  readonly conventions?: Partial<TextConventions>;
}

export interface ImportFailure {
  /** Line of the file, from 1; the header is line 1. */
  readonly line: number;
  readonly column: string | null;
  readonly message: string;
}

export interface Imported {
  /** Stands as the cause in the history of the records. */
  readonly id: string;
  readonly rows: number;
  readonly created: number;
  readonly updated: number;
  readonly failures: readonly ImportFailure[];
  /** Columns of the file that went into no field. */
  readonly ignored: readonly string[];
}

/** @param progress is told after each batch how many rows of the file are done */
export async function importCsv(
  ground: ImportGround,
  principal: Principal,
  input: ImportInput,
  progress: (rows: number) => void = () => {},
): Promise<Imported> {
  const run = begin(ground, principal, input);
  let mapping: Mapping | null = null;
  let batch: CsvRow[] = [];
  for await (const row of rowsIn(input)) {
    if (!mapping) {
      mapping = mapColumns(run.entity, row.header, input.columns, idColumns(input));
      continue;
    }
    batch.push(row);
    if (batch.length < BATCH) continue;
    await writeBatch(run, mapping, batch);
    batch = [];
    progress(run.rows);
  }
  if (mapping && batch.length > 0) await writeBatch(run, mapping, batch);
  await writeLater(run);
  progress(run.rows);
  const { importId: id, rows, created, updated, failures } = run;
  return {
    id,
    rows,
    created,
    updated,
    failures: failures.sort((a, b) => a.line - b.line),
    ignored: mapping?.ignored ?? [],
  };
}

// helpers //////////

/** Rows written in one transaction. */
const BATCH = 500;

function rowsIn({ workbook, file, sheet, content, encoding, unquoted, conventions }: ImportInput) {
  if (workbook !== undefined)
    return sheetRows({ path: workbook, name: file, sheet, decimalMark: conventions?.decimalMark });
  return rowsOf({ content: content!, file, encoding, unquoted });
}

interface Run {
  readonly ground: ImportGround;
  readonly principal: Principal;
  readonly input: ImportInput;
  readonly importId: string;
  readonly entity: Entity;
  readonly registry: Registry;
  readonly conventions: TextConventions;
  readonly references: References;
  /** Values for every row. */
  readonly constant: Readonly<Record<string, Json>>;
  /** References to rows of the same file that come behind: set when all rows are there. */
  readonly later: {
    readonly line: number;
    readonly id: string;
    readonly column: ColumnOf;
    readonly text: string;
  }[];
  readonly failures: ImportFailure[];
  rows: number;
  created: number;
  updated: number;
}

function begin(ground: ImportGround, principal: Principal, input: ImportInput): Run {
  const { registry } = ground.model.live();
  const entity = registry.entities.get(input.entity);
  if (!entity) throw notFound(`entity ${JSON.stringify(input.entity)}`);
  const conventions: TextConventions = {
    language: principal.language,
    zone: principal.zone,
    decimalMark: '.',
    dateOrder: 'dmy',
    ...input.conventions,
  };
  return {
    ground,
    principal,
    input,
    importId: newId(ground.clock.now()),
    entity,
    registry,
    conventions,
    references: createReferences(
      { ...ground, registry: () => registry, ...(input.transaction && { on: input.transaction }) },
      principal,
    ),
    constant: constantValues(entity, input.set ?? {}, conventions),
    later: [],
    failures: [],
    rows: 0,
    created: 0,
    updated: 0,
  };
}

function constantValues(
  entity: Entity,
  set: Readonly<Record<string, string>>,
  conventions: TextConventions,
): Record<string, Json> {
  return Object.fromEntries(
    Object.entries(set).map(([key, text]) => {
      const field = entity.fields.get(key);
      const read = field && parseText(field, text, conventions);
      if (!read?.ok)
        throw invalid([
          {
            path: `set.${key}`,
            code: 'set',
            message: field ? `"${text}" is no value of ${key}.` : `${entity.key} has no field "${key}".`,
          },
        ]);
      return [key, read.value];
    }),
  );
}

/** A row as it goes to the write path, or what is wrong with it. */
interface Prepared {
  readonly row: CsvRow;
  readonly external: string | null;
  readonly values: Record<string, Json>;
  readonly later: readonly { readonly column: ColumnOf; readonly text: string }[];
}

async function writeBatch(run: Run, mapping: Mapping, rows: readonly CsvRow[]): Promise<void> {
  const { ground, principal, entity, references, input, importId } = run;
  await references.prepare(wantedBy(run, mapping, rows));
  const prepared = rows.flatMap((row) => prepare(run, mapping, row) ?? []);
  const inputs = prepared.map(
    ({ external, values }): WriteRow => ({
      id: external === null ? null : (references.find(entity.key, external) ?? null),
      values: { ...run.constant, ...values },
    }),
  );
  const cause = { kind: 'import', id: importId, file: input.file } as const;
  const { ids, refused } = await transaction(run, async (tx) => {
    await keepJournal(run, tx);
    const written = await ground.records.writeRecords(principal, entity.key, inputs, {
      transaction: tx,
      cause,
      causeOf: (row) => ({ ...cause, row: prepared[row]!.row.line }),
      journal: importId,
    });
    const kept = prepared.flatMap(({ external }, i) => {
      const id = written.ids[i];
      return external !== null && id ? [[external, id] as const] : [];
    });
    if (kept.length > 0) await keepExternalIds(tx, entity.key, new Map(kept));
    return written;
  });
  for (const [i, { row, external, later }] of prepared.entries()) {
    const id = ids[i];
    if (!id) continue;
    if (inputs[i]!.id) run.updated++;
    else run.created++;
    if (external !== null) references.know(entity.key, external, id);
    for (const { column, text } of later) run.later.push({ line: row.line, id, column, text });
  }
  for (const { row, path, message } of refused)
    run.failures.push({
      line: prepared[row]!.row.line,
      column: columnOf(mapping, prepared[row]!.row, path),
      message,
    });
  run.rows += rows.length;
}

/** A batch in a transaction of its own, or in the caller's. */
function transaction(
  { ground, input }: Run,
  deed: (tx: Transaction) => Promise<WrittenRows>,
): Promise<WrittenRows> {
  return input.transaction ? deed(input.transaction) : ground.model.transaction(deed);
}

function keepJournal(
  { importId: id, entity, principal, ground, input }: Run,
  tx: Transaction,
): Promise<void> {
  const { personId } = principal;
  const at = new Date(ground.clock.now());
  return insertJournal(tx, {
    id,
    kind: 'import',
    entity: entity.key,
    personId,
    at,
    detail: { file: input.file },
  });
}

/** Texts that name records, by entity; among them the file's own ids. */
function wantedBy(
  { input, entity }: Run,
  { id, columns }: Mapping,
  rows: readonly CsvRow[],
): Map<string, Set<string>> {
  const wanted = new Map<string, Set<string>>();
  const want = (key: string, text: string | null) => {
    if (text === null) return;
    const texts = wanted.get(key) ?? new Set();
    wanted.set(key, texts.add(text));
  };
  for (const { cells } of rows) {
    if (id !== null) want(entity.key, idOf(cells, id, input));
    for (const { field, at } of columns) {
      const target = referredTo(field);
      if (target !== null) want(target, cellOf(cells[at], input));
    }
  }
  return wanted;
}

function prepare(run: Run, { id, columns }: Mapping, row: CsvRow): Prepared | null {
  const { input, entity, references, conventions, failures } = run;
  const values: Record<string, Json> = {};
  const later: Prepared['later'][number][] = [];
  let good = true;
  const refuse = (at: number | null, message: string) => {
    failures.push({ line: row.line, column: at === null ? null : row.header[at]!, message });
    good = false;
  };
  if (row.cells.length !== row.header.length) {
    const message = `The row has ${row.cells.length} cells, the header ${row.header.length}: a text with the separator in it must be quoted.`;
    refuse(null, message);
    return null;
  }
  const external = id === null ? null : idOf(row.cells, id, input);
  if (id !== null && external === null) refuse(id[0]!, 'The row has no id.');
  for (const column of columns) {
    const { field, at } = column;
    const text = cellOf(row.cells[at], input);
    const target = referredTo(field);
    if (text === null) {
      // What is empty in the file gets its default where the record is new.
      if (external !== null && references.find(entity.key, external) !== undefined) values[field.key] = null;
    } else if (target !== null) {
      const found = references.find(target, text);
      if (found !== undefined) values[field.key] = found;
      else if (target === entity.key && id !== null) later.push({ column, text });
      else refuse(at, `There is no ${target} "${text}".`);
    } else {
      const read = parseText(field, text, conventions);
      if (read.ok) values[field.key] = read.value;
      else refuse(at, read.problem.message);
    }
  }
  return good ? { row, external, values, later } : null;
}

async function writeLater(run: Run): Promise<void> {
  const { ground, principal, entity, references, later, failures, importId, input } = run;
  await references.prepare(new Map([[entity.key, new Set(later.map(({ text }) => text))]]));
  const found = later.flatMap((one) => {
    const id = references.find(entity.key, one.text);
    if (id !== undefined) return [{ ...one, target: id }];
    const message = `There is no ${entity.key} "${one.text}".`;
    failures.push({ line: one.line, column: null, message });
    return [];
  });
  for (let from = 0; from < found.length; from += BATCH) {
    const part = found.slice(from, from + BATCH);
    const { refused } = await transaction(run, (tx) =>
      ground.records.writeRecords(
        principal,
        entity.key,
        part.map(({ id, column, target }) => ({ id, values: { [column.field.key]: target } })),
        { transaction: tx, cause: { kind: 'import', id: importId, file: input.file }, journal: importId },
      ),
    );
    for (const { row, message } of refused) failures.push({ line: part[row]!.line, column: null, message });
  }
}

function idColumns({ id }: ImportInput): readonly string[] | undefined {
  return typeof id === 'string' ? [id] : id;
}

/** `10248`, or `10248/11` of two columns; null where one of them is empty. */
function idOf(cells: readonly string[], columns: readonly number[], input: ImportInput): string | null {
  const parts = columns.map((at) => cellOf(cells[at], input));
  return parts.includes(null) ? null : parts.join('/');
}

/** The text of a cell; null where it stands for nothing. */
function cellOf(cell: string | undefined, { empty }: ImportInput): string | null {
  const text = cell?.trim() ?? '';
  return text === '' || text === empty ? null : text;
}

function columnOf({ columns }: Mapping, { header }: CsvRow, path: string): string | null {
  const [key] = path.split(/[.[]/);
  const column = columns.find(({ field }) => field.key === key);
  return column ? header[column.at]! : path || null;
}
