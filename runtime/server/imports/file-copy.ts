/** A stored file as a file of the operating system, for readers that jump about in it; gone when the deed has ended. */
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Queryable } from '../db/database.ts';
import { fileContent } from '../store/files.ts';

export async function withFileCopy<T>(
  db: Queryable,
  fileId: string,
  deed: (path: string) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'potik-import-'));
  try {
    const path = join(folder, 'content');
    await pipeline(Readable.from(fileContent(db, fileId)), createWriteStream(path, { mode: 0o600 }));
    return await deed(path);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
