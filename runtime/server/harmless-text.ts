/**
 * Text of people as a cell that no spreadsheet runs (OWASP, CSV injection): every file that is written marks it, every file that is
 * brought in comes back without the mark. Pure.
 */
const RUN = String.raw`[=+\-@\t\r\n\0\uFF1D\uFF0B\uFF0D\uFF20]`;
const RUN_BY_SPREADSHEETS = new RegExp(`^${RUN}`);
const MARKED = new RegExp(`^'(?=${RUN})`);

/** What a spreadsheet would run as a formula is marked as text. */
export function harmless(text: string): string {
  return RUN_BY_SPREADSHEETS.test(text) ? `'${text}` : text;
}

/** The other way: `'+380…` is the text `+380…`. */
export function unmarked(text: string): string {
  return text.replace(MARKED, '');
}
