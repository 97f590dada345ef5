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

export interface ContentFacts {
  readonly size: number;
  /** SHA-256 of the content. */
  readonly hash: Buffer;
  /** The beginning, by which formats are told apart. */
  readonly head: Buffer;
}

export interface Spooled extends ContentFacts {
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
    const measured = measure();
    await pipeline(content, measured.through, createWriteStream(file, { mode: 0o600 }));
    const parts = (bytes: number) => inParts(createReadStream(file, { highWaterMark: bytes }), bytes);
    return await deed({ ...measured.facts(), parts });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** What content is, read through without being kept. */
export async function factsOf(content: AsyncIterable<Buffer>): Promise<ContentFacts> {
  const measured = measure();
  for await (const _ of measured.through(content));
  return measured.facts();
}

/** A stream gives what it has; parts are filled up to their size. */
export async function* inParts(content: AsyncIterable<Buffer>, bytes: number): AsyncGenerator<Buffer> {
  let rest = Buffer.alloc(0);
  for await (const read of content) {
    rest = Buffer.concat([rest, read]);
    while (rest.length >= bytes) {
      yield rest.subarray(0, bytes);
      rest = rest.subarray(bytes);
    }
  }
  if (rest.length > 0) yield rest;
}

// helpers //////////

function measure() {
  const hash = createHash('sha256');
  let [size, head] = [0, Buffer.alloc(0)];
  return {
    async *through(parts: AsyncIterable<Buffer>) {
      for await (const part of parts) {
        hash.update(part);
        size += part.length;
        if (head.length < HEAD) head = Buffer.concat([head, part]).subarray(0, HEAD);
        yield part;
      }
    },
    facts: (): ContentFacts => ({ size, hash: hash.digest(), head }),
  };
}
