/**
 * A ZIP archive handed in by somebody, opened with the limits of QUALITY §3: entries, size unpacked, ratio. An entry that unpacks
 * to more than the archive says breaks its stream. Workbooks and solutions are read through it.
 */
import type { Readable } from 'node:stream';
import { type Entry, fromBufferPromise, openPromise, type ZipFile } from 'yauzl';
import { Rejection } from '../rejection.ts';

export interface Archive {
  /** Names of the entries, folders among them with a `/` at their end. */
  readonly names: readonly string[];
  /** Names that don't say how they are written, read as Windows with Cyrillic letters writes them → the name above. */
  readonly cyrillic: ReadonlyMap<string, string>;
  has(name: string): boolean;
  /** An entry as it is unpacked. */
  read(name: string): Promise<Readable>;
  close(): void;
}

export interface GivenArchive {
  /** Path of the file, or its bytes. */
  readonly source: string | Buffer;
  /** What people call it. */
  readonly file: string;
  /** What is said where it is no archive, or a broken one. */
  readonly unreadable: () => Rejection;
}

const MOST_ENTRIES = 10_000;
const MOST_BYTES = 200_000_000;
const MOST_RATIO = 100;
/** Small entries, such as empty style sheets, may be packed as well as they like. */
const RATIO_FROM = 1_000_000;

export async function openZip(given: GivenArchive): Promise<Archive> {
  const { source, unreadable } = given;
  const options = { lazyEntries: true, autoClose: false };
  const opening =
    typeof source === 'string' ? openPromise(source, options) : fromBufferPromise(source, options);
  const zip = await opening.catch(() => {
    throw unreadable();
  });
  try {
    const entries = await entriesOf(zip, given);
    return {
      names: [...entries.keys()],
      cyrillic: cyrillicNames(entries.values()),
      has: (name) => entries.has(name),
      async read(name) {
        const entry = entries.get(name);
        if (!entry) throw unreadable();
        return zip.openReadStreamPromise(entry).catch(() => {
          throw unreadable();
        });
      },
      close: () => zip.close(),
    };
  } catch (error) {
    zip.close();
    throw error;
  }
}

// helpers //////////

/** A symbolic link of Unix: the file's mode stands in the upper half of its attributes. */
function isLink({ externalFileAttributes }: Entry): boolean {
  return ((externalFileAttributes >>> 16) & 0o170_000) === 0o120_000;
}

/** The flag of names in UTF-8 (APPNOTE 4.4.4, bit 11). */
const UTF8 = 0x800;

function cyrillicNames(entries: Iterable<Entry>): Map<string, string> {
  const decoder = new TextDecoder('ibm866');
  const names = new Map<string, string>();
  for (const { fileName, fileNameRaw, generalPurposeBitFlag: flags } of entries)
    if ((flags & UTF8) === 0 && fileNameRaw.some((byte) => byte > 0x7f))
      names.set(decoder.decode(fileNameRaw).replaceAll('\\', '/'), fileName);
  return names;
}

async function entriesOf(zip: ZipFile, { file, unreadable }: GivenArchive): Promise<Map<string, Entry>> {
  const entries = new Map<string, Entry>();
  let unpacked = 0;
  const bomb = (text: string) =>
    new Rejection({ status: 422, code: 'archive_limits', message: `${file} ${text}` });
  // The reader gives as many as the archive says.
  if (zip.entryCount > MOST_ENTRIES) throw bomb(`has more than ${MOST_ENTRIES} parts.`);
  try {
    for await (const entry of zip.eachEntry()) {
      unpacked += entry.uncompressedSize;
      if (unpacked > MOST_BYTES) throw bomb(`unpacks to more than ${MOST_BYTES / 1_000_000} MB.`);
      if (entry.uncompressedSize > RATIO_FROM && entry.uncompressedSize > entry.compressedSize * MOST_RATIO)
        throw bomb(`has a part that is packed more than ${MOST_RATIO} times, as no honest file is.`);
      if (entry.isEncrypted()) throw bomb('is protected by a password. Save it without.');
      if (isLink(entry)) throw bomb(`has a link in the place of a file, ${entry.fileName}.`);
      if (entries.has(entry.fileName)) throw bomb(`has ${entry.fileName} twice.`);
      entries.set(entry.fileName, entry);
    }
  } catch (error) {
    throw error instanceof Rejection ? error : unreadable();
  }
  return entries;
}
