/**
 * Files that rows of a batch bring from the archive their table came in: noted before the records are written, so that fields can
 * name them; kept afterwards where a record has taken them. A try reads them through and keeps none.
 */
import { accepts } from '#metadata/field.ts';
import { namedFilesSql } from '#metadata/file-fields.ts';
import type { Registry } from '#metadata/registry.ts';
import { mediaTypeOf } from '../../files/media-type.ts';
import { plainName } from '../../files/plain-name.ts';
import { inParts } from '../../files/spool.ts';
import { newId } from '../../ids.ts';
import {
  broughtBefore,
  deleteFileFacts,
  holdContent,
  insertContent,
  insertFileFacts,
  type NewFile,
  namedFiles,
  PIECE,
} from '../../store/files.ts';
import type { FilesBeside } from '../bundle.ts';
import type { FileCell, PreparedRow } from './prepare-row.ts';
import type { BatchContext } from './write-batch.ts';

/** What an import knows of the files that came with its table. */
export interface BroughtFiles {
  readonly beside: FilesBeside;
  readonly registry: Registry;
  readonly now: number;
  /** Nothing is kept of what is only tried. */
  readonly trial: boolean;
}

/** Files of a batch by their path in the archive; `isNew`: no earlier import has brought it. */
export type NotedFiles = ReadonlyMap<string, NewFile & { readonly isNew: boolean }>;

/** Gives each cell that names a file its value, or the row what is wrong with it. */
export async function noteFiles(
  { files, tx, id: journal, principal }: BatchContext,
  rows: readonly PreparedRow[],
): Promise<NotedFiles> {
  const noted = new Map<string, NewFile & { readonly isNew: boolean }>();
  if (!files || rows.every((row) => row.files.length === 0)) return noted;
  // What an earlier import has brought stays until this one has named it, also where that is taken back just now.
  await holdContent(tx);
  const note = async ({ path, text }: FileCell): Promise<NewFile | null> => {
    const facts = await files.beside.facts(path);
    if (!facts) return null;
    const { size, hash, head } = facts;
    // The cell is written as people read it; names in archives come in many encodings.
    const name = plainName(text);
    const { personId: createdBy } = principal;
    const at = new Date(files.now);
    // The same again is no change of its record.
    const before = await broughtBefore(tx, { hash, name, createdBy });
    const id = before ?? newId(files.now);
    const file = { id, name, size, type: mediaTypeOf(name, head), hash, createdBy, at, journal };
    if (before === null) await insertFileFacts(tx, file);
    noted.set(path, { ...file, isNew: before === null });
    return file;
  };
  for (const { files: cells, problems } of rows)
    for (const cell of problems.length > 0 ? [] : cells) {
      const file = noted.get(cell.path) ?? (await note(cell));
      const wrong = file ? wrongWith(file, cell) : broken(cell);
      if (wrong) problems.push({ column: cell.column, ...wrong });
      else cell.onto[cell.field.key] = file!.id;
    }
  return noted;
}

/** Keeps what records have taken, and forgets the rest. */
export async function settleFiles({ files, tx }: BatchContext, noted: NotedFiles): Promise<void> {
  const brought = [...noted].filter(([, { isNew }]) => isNew);
  if (!files || files.trial || brought.length === 0) return;
  const ids = brought.map(([, { id }]) => id);
  const taken = await namedFiles(tx, ids, namedFilesSql(files.registry));
  await deleteFileFacts(
    tx,
    ids.filter((id) => !taken.has(id)),
  );
  for (const [path, { id, hash }] of brought)
    if (taken.has(id)) await insertContent(tx, hash, inParts(await files.beside.read(path), PIECE));
}

// helpers //////////

function broken({ text }: FileCell) {
  const message = `The file “${text}” is broken in the ZIP.`;
  return { code: 'import_broken_file', params: { text }, message };
}

/** What the field would refuse, said of the cell before anything is written. */
function wrongWith({ size, type }: NewFile, { field, text }: FileCell) {
  const { accept, maxSize } = field.settings as { accept: string[]; maxSize: number };
  if (size === 0)
    return { code: 'import_empty_file', params: { text }, message: `The file “${text}” is empty.` };
  if (!accepts(accept, type)) {
    const params = { text, type };
    const message = `${field.name} takes no file such as “${text}” (${type}).`;
    return { code: 'import_file_kind', params, message };
  }
  if (size <= maxSize) return null;
  const most = Math.floor(maxSize / 1_048_576);
  const message = `The file “${text}” is larger than ${most} MB.`;
  return { code: 'import_file_size', params: { text, most }, message };
}
