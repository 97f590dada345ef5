/**
 * The bytes of a file as text, part by part. What is no text in the encoding is refused with its line, rather than stored as
 * something else. Used while importing, and before it to look the whole file through.
 */
import { Rejection } from '../../rejection.ts';

export interface CsvSource {
  /** For messages. */
  readonly file: string;
  readonly content: AsyncIterable<Uint8Array | string>;
  /** A name of the Encoding Standard such as `windows-1251`; by default UTF-8, or UTF-16 where the file begins with its mark. */
  readonly encoding?: string | undefined;
}

export async function* csvText({ file, content, encoding }: CsvSource): AsyncGenerator<string> {
  let decoder: TextDecoder | null = null;
  let line = 1;
  for await (const part of content) {
    const bytes = typeof part === 'string' ? Buffer.from(part) : part;
    decoder ??= decoderOf(encoding ?? markedEncoding(bytes), file);
    const text = decodedPart(decoder, bytes, file, line);
    refuseBinary(text, file, line);
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) line++;
    if (text !== '') yield text;
  }
  if (decoder) decodedPart(decoder, null, file, line);
}

// helpers //////////

function markedEncoding([first, second]: Uint8Array): string {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  return 'utf-8';
}

function decoderOf(encoding: string, file: string): TextDecoder {
  try {
    return new TextDecoder(encoding, { fatal: true });
  } catch {
    const message = `${file}: "${encoding}" is no encoding of texts. Known are utf-8, utf-16le, windows-1251, windows-1252, koi8-u, ibm866 and others.`;
    throw new Rejection({ status: 422, code: 'encoding_unknown', message });
  }
}

/** Zeros stand in pictures, archives and programs, and can't be stored as text. */
function refuseBinary(text: string, file: string, line: number): void {
  const zero = text.indexOf('\0');
  if (zero < 0) return;
  const at = line + text.slice(0, zero).split('\n').length - 1;
  const message = `${file} line ${at} is no text: it has zeros in it, as pictures and archives have. Save the table as CSV or XLSX.`;
  throw new Rejection({ status: 422, code: 'no_text', message });
}

/** @param bytes null at the end of the file */
function decodedPart(decoder: TextDecoder, bytes: Uint8Array | null, file: string, line: number): string {
  try {
    return bytes ? decoder.decode(bytes, { stream: true }) : decoder.decode();
  } catch {
    const before = bytes ? new TextDecoder(decoder.encoding).decode(bytes).split('\uFFFD', 1)[0]! : '';
    const at = line + before.split('\n').length - 1;
    const message = `${file} line ${at} is no text in ${decoder.encoding.toUpperCase()}. Save the file as UTF-8, or say which encoding it has, such as windows-1251.`;
    throw new Rejection({ status: 422, code: 'encoding', message });
  }
}
