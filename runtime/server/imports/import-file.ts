/**
 * A file with ids of its own brought in at once, by `potik import` and demos: what was imported before is changed, not made twice, and
 * rows may refer to rows of other files and to later ones of the same. Written by the same batches as imports of people.
 */
import type { Readable } from 'node:stream';
import { parseText, type TextConventions } from '#metadata/field.ts';
import type { Entity } from '#metadata/registry.ts';
import type { Json } from '#metadata/value.ts';
import type { Principal } from '../auth/principal.ts';
import type { Clock } from '../clock.ts';
import type { Database, Transaction } from '../db/database.ts';
import { newId } from '../ids.ts';
import type { Model } from '../model/model.ts';
import type { Records } from '../records/records.ts';
import { invalid, notFound } from '../rejection.ts';
import { insertJournal } from '../store/journal.ts';
import type { FilesBeside } from './bundle.ts';
import { mapColumns } from './mapping.ts';
import { createReferences } from './references.ts';
import type { ImportPlan } from './run/import-plan.ts';
import type { LaterReference } from './run/prepare-row.ts';
import { type BatchContext, writeBatch } from './run/write-batch.ts';
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
  /** Files that came with the table in a ZIP. */
  readonly beside?: FilesBeside | null;
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
export async function importFile(
  ground: ImportGround,
  principal: Principal,
  input: ImportInput,
  progress: (rows: number) => void = () => {},
): Promise<Imported> {
  const { registry } = ground.model.live();
  const entity = registry.entities.get(input.entity);
  if (!entity) throw notFound(`entity ${JSON.stringify(input.entity)}`);
  const conventions = conventionsOf(principal, input);
  const constants = constantValues(entity, input.set ?? {}, conventions);
  const references = createReferences(ground, principal);
  const run = { ground, principal, input, id: newId(ground.clock.now()), counts: noCounts() };
  let plan: ImportPlan | null = null;
  let batch: CsvRow[] = [];
  let ignored: readonly string[] = [];
  const flush = async (of: ImportPlan) => {
    await importBatch(run, { plan: of, references }, batch);
    batch = [];
    progress(run.counts.rows);
  };
  for await (const row of rowsIn(input)) {
    if (!plan) {
      const mapping = mapColumns(entity, row.header, input.columns, idColumns(input), Boolean(input.beside));
      ignored = mapping.ignored;
      plan = planOf(entity, row.header, mapping, { conventions, constants, nothing: input.empty ?? null });
      continue;
    }
    batch.push(row);
    if (batch.length === BATCH) await flush(plan);
  }
  if (plan && batch.length > 0) await flush(plan);
  if (plan) await writeLater(run, { plan, references });
  const { later: _later, failures, ...counts } = run.counts;
  return { id: run.id, ...counts, failures: failures.sort((a, b) => a.line - b.line), ignored };
}

// helpers //////////

/** Rows written in one transaction. */
const BATCH = 500;

interface Counts {
  rows: number;
  created: number;
  updated: number;
  readonly failures: ImportFailure[];
  readonly later: (LaterReference & { readonly line: number; readonly id: string })[];
}

interface Run {
  readonly ground: ImportGround;
  readonly principal: Principal;
  readonly input: ImportInput;
  readonly id: string;
  readonly counts: Counts;
}

function noCounts(): Counts {
  return { rows: 0, created: 0, updated: 0, failures: [], later: [] };
}

function rowsIn({ workbook, file, sheet, content, encoding, unquoted, conventions }: ImportInput) {
  if (workbook !== undefined)
    return sheetRows({ path: workbook, name: file, sheet, decimalMark: conventions?.decimalMark });
  return rowsOf({ content: content!, file, encoding, unquoted });
}

function conventionsOf({ language, zone }: Principal, { conventions }: ImportInput): TextConventions {
  return { language, zone, decimalMark: '.', dateOrder: 'dmy', ...conventions };
}

function idColumns({ id }: ImportInput): readonly string[] | undefined {
  return typeof id === 'string' ? [id] : id;
}

function planOf(
  entity: Entity,
  header: readonly string[],
  { id, columns }: ReturnType<typeof mapColumns>,
  reading: Pick<ImportPlan, 'conventions' | 'constants' | 'nothing'>,
): ImportPlan {
  return {
    entity,
    header,
    columns,
    ids: id && { at: id },
    by: [],
    found: 'update',
    missing: 'create',
    related: [],
    clears: true,
    ...reading,
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

async function importBatch(
  run: Run,
  reading: Pick<BatchContext, 'plan' | 'references'>,
  rows: readonly CsvRow[],
): Promise<void> {
  const { ground, principal, id, counts, input } = run;
  const { registry } = ground.model.live();
  const files = input.beside
    ? { beside: input.beside, registry, now: ground.clock.now(), trial: false }
    : null;
  const outcomes = await inTransaction(run, (tx) =>
    writeBatch({ ...reading, records: ground.records, principal, tx, id, file: input.file, files }, rows),
  );
  counts.rows += rows.length;
  for (const { line, deed, external, id: of, later, problems } of outcomes) {
    if (external !== null && of !== null) reading.references.know(input.entity, external, of);
    if (deed === 'create') counts.created++;
    if (deed === 'update') counts.updated++;
    for (const { column, message } of problems) counts.failures.push({ line, column, message });
    if (of !== null) for (const reference of later) counts.later.push({ ...reference, line, id: of });
  }
}

/** A part in a transaction of its own, or in the caller's; the journal begins with it. */
function inTransaction<T>(
  { ground, principal, id, input }: Run,
  deed: (tx: Transaction) => Promise<T>,
): Promise<T> {
  const journaled = async (tx: Transaction) => {
    await insertJournal(tx, {
      id,
      kind: 'import',
      entity: input.entity,
      personId: principal.personId,
      at: new Date(ground.clock.now()),
      detail: { file: input.file },
    });
    return deed(tx);
  };
  return input.transaction ? journaled(input.transaction) : ground.model.transaction(journaled);
}

/** References to rows that came behind, now that all are there. */
async function writeLater(
  run: Run,
  { plan, references }: Pick<BatchContext, 'plan' | 'references'>,
): Promise<void> {
  const { ground, principal, id, input, counts } = run;
  const { key } = plan.entity;
  for (let from = 0; from < counts.later.length; from += BATCH) {
    const part = counts.later.slice(from, from + BATCH);
    await inTransaction(run, async (tx) => {
      await references.prepare(new Map([[key, new Set(part.map(({ text }) => text))]]), tx);
      const found = part.flatMap((one) => {
        const target = references.find(key, one.text);
        if (target !== undefined) return [{ ...one, target }];
        const message = `There is no ${key} “${one.text}”.`;
        counts.failures.push({ line: one.line, column: one.column, message });
        return [];
      });
      const cause = { kind: 'import', id, file: input.file } as const;
      const { refused } = await ground.records.writeRecords(
        principal,
        key,
        found.map(({ id: of, field, target }) => ({ id: of, values: { [field.key]: target } })),
        { transaction: tx, cause, causeOf: (row) => ({ ...cause, row: found[row]!.line }), journal: id },
      );
      for (const { row, message } of refused)
        counts.failures.push({ line: found[row]!.line, column: found[row]!.column, message });
    });
  }
}
