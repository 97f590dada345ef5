/**
 * What an operator of filters means, said once more in JavaScript: the suite over all field types holds the SQL against it.
 * `cell` is what stands in the column that is asked, `operands` are cells too.
 */
import { Decimal } from 'decimal.js';
import type { Json } from '#metadata/value.ts';

type Oracle = (cell: Json, operands: readonly Json[], reads: 'text' | 'digits' | 'json') => boolean;

export const ORACLES: Readonly<Record<string, Oracle>> = {
  '=': (cell, [operand]) => equal(cell, operand!),
  '!=': (cell, [operand]) => !equal(cell, operand!),
  '<': (cell, [operand]) => cell !== null && order(cell, operand!) < 0,
  '<=': (cell, [operand]) => cell !== null && order(cell, operand!) <= 0,
  '>': (cell, [operand]) => cell !== null && order(cell, operand!) > 0,
  '>=': (cell, [operand]) => cell !== null && order(cell, operand!) >= 0,
  between: (cell, [from, to]) => cell !== null && order(cell, from!) >= 0 && order(cell, to!) <= 0,
  in: (cell, operands) => operands.some((operand) => equal(cell, operand)),
  not_in: (cell, operands) => !operands.some((operand) => equal(cell, operand)),
  empty: (cell) => cell === null,
  not_empty: (cell) => cell !== null,
  // Samples have no endings to be cut off: every word that was asked for stands in the text.
  matches: (cell, [part]) => {
    const asked = plainWords(part!);
    return cell !== null && asked.length > 0 && asked.every((word) => plainWords(cell).includes(word));
  },
  contains: (cell, [part], reads) => cell !== null && words(cell, reads).includes(words(part!, reads)),
  not_contains: (cell, [part], reads) => cell === null || !words(cell, reads).includes(words(part!, reads)),
  starts_with: (cell, [part], reads) => cell !== null && words(cell, reads).startsWith(words(part!, reads)),
  ends_with: (cell, [part], reads) => cell !== null && words(cell, reads).endsWith(words(part!, reads)),
  has_any: (cell, operands) => list(cell).some((item) => operands.includes(item)),
  has_all: (cell, operands) => cell !== null && operands.every((operand) => list(cell).includes(operand)),
  has_none: (cell, operands) => !list(cell).some((item) => operands.includes(item)),
};

// helpers //////////

const NUMBER = /^-?\d+(\.\d+)?$/;

function order(a: Json, b: Json): number {
  const [left, right] = [String(a), String(b)];
  if (NUMBER.test(left) && NUMBER.test(right)) return new Decimal(left).comparedTo(right);
  return left < right ? -1 : left > right ? 1 : 0;
}

function equal(a: Json, b: Json): boolean {
  if (a === null || b === null) return a === b;
  return typeof a === 'object' ? JSON.stringify(a) === JSON.stringify(b) : order(a, b) === 0;
}

function list(cell: Json): readonly Json[] {
  return Array.isArray(cell) ? cell : [];
}

function words(cell: Json, reads: 'text' | 'digits' | 'json'): string {
  const text = typeof cell === 'string' ? cell : JSON.stringify(cell);
  return reads === 'digits' ? text.replaceAll(/\D/g, '') : text.toLowerCase();
}

function plainWords(cell: Json): string[] {
  return (
    String(cell)
      .replaceAll(/<[^>]*>/g, ' ')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  );
}
