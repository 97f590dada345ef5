/**
 * The parts of an XLSX file (ECMA-376, a ZIP archive), opened with the limits of QUALITY §3: entries, size unpacked, ratio. A
 * part that unpacks to more than the archive says breaks its stream.
 */
import type { Readable } from 'node:stream';
import { type Entry, openPromise, type ZipFile } from 'yauzl';
import { Rejection } from '../../rejection.ts';

export interface Archive {
  /** Names of the parts. */
  has(name: string): boolean;
  /** A part as it is unpacked. */
  read(name: string): Promise<Readable>;
  close(): void;
}

const MOST_ENTRIES = 10_000;
const MOST_BYTES = 200_000_000;
const MOST_RATIO = 100;
/** Small parts, such as empty style sheets, may be packed as well as they like. */
const RATIO_FROM = 1_000_000;

export function isArchive(head: Uint8Array): boolean {
  return head[0] === 0x50 && head[1] === 0x4b && head[2] === 0x03 && head[3] === 0x04;
}

export async function openArchive(path: string, file: string): Promise<Archive> {
  const zip = await openPromise(path, { lazyEntries: true, autoClose: false }).catch(() => {
    throw notXlsx(file);
  });
  try {
    const entries = await entriesOf(zip, file);
    return {
      has: (name) => entries.has(name),
      async read(name) {
        const entry = entries.get(name);
        if (!entry) throw notXlsx(file);
        return zip.openReadStreamPromise(entry).catch(() => {
          throw notXlsx(file);
        });
      },
      close: () => zip.close(),
    };
  } catch (error) {
    zip.close();
    throw error;
  }
}

export function notXlsx(file: string): Rejection {
  const message = `${file} is no workbook that can be read. Save it as XLSX or CSV anew.`;
  return new Rejection({ status: 422, code: 'xlsx', message });
}

// helpers //////////

async function entriesOf(zip: ZipFile, file: string): Promise<Map<string, Entry>> {
  const entries = new Map<string, Entry>();
  let [unpacked, count] = [0, 0];
  const bomb = (text: string) =>
    new Rejection({ status: 422, code: 'archive_limits', message: `${file} ${text}` });
  try {
    for await (const entry of zip.eachEntry()) {
      if (++count > MOST_ENTRIES) throw bomb(`has more than ${MOST_ENTRIES} parts.`);
      unpacked += entry.uncompressedSize;
      if (unpacked > MOST_BYTES) throw bomb(`unpacks to more than ${MOST_BYTES / 1_000_000} MB.`);
      if (entry.uncompressedSize > RATIO_FROM && entry.uncompressedSize > entry.compressedSize * MOST_RATIO)
        throw bomb(`has a part that is packed more than ${MOST_RATIO} times, as no table is.`);
      if (entry.isEncrypted()) throw bomb('is protected by a password. Save it without.');
      entries.set(entry.fileName, entry);
    }
  } catch (error) {
    throw error instanceof Rejection ? error : notXlsx(file);
  }
  return entries;
}
