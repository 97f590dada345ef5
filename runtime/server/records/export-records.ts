/**
 * Records as a CSV file or an XLSX workbook: what the person may export of what the query finds, read by pages while the file is sent, so that its
 * size costs no memory. Rights are asked anew at every page. What begins and what ends is written for auditors (QUALITY §3).
 */
import { stringify } from 'csv-stringify/sync';
import { rightsOf } from '#metadata/access.ts';
import type { Field } from '#metadata/field.ts';
import { type Label, textOf } from '#metadata/label.ts';
import type { FilterNode } from '#metadata/query.ts';
import type { Entity, Registry } from '#metadata/registry.ts';
import { isNothing } from '#metadata/rows.ts';
import type { Json } from '#metadata/value.ts';
import type { ExportRecords, RecordList, RecordQuery } from '../../api/records.ts';
import type { Principal } from '../auth/principal.ts';
import { forbidden } from '../rejection.ts';
import { writeAudit } from '../store/sessions.ts';
import { visibleEntity } from './entity-of.ts';
import { type Column, cellTexts, conventionsOf } from './export-text.ts';
import type { Ground } from './ground.ts';
import { listRecords } from './read.ts';
import { createStyles, rowXml, textCell } from './xlsx-cells.ts';
import { xlsxFile } from './xlsx-file.ts';

export interface RecordFile {
  readonly name: string;
  /** The parts of the file in order; must be read to its end or returned. */
  readonly content: AsyncIterable<string | Uint8Array>;
  readonly type: string;
}

const TYPES = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const;
const PAGE = 500;
/** Spreadsheets take a file for UTF-8 by this mark. */
const MARK = '\uFEFF';

/** The first page is read before the answer begins, so that a refusal is one. */
export async function exportRecords(
  ground: Ground,
  principal: Principal,
  key: string,
  { fields, format = 'csv', ...query }: ExportRecords,
): Promise<RecordFile> {
  const page = (cursor: string | null) =>
    ground.reading(undefined, (live, db) => {
      const who = ground.asker(live, principal);
      const entity = visibleEntity(live.registry, who.rights, key);
      const narrower = exportable(live.registry, principal, entity);
      const asked = { ...query, fields, limit: PAGE, ...(cursor !== null && { cursor }) };
      return listRecords(db, who, entity, asked as RecordQuery, ground.watch, [narrower]);
    });
  const first = await page(null);
  const { registry } = ground.model.live();
  const entity = registry.entities.get(key)!;
  const { language } = principal;
  const columns = fields.map((path) => columnAt(path, entity, registry, language));
  const audit = (deed: string, detail: object) =>
    writeAudit(ground.db, {
      at: new Date(ground.clock.now()),
      personId: principal.personId,
      deed,
      detail: { entity: key, ...detail },
    });
  await audit('export_begun', { ...query, fields, ...(format !== 'csv' && { format }) });
  const plural = textOf((entity.plural ?? entity.label) as Label, language, key);
  const day = new Date(ground.clock.now()).toISOString().slice(0, 10);
  const pages = pagesOf(first, page, (rows, whole) => audit('exported', { rows, whole }));
  return {
    name: `${plural} ${day}.${format}`,
    type: TYPES[format],
    content:
      format === 'csv' ? csvParts(pages, columns, principal) : workbook(plural, pages, columns, principal),
  };
}

// helpers //////////

type Page = readonly Readonly<Record<string, Json>>[];

async function* pagesOf(
  first: RecordList,
  page: (cursor: string) => Promise<RecordList>,
  ended: (rows: number, whole: boolean) => Promise<void>,
): AsyncGenerator<Page> {
  let rows = 0;
  let whole = false;
  try {
    for (let at: RecordList | null = first; at; at = at.next === null ? null : await page(at.next)) {
      yield at.items as Page;
      rows += at.items.length;
    }
    whole = true;
  } finally {
    await ended(rows, whole);
  }
}

async function* csvParts(
  pages: AsyncIterable<Page>,
  columns: readonly Column[],
  { language, zone }: Principal,
): AsyncGenerator<string> {
  const conventions = conventionsOf(language, zone);
  const written = (rows: string[][]) =>
    stringify(rows, { delimiter: conventions.delimiter, record_delimiter: 'windows' });
  yield MARK + written([columns.map(({ name }) => name)]);
  for await (const page of pages)
    yield written(page.map((record) => cellTexts(record, columns, conventions)));
}

function workbook(
  title: string,
  pages: AsyncIterable<Page>,
  columns: readonly Column[],
  { language, zone }: Principal,
): AsyncIterable<Uint8Array> {
  const conventions = conventionsOf(language, zone);
  const styles = createStyles();
  async function* rows(): AsyncGenerator<string> {
    yield `<row>${columns.map(({ name }) => textCell(name)).join('')}</row>`;
    for await (const page of pages)
      yield page.map((record) => rowXml(record, columns, styles, conventions)).join('');
  }
  return xlsxFile(title, rows(), styles);
}

function exportable(registry: Registry, principal: Principal, entity: Entity): FilterNode {
  const rights = rightsOf(registry, principal);
  const may = rights.may('export', entity);
  if (!principal.unrestricted && (!rights.deeds.has('export') || isNothing(may)))
    throw forbidden(`None of your roles lets you export ${entity.key}.`);
  return may;
}

/** The field at the end of a path, named by the whole way: "Customer › Segment". Paths were checked by the first page. */
function columnAt(path: string, entity: Entity, { entities }: Registry, language: string): Column {
  const names: string[] = [];
  let at: Entity | undefined = entity;
  let field: Field | undefined;
  for (const key of path.split('.')) {
    field = at?.fields.get(key);
    names.push(field ? textOf(field.label, language, key) : textOf(at?.label as Label, language, key));
    at = entities.get(field?.type.refersTo?.(field)?.entities[0] ?? '');
  }
  return { path, name: names.join(' › '), field };
}
