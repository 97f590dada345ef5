/**
 * Values as cells of a sheet: what FEEL reckons with as a number, date or moment is one in the sheet, all else is text. A text
 * in its own cell type is never run as a formula. Pure.
 */
import { DateTime } from 'luxon';
import { feelValue, type TextConventions, textOfValue } from '#metadata/field.ts';
import { FeelDate, FeelDateTime, isDecimal, type Json } from '#metadata/value.ts';
import type { Column } from './export-text.ts';

/** Formats of cells by their code, in the order they were first used; the number of a style is its place. */
export interface Styles {
  of(code: string): number;
  readonly codes: readonly string[];
}

export function createStyles(): Styles {
  const codes = ['General'];
  return {
    codes,
    of(code) {
      const known = codes.indexOf(code);
      return known >= 0 ? known : codes.push(code) - 1;
    },
  };
}

export function rowXml(
  record: Readonly<Record<string, Json>>,
  columns: readonly Column[],
  styles: Styles,
  conventions: TextConventions,
): string {
  return `<row>${columns.map((column) => cellXml(record[column.path] ?? null, column, styles, conventions)).join('')}</row>`;
}

export function textCell(text: string): string {
  return `<c t="inlineStr"><is><t xml:space="preserve">${escaped(text)}</t></is></c>`;
}

export function escaped(text: string): string {
  return (
    text
      // Characters that XML 1.0 has no place for.
      .replaceAll(/[^\t\n\r -\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '')
      .slice(0, MOST_TEXT)
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll('"', '&quot;')
  );
}

// helpers //////////

/** What a cell holds at most. */
const MOST_TEXT = 32_767;
const DAY = 86_400_000;
/** 30 December 1899, from which the 1900 date system counts since March 1900. */
const FROM = Date.UTC(1899, 11, 30);

function cellXml(value: Json, { field }: Column, styles: Styles, conventions: TextConventions): string {
  if (value === null) return '<c/>';
  if (!field) return textCell(String(value));
  const known = feelValue(field, value);
  if (typeof known === 'boolean') return `<c t="b"><v>${known ? 1 : 0}</v></c>`;
  // More than 15 digits a spreadsheet would round.
  if (isDecimal(known) && known.precision() <= 15)
    return number(known.toFixed(), styles.of(numberFormat(value, known.decimalPlaces())));
  if (known instanceof FeelDate && known.year >= 1901 && known.year <= 9999)
    return number(
      String((Date.UTC(known.year, known.month - 1, known.day) - FROM) / DAY),
      styles.of('yyyy-mm-dd'),
    );
  if (known instanceof FeelDateTime) {
    const local = DateTime.fromISO(String(value), { zone: conventions.zone });
    const days = (local.toMillis() + local.offset * 60_000 - FROM) / DAY;
    if (local.isValid && local.year >= 1901 && local.year <= 9999)
      return number(days.toFixed(8).replace(/\.?0+$/, ''), styles.of('yyyy-mm-dd hh:mm'));
  }
  return textCell(textOfValue(field, value, conventions));
}

function number(text: string, style: number): string {
  return `<c${style === 0 ? '' : ` s="${style}"`}><v>${text}</v></c>`;
}

/** Money says its currency; a column of mixed ones stays to be told apart. */
function numberFormat(value: Json, places: number): string {
  const currency =
    typeof value === 'object' && value !== null ? (value as { currency?: string }).currency : null;
  return currency ? `#,##0.${'0'.repeat(Math.max(places, 2))} "${currency}"` : 'General';
}
