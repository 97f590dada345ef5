/** What a file is, by its first bytes (magic numbers of the formats' own specifications); a name alone decides nothing but among texts and Office files. */

const SIGNATURES: readonly (readonly [type: string, offset: number, bytes: string])[] = [
  ['application/pdf', 0, '25504446'],
  ['image/png', 0, '89504e470d0a1a0a'],
  ['image/jpeg', 0, 'ffd8ff'],
  ['image/gif', 0, '47494638'],
  ['image/webp', 8, '57454250'],
  ['application/zip', 0, '504b0304'],
  ['application/x-ole-storage', 0, 'd0cf11e0a1b11ae1'],
  ['audio/mpeg', 0, '494433'],
  ['video/mp4', 4, '66747970'],
];

/** Formats that are ZIP or OLE inside, told apart by the name. */
const INSIDE: Readonly<Record<string, readonly [container: string, type: string]>> = {
  docx: ['application/zip', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
  xlsx: ['application/zip', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
  pptx: ['application/zip', 'application/vnd.openxmlformats-officedocument.presentationml.presentation'],
  odt: ['application/zip', 'application/vnd.oasis.opendocument.text'],
  ods: ['application/zip', 'application/vnd.oasis.opendocument.spreadsheet'],
  doc: ['application/x-ole-storage', 'application/msword'],
  xls: ['application/x-ole-storage', 'application/vnd.ms-excel'],
};

const TEXTS: Readonly<Record<string, string>> = {
  csv: 'text/csv',
  md: 'text/markdown',
  json: 'application/json',
};

export function mediaTypeOf(name: string, content: Buffer): string {
  const suffix = /\.([a-z0-9]+)$/i.exec(name)?.[1]?.toLowerCase() ?? '';
  const found = SIGNATURES.find(([, offset, bytes]) =>
    content.subarray(offset, offset + bytes.length / 2).equals(Buffer.from(bytes, 'hex')),
  )?.[0];
  const inside = INSIDE[suffix];
  if (found) return inside?.[0] === found ? inside[1] : found;
  return isText(content) ? (TEXTS[suffix] ?? 'text/plain') : 'application/octet-stream';
}

// helpers //////////

function isText(content: Buffer): boolean {
  const start = content.subarray(0, 4096);
  if (start.includes(0)) return false;
  // A character may be cut at the end of the sample.
  const text = start.toString('utf8');
  return !text.slice(0, -1).includes('\uFFFD');
}
