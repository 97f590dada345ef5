/** A field's value as people read it: in lists (`dense`, one line) and in records. Empty draws nothing. */
import type { Field } from '#metadata/field.ts';
import type { Json } from '#metadata/value.ts';
import { CELLS } from './cells/table.ts';
import { TextCell } from './cells/text-cells.tsx';

export interface CellOptions {
  readonly field: Field;
  readonly value: unknown;
  readonly dense?: boolean;
}

export function Cell({ field, value, dense = false }: CellOptions) {
  if (isEmpty(value)) return null;
  const Kind = CELLS[field.type.key] ?? TextCell;
  return <Kind field={field} value={value as Json} dense={dense} />;
}

export function isEmpty(value: unknown): boolean {
  return (
    value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)
  );
}

/** Figures stand at the right end of their column. */
export function isFigure(field: Field): boolean {
  return field.type.group === 'number' && field.type.key !== 'rating';
}
