/**
 * Which encoding the texts of a file are in, told from all of its bytes: by its mark, by being well-formed UTF-8, by the zeros
 * of UTF-16, else by where the letters of Cyrillic encodings stand. What is guessed is told and can be changed.
 */

export interface FoundEncoding {
  /** A name of the Encoding Standard. */
  readonly encoding: string;
  /** The file says so, or it can be nothing else. */
  readonly sure: boolean;
}

export async function encodingOf(content: AsyncIterable<Uint8Array>): Promise<FoundEncoding> {
  const counts = new Array<number>(256).fill(0);
  const utf8 = new TextDecoder('utf-8', { fatal: true });
  let [wellFormed, first, even, odd, at] = [true, true, 0, 0, 0];
  let [before, together, beside] = [0, 0, 0];
  for await (const part of content) {
    if (first && part.length > 0) {
      const marked = markOf(part);
      if (marked !== null) return { encoding: marked, sure: true };
      first = false;
    }
    if (wellFormed) wellFormed = decodes(utf8, part);
    for (const byte of part) {
      counts[byte]!++;
      if (byte >= 0x80 && before >= 0x80) together++;
      else if ((byte >= 0x80 && isLatin(before)) || (isLatin(byte) && before >= 0x80)) beside++;
      before = byte;
      if (byte === 0) at % 2 === 0 ? even++ : odd++;
      at++;
    }
  }
  if (even + odd > at / 10) return { encoding: odd > even ? 'utf-16le' : 'utf-16be', sure: true };
  if (wellFormed && decodes(utf8, null)) return { encoding: 'utf-8', sure: true };
  return { encoding: beside > together ? 'windows-1252' : likeliest(counts), sure: false };
}

// helpers //////////

/** In a western text letters with marks stand among letters without; in a Cyrillic one they stand together. */
function isLatin(byte: number): boolean {
  return (byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a);
}

function markOf([a, b, c]: Uint8Array): string | null {
  if (a === 0xff && b === 0xfe) return 'utf-16le';
  if (a === 0xfe && b === 0xff) return 'utf-16be';
  return a === 0xef && b === 0xbb && c === 0xbf ? 'utf-8' : null;
}

function decodes(decoder: TextDecoder, part: Uint8Array | null): boolean {
  try {
    if (part) decoder.decode(part, { stream: true });
    else decoder.decode();
    return true;
  } catch {
    return false;
  }
}

/** Small letters, which texts have most of, stand elsewhere in each Cyrillic encoding. */
function likeliest(counts: readonly number[]): string {
  const sum = (from: number, to: number) => counts.slice(from, to + 1).reduce((a, b) => a + b, 0);
  const high = sum(0x80, 0xff);
  const scores: readonly (readonly [string, number])[] = [
    ['windows-1251', sum(0xe0, 0xff)],
    ['koi8-u', sum(0xc0, 0xdf)],
    ['ibm866', sum(0xa0, 0xaf) + sum(0xe0, 0xef)],
  ];
  // The upper half of IBM 866's capitals is empty of letters in the others.
  const boxed = sum(0x80, 0x9f) > high / 20 && sum(0xa0, 0xaf) > high / 5;
  return boxed ? 'ibm866' : scores.reduce((best, one) => (one[1] > best[1] ? one : best))[0];
}
