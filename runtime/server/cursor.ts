/** Where a page ended, as opaque text for `next`: base64url of JSON. A text that is none is refused. */
import { invalid } from './rejection.ts';

export function writeCursor(position: readonly unknown[]): string {
  return Buffer.from(JSON.stringify(position)).toString('base64url');
}

export function readCursor<Position extends readonly unknown[]>(
  text: string,
  length: Position['length'],
): Position {
  try {
    const position: unknown = JSON.parse(Buffer.from(text, 'base64url').toString());
    if (Array.isArray(position) && position.length === length && position.every(isScalar))
      return position as unknown as Position;
  } catch {
    // told below
  }
  throw invalid([
    { path: 'cursor', code: 'cursor', message: 'The cursor is none that an earlier page gave.' },
  ]);
}

function isScalar(value: unknown): boolean {
  return value === null || typeof value === 'string' || typeof value === 'number';
}
