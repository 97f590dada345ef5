/** What is brought in as files of the operating system, for readers that jump about in them; gone when the deed has ended. */
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Queryable } from '../db/database.ts';
import { fileContent } from '../store/files.ts';
import { type FilesBeside, isBundle, openBundle } from './bundle.ts';

/** A table as it lies in the file system. */
export interface TableFile {
  readonly path: string;
  /** What people call it, for messages. */
  readonly name: string;
  /** Null where it came alone. */
  readonly files: FilesBeside | null;
}

/** The table of a stored file: the file itself, or the one in a ZIP. */
export function withFileCopy<T>(
  db: Queryable,
  file: { readonly id: string; readonly name: string },
  deed: (table: TableFile) => Promise<T>,
): Promise<T> {
  return withCopy(Readable.from(fileContent(db, file.id)), (path) => withTable(path, file.name, deed));
}

/** The table of a file that lies in the file system. */
export async function withTable<T>(
  path: string,
  name: string,
  deed: (table: TableFile) => Promise<T>,
): Promise<T> {
  if (!isBundle(name)) return deed({ path, name, files: null });
  const { table, files, readTable, close } = await openBundle(path, name);
  try {
    return await withCopy(await readTable(), (copy) =>
      deed({ path: copy, name: `${name} › ${table}`, files }),
    );
  } finally {
    close();
  }
}

// helpers //////////

async function withCopy<T>(content: Readable, deed: (path: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'potik-import-'));
  try {
    const path = join(folder, 'content');
    await pipeline(content, createWriteStream(path, { mode: 0o600 }));
    return await deed(path);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
