/**
 * A ZIP file that is brought in: one table, and the files that its cells name by their paths from where the table lies. Nothing of it
 * is unpacked to where its paths lead; an archive with a path out of itself, a link or a name twice is refused as a whole.
 */
import { Readable } from 'node:stream';
import { type ContentFacts, factsOf } from '../files/spool.ts';
import { type Archive, openZip } from '../files/zip-archive.ts';
import { Rejection } from '../rejection.ts';

/** The files that came with a table. */
export interface FilesBeside {
  readonly count: number;
  /** The path within the archive that a cell means; null where nothing lies there. */
  find(cell: string): string | null;
  /** Read through once, however many rows name it; null where it is broken. */
  facts(path: string): Promise<ContentFacts | null>;
  read(path: string): Promise<Readable>;
}

export interface Bundle {
  /** Path of the table. */
  readonly table: string;
  readonly files: FilesBeside;
  readTable(): Promise<Readable>;
  close(): void;
}

export const isBundle = (name: string): boolean => /\.zip$/i.test(name);

/** @param path of the archive in the file system; `name`: what people call it */
export async function openBundle(path: string, name: string): Promise<Bundle> {
  const unreadable = () =>
    refused(name, 'is no ZIP archive that can be read, or has paths that lead out of it. Pack it anew.');
  const archive = await openZip({ source: path, file: name, unreadable });
  try {
    const own = archive.names.filter((entry) => !entry.endsWith('/') && !isLitter(entry));
    const table = tableAmong(own, name);
    const read = async (entry: string) => Readable.from(unbroken(await archive.read(entry), unreadable));
    return {
      table,
      files: { ...filesBeside(archive, own, table), facts: factsOnce(read), read },
      readTable: () => read(table),
      close: () => archive.close(),
    };
  } catch (error) {
    archive.close();
    throw error;
  }
}

// helpers //////////

const TABLE = /\.(csv|tsv|xlsx)$/i;
const NAMED = 5;

/** What macOS and Windows put into archives and folders without being asked. */
function isLitter(entry: string): boolean {
  return entry.split('/').some((part) => part === '__MACOSX' || part.startsWith('.') || part === 'Thumbs.db');
}

/** The table lies above the files; tables further down are files. */
function tableAmong(entries: readonly string[], name: string): string {
  const tables = entries.filter((entry) => TABLE.test(entry));
  const depth = Math.min(...tables.map(depthOf));
  const [table, ...more] = tables.filter((entry) => depthOf(entry) === depth);
  if (table === undefined) throw refused(name, 'has no table in it: one CSV or XLSX file is expected.');
  if (more.length > 0) {
    const named = [table, ...more].slice(0, NAMED).join(', ');
    throw refused(
      name,
      `has ${more.length + 1} tables, and which of them is meant nobody knows: ${named}. Leave one, and put files into a folder.`,
    );
  }
  return table;
}

const depthOf = (entry: string): number => entry.split('/').length;

/**
 * Cells are written on another system than archives: case and the composition of letters may differ, where only one file fits, and so may
 * the encoding of names, which older archives of Windows don't tell.
 */
function filesBeside(
  archive: Archive,
  entries: readonly string[],
  table: string,
): Pick<FilesBeside, 'count' | 'find'> {
  const folder = table.slice(0, table.lastIndexOf('/') + 1);
  const fromTable = (name: string) =>
    name
      .split('/')
      .slice(depthOf(folder) - 1)
      .join('/');
  const files = entries.filter((entry) => entry !== table && entry.startsWith(folder));
  const own = new Set(files);
  const exact = new Map(files.map((file) => [fromTable(file), file]));
  const folded = new Map<string, string | null>();
  const know = (name: string, file: string) => {
    const key = fold(fromTable(name));
    folded.set(key, folded.has(key) ? null : file);
  };
  for (const file of files) know(file, file);
  for (const [name, file] of archive.cyrillic) if (own.has(file)) know(name, file);
  return {
    count: files.length,
    find(cell) {
      const path = cell.replaceAll('\\', '/').replace(/^(\.\/)+/, '');
      return exact.get(path) ?? folded.get(fold(path)) ?? null;
    },
  };
}

function factsOnce(read: FilesBeside['read']): FilesBeside['facts'] {
  const known = new Map<string, Promise<ContentFacts | null>>();
  const throughout = async (path: string) => {
    try {
      return await factsOf(await read(path));
    } catch (error) {
      if (error instanceof Rejection) return null;
      throw error;
    }
  };
  return (path) => {
    const facts = known.get(path) ?? throughout(path);
    known.set(path, facts);
    return facts;
  };
}

async function* unbroken(content: Readable, unreadable: () => Rejection): AsyncGenerator<Buffer> {
  try {
    yield* content as AsyncIterable<Buffer>;
  } catch {
    throw unreadable();
  }
}

function fold(path: string): string {
  return path.normalize('NFC').toLowerCase();
}

function refused(file: string, text: string): Rejection {
  return new Rejection({ status: 422, code: 'bundle', message: `${file} ${text}` });
}
