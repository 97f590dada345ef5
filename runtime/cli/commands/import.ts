import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { TextConventions } from '#metadata/field.ts';
import type { Transaction } from '../../server/db/database.ts';
import type { Imported, ImportFailure } from '../../server/imports/import-file.ts';
import type { PlannedFile } from '../../server/imports/read-import-plan.ts';
import type { Model } from '../../server/model/model.ts';
import { type Call, type Command, Misuse, OK, type Output, REFUSED } from '../command.ts';

/** Failed rows that are told one by one; `--json` has them all. */
const TOLD = 50;

export const importCommand: Command = {
  name: 'import',
  usage: 'FILE|DIR',
  summary:
    'Bring rows of CSV and XLSX files in as records, with files where they come in a ZIP; what was imported before is changed, not made twice.',
  options: {
    entity: { value: 'KEY', text: 'entity of the records, for one file' },
    id: {
      value: 'COLUMN',
      text: 'column (or A,B) with the ids of the rows; lookups of other files find them by it',
    },
    null: { value: 'TEXT', text: 'what stands for nothing, such as NULL' },
    map: { value: 'FILE', text: 'YAML with the files of a folder: entity, id, columns, set' },
    encoding: { value: 'NAME', text: 'encoding of the files if it is not UTF-8, e.g. windows-1251' },
    sheet: { value: 'NAME', text: 'sheet of a workbook, by default the first' },
    'dry-run': { value: null, text: 'go through everything and tell what would be refused; write nothing' },
    undo: { value: 'ID', text: 'take an import back; what was changed since is kept and told' },
    decimal: { value: '.|,', text: 'decimal mark in the files, by default a point' },
    dates: { value: 'dmy|mdy|ymd', text: 'order of the parts of dates such as 03/04/2026' },
  },
  help: [
    'Rows with an id are changed when they come again; without one they are new each time.',
    'Without --map each column named like a field (its key or a label) is taken.',
    'Lookups name records by their id of elsewhere, or by what people call them.',
    'A ZIP holds one table and files: columns of file fields name them by their paths from the table.',
  ].join('\n'),
  async run({ args, options, out }) {
    if (typeof options.undo === 'string') return undo(options.undo, args, out);
    const [path, ...more] = args;
    if (path === undefined || more.length > 0) throw new Misuse('Name one file or folder.');
    const files = await filesOf(path, options);
    const [{ withPlatform }, { importFile }, { withTable }, { csvText }, { lookAt }, { systemPrincipal }] =
      await Promise.all([
        import('../open.ts'),
        import('../../server/imports/import-file.ts'),
        import('../../server/imports/file-copy.ts'),
        import('../../server/imports/sheets/csv-text.ts'),
        import('../../server/imports/sheets/sheet.ts'),
        import('../../server/auth/principal.ts'),
      ]);
    const conventions = conventionsOf(options);
    // Looked through before anything is written: a file in another encoding is refused as a whole.
    const lines: number[] = [];
    for (const { path: file, planned } of files)
      lines.push(
        await withTable(file, planned.file, async ({ path: table, name }) =>
          isWorkbook(name)
            ? (await lookAt({ path: table, name, ...sheetOf(options) })).rows + 1
            : await linesIn(csvText({ ...planned, content: createReadStream(table) })),
        ),
      );
    const dry = options['dry-run'] === true;
    return withPlatform(async ({ ground, services }) => {
      const results: object[] = [];
      let failed = 0;
      const bringIn = async (transaction?: Transaction) => {
        for (const [i, { path: file, planned }] of files.entries()) {
          const imported = await withTable(file, planned.file, ({ path: table, name, files: beside }) => {
            const source = isWorkbook(name)
              ? { workbook: table, ...sheetOf(options) }
              : { content: createReadStream(table) };
            return importFile(
              { ...ground, records: services.records },
              systemPrincipal(),
              { ...planned, ...source, beside, conventions, ...(transaction && { transaction }) },
              (rows) => out.progress(rows, Math.max(lines[i]! - 1, rows), `rows of ${planned.file}`),
            );
          });
          failed += imported.failures.length;
          results.push({ file: planned.file, entity: planned.entity, ...imported });
          tell(out, planned, imported, dry);
        }
      };
      if (dry) await withoutTrace(ground.model, bringIn);
      else await bringIn();
      out.result({ ok: failed === 0, ...(dry && { dryRun: true }), files: results });
      return failed === 0 ? OK : REFUSED;
    });
  },
};

// helpers //////////

class Tried extends Error {}

/** All files in one transaction that is taken back, so that later files find what earlier ones would have made. */
async function withoutTrace(model: Model, deed: (tx: Transaction) => Promise<void>): Promise<void> {
  const tried = model.transaction(async (tx) => {
    await deed(tx);
    throw new Tried();
  });
  await tried.catch((error: unknown) => {
    if (!(error instanceof Tried)) throw error;
  });
}

function tell(out: Output, planned: PlannedFile, imported: Imported, dry: boolean): void {
  const { id, rows, created, updated, failures, ignored } = imported;
  out.line(
    `${planned.file}: ${rows} rows, ${created} created, ${updated} changed, ${rows - created - updated} refused.`,
  );
  if (dry) out.line('  nothing was written.');
  else if (created + updated > 0) out.line(`  to take it back: potik import --undo ${id}`);
  if (ignored.length > 0 && !planned.columns) out.line(`  columns without a field: ${ignored.join(', ')}`);
  tellFailures(out, planned.file, failures);
}

async function undo(id: string, args: readonly string[], out: Output): Promise<number> {
  if (args.length > 0) throw new Misuse('--undo takes the id of an import, and no file.');
  const [{ withPlatform }, { systemPrincipal }, { keptJournalRecords }] = await Promise.all([
    import('../open.ts'),
    import('../../server/auth/principal.ts'),
    import('../../server/store/journal.ts'),
  ]);
  return withPlatform(async ({ services: { db, records } }) => {
    const who = systemPrincipal();
    let [restored, left] = [0, 0];
    for (let more = true; more; ) {
      const part = await records.undo(who, id);
      restored += part.restored;
      left += part.kept;
      more = part.more;
    }
    const kept = left > 0 ? await keptJournalRecords(db, id, TOLD) : [];
    const titles = await records.titles(
      who,
      kept.map(({ entity, recordId }) => ({ entity, id: recordId })),
    );
    out.line(`${restored} records are again as they were, ${left} were left.`);
    for (const { entity, recordId, kept: reasons } of kept)
      out.line(
        `  ${entity} “${titles.get(`${entity}:${recordId}`) ?? recordId}”: ${reasons.map(({ message }) => message).join(' ')}`,
      );
    out.result({ ok: left === 0, id, restored, kept });
    return left === 0 ? OK : REFUSED;
  });
}

const isWorkbook = (path: string): boolean => path.toLowerCase().endsWith('.xlsx');

function sheetOf({ sheet }: Call['options']): { sheet?: string } {
  return typeof sheet === 'string' ? { sheet } : {};
}

const MARKS = ['.', ','] as const;
const ORDERS = ['dmy', 'mdy', 'ymd'] as const;

async function filesOf(
  path: string,
  { entity, id, null: empty, map, encoding }: Call['options'],
): Promise<{ path: string; planned: PlannedFile }[]> {
  const info = await stat(path).catch(() => null);
  if (!info) throw new Misuse(`There is no file or folder ${path}.`);
  if (typeof map === 'string') {
    const { readImportPlan } = await import('../../server/imports/read-import-plan.ts');
    const text = await readFile(map, 'utf8').catch(() => {
      throw new Misuse(`There is no file ${map}.`);
    });
    const folder = info.isDirectory() ? path : null;
    return readImportPlan(text, map)
      .filter(({ file }) => folder !== null || file === basename(path))
      .map((planned) => ({
        path: folder === null ? path : join(folder, planned.file),
        planned: { ...(typeof encoding === 'string' && { encoding }), ...planned },
      }));
  }
  if (info.isDirectory()) throw new Misuse('For a folder say which file is what: --map FILE.');
  if (typeof entity !== 'string') throw new Misuse('Say whose records they are: --entity KEY.');
  const planned = {
    file: basename(path),
    entity,
    ...(typeof id === 'string' && { id: id.split(',') }),
    ...(typeof empty === 'string' && { empty }),
    ...(typeof encoding === 'string' && { encoding }),
  };
  return [{ path, planned }];
}

function conventionsOf({ decimal, dates }: Call['options']): Partial<TextConventions> {
  const decimalMark = MARKS.find((one) => one === decimal);
  const dateOrder = ORDERS.find((one) => one === dates);
  if (decimal !== undefined && !decimalMark) throw new Misuse('--decimal is . or ,');
  if (dates !== undefined && !dateOrder) throw new Misuse('--dates is dmy, mdy or ymd');
  return { ...(decimalMark && { decimalMark }), ...(dateOrder && { dateOrder }) };
}

/** For the bar: about as many rows as lines. */
async function linesIn(texts: AsyncIterable<string>): Promise<number> {
  let lines = 0;
  for await (const text of texts) lines += text.split('\n').length - 1;
  return lines;
}

function tellFailures(out: Output, file: string, failures: readonly ImportFailure[]): void {
  for (const { line, column, message } of failures.slice(0, TOLD))
    out.error(`${file}:${line}${column === null ? '' : ` ${column}`}: ${message}`);
  if (failures.length > TOLD) out.error(`… and ${failures.length - TOLD} more.`);
}
