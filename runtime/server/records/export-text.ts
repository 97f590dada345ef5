/** Values as cells of a CSV file, in the conventions spreadsheets have in the person's language. Pure. */
import { type Field, type TextConventions, textOfValue } from '#metadata/field.ts';
import type { Json } from '#metadata/value.ts';
import { harmless } from '../harmless-text.ts';

export interface Column {
  readonly path: string;
  readonly name: string;
  /** Undefined for the record's title, which is no field of its own. */
  readonly field: Field | undefined;
}

export interface FileConventions extends TextConventions {
  readonly delimiter: string;
}

/** Where the decimal mark is a comma, cells are parted by semicolons. Dates are ISO, which spreadsheets read everywhere. */
export function conventionsOf(language: string, zone: string): FileConventions {
  const comma = language !== 'en';
  return { language, zone, dateOrder: 'ymd', decimalMark: comma ? ',' : '.', delimiter: comma ? ';' : ',' };
}

export function cellTexts(
  record: Readonly<Record<string, Json>>,
  columns: readonly Column[],
  conventions: TextConventions,
): string[] {
  return columns.map(({ path, field }) => {
    const value = record[path] ?? null;
    if (value === null) return '';
    if (!field) return harmless(String(value));
    const text = textOfValue(field, value, conventions);
    // Figures and dates are written by us and are sums to whoever opens the file; only what people typed can be a formula.
    return field.type.group === 'number' || field.type.group === 'time' ? text : harmless(text);
  });
}
