/** What the text-like field types have in common: a clean line or block of text within a length. */
import { problem } from '../failures.ts';
import { bad, type FieldOf, type JsonSchema, ok, type Parsed } from '../fields/field-type.ts';
import type { Json } from '../value.ts';

/** NUL can't be stored by PostgreSQL; a lone surrogate is no text at all. */
const UNSTORABLE = /\0|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/;

/** One line, trimmed; line breaks and tabs within become spaces. */
export function checkLine(wire: Json, maxLength: number, field: FieldOf<unknown>): Parsed {
  if (typeof wire !== 'string') return bad(problem('not_text', { field: field.name }));
  return checkLength(wire.replaceAll(/[\r\n\t\u2028\u2029]+/g, ' ').trim(), maxLength, field);
}

/** Several lines: line ends become `\n`, spaces at the end go. */
export function checkBlock(wire: Json, maxLength: number, field: FieldOf<unknown>): Parsed {
  if (typeof wire !== 'string') return bad(problem('not_text', { field: field.name }));
  return checkLength(wire.replaceAll(/\r\n?/g, '\n').trimEnd(), maxLength, field);
}

/** A cell's text as it is; empty becomes null. */
export function readLine(text: string): Parsed {
  return ok(text.trim() === '' ? null : text);
}

export function textSchema(maxLength: number): JsonSchema {
  return { type: 'string', maxLength };
}

// helpers //////////

function checkLength(text: string, maxLength: number, field: FieldOf<unknown>): Parsed {
  if (UNSTORABLE.test(text)) return bad(problem('control_characters', { field: field.name }));
  const length = text.length > maxLength ? [...text].length : text.length;
  if (length > maxLength) return bad(problem('too_long', { field: field.name, max: maxLength, length }));
  return ok(text === '' ? null : text);
}
