/**
 * Keyset paging: the condition for "behind this record" in an order with empties last, and cursors as opaque text that
 * carry the record's place and the order they belong to.
 */
import type { SqlWriter } from '../sql.ts';
import type { Json } from '../value.ts';
import type { Place } from './nodes.ts';

export interface SortKey {
  readonly place: Place;
  readonly descending: boolean;
}

interface SortSql extends SortKey {
  readonly sql: string;
}

/** SQL type a sort value is bound as: that of the column, or a number for orders of option lists. */
export function sortType(key: SortKey): string {
  const { field, column } = key.place;
  if (field?.type.sortSql && column?.suffix === '') return 'integer';
  return column?.sql.replace(/^numeric.*/, 'numeric') ?? 'text';
}

/**
 * `a < $1 or (a = $1 and id < $2) or a is null`, with a plain bound in front where it holds, so that an index can start at
 * the right place.
 */
export function cursorCondition(
  sorts: readonly SortSql[],
  id: string,
  after: readonly Json[],
  writer: SqlWriter,
): string {
  const parts: string[] = [];
  const equal: string[] = [];
  for (const [i, sort] of sorts.entries()) {
    const value = after[i] ?? null;
    const bound = value === null ? null : writer.bind(value, sortType(sort));
    const behind =
      bound === null ? null : `(${sort.sql} ${sort.descending ? '<' : '>'} ${bound} or ${sort.sql} is null)`;
    if (behind) parts.push([...equal, behind].join(' and '));
    equal.push(bound === null ? `${sort.sql} is null` : `${sort.sql} = ${bound}`);
  }
  const ascending = sorts.length > 0 && !sorts[0]!.descending;
  parts.push(
    [...equal, `${id} ${ascending ? '>' : '<'} ${writer.bind(after[sorts.length]!, 'uuid')}`].join(' and '),
  );
  const [first] = sorts;
  const start = first && after[0] !== null ? writer.bind(after[0]!, sortType(first)) : null;
  const whole = `(${parts.map((part) => `(${part})`).join(' or ')})`;
  return start
    ? `(${first!.sql} ${first!.descending ? '<=' : '>='} ${start} or ${first!.sql} is null) and ${whole}`
    : whole;
}

/** Text for `next`: URL-safe base64 of the order and the place in it. */
export function writeCursor(order: readonly string[], position: readonly Json[]): string {
  return toBase64(JSON.stringify([order, ...position]));
}

/** Null when the text is no cursor of this order. */
export function readCursor(text: string, order: readonly string[]): readonly Json[] | null {
  try {
    const [written, ...position] = JSON.parse(fromBase64(text)) as [readonly string[], ...Json[]];
    const fits = JSON.stringify(written) === JSON.stringify(order) && position.length === order.length + 1;
    const plain = position.every(
      (value) => value === null || ['string', 'number', 'boolean'].includes(typeof value),
    );
    return fits && plain && typeof position.at(-1) === 'string' ? position : null;
  } catch {
    return null;
  }
}

// helpers //////////

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** Without btoa and TextEncoder, which are no part of the language: UTF-8 by percent encoding. */
function toBase64(text: string): string {
  const bytes = encodeURIComponent(text).replaceAll(/%([\dA-F]{2})/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  let out = '';
  for (let i = 0; i < bytes.length; i += 3) {
    const bits =
      (bytes.charCodeAt(i) << 16) | ((bytes.charCodeAt(i + 1) || 0) << 8) | (bytes.charCodeAt(i + 2) || 0);
    const count = Math.min(4, bytes.length - i + 1);
    for (let j = 0; j < count; j++) out += ALPHABET[(bits >> (18 - 6 * j)) & 63];
  }
  return out;
}

function fromBase64(text: string): string {
  let encoded = '';
  for (let i = 0; i < text.length; i += 4) {
    const part = [...text.slice(i, i + 4)].map((letter) => ALPHABET.indexOf(letter));
    if (part.includes(-1)) throw new SyntaxError('not base64');
    const bits = (part[0]! << 18) | ((part[1] ?? 0) << 12) | ((part[2] ?? 0) << 6) | (part[3] ?? 0);
    for (let j = 0; j < part.length - 1; j++)
      encoded += `%${((bits >> (16 - 8 * j)) & 255).toString(16).padStart(2, '0')}`;
  }
  return decodeURIComponent(encoded);
}
