/**
 * What is sent, kept in a file of the operating system until its hash is known: memory holds a part at a time, however large
 * the file is. `files.ts` writes it to the store from there.
 */
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';

export interface Spooled {
  readonly size: number;
  /** SHA-256 of the content. */
  readonly hash: Buffer;
  /** The beginning, by which formats are told apart. */
  readonly head: Buffer;
  /** The content in parts of this many bytes, the last one smaller. */
  parts(bytes: number): AsyncIterable<Buffer>;
}

const HEAD = 4096;

/** The file is gone when `deed` has ended, well or not. */
export async function spooled<T>(
  content: AsyncIterable<Buffer>,
  deed: (spool: Spooled) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'potik-upload-'));
  try {
    const file = join(folder, 'content');
    const hash = createHash('sha256');
    let [size, head] = [0, Buffer.alloc(0)];
    await pipeline(
      content,
      async function* (parts: AsyncIterable<Buffer>) {
        for await (const part of parts) {
          hash.update(part);
          size += part.length;
          if (head.length < HEAD) head = Buffer.concat([head, part]).subarray(0, HEAD);
          yield part;
        }
      },
      createWriteStream(file, { mode: 0o600 }),
    );
    const parts = (bytes: number) => partsOf(file, bytes);
    return await deed({ size, hash: hash.digest(), head, parts });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

// helpers //////////

/** A stream gives what it has; parts are filled up to their size. */
async function* partsOf(file: string, bytes: number): AsyncGenerator<Buffer> {
  let rest = Buffer.alloc(0);
  for await (const read of createReadStream(file, { highWaterMark: bytes })) {
    rest = Buffer.concat([rest, read as Buffer]);
    while (rest.length >= bytes) {
      yield rest.subarray(0, bytes);
      rest = rest.subarray(bytes);
    }
  }
  if (rest.length > 0) yield rest;
}
