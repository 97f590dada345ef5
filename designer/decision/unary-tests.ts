/** Cells of a decision table that compare with written values, taken apart: what a rule takes of a column, without evaluating FEEL. */

/** A value that stands in a cell. Numbers and dates have an order. */
export interface Literal {
  readonly kind: 'number' | 'date' | 'string' | 'boolean';
  readonly text: string;
  /** Its place in the order; of strings and booleans without meaning. */
  readonly rank: number;
}

export interface Span {
  /** Null: without an end on that side. */
  readonly from: Literal | null;
  readonly to: Literal | null;
  /** The end itself belongs to it. */
  readonly withFrom: boolean;
  readonly withTo: boolean;
}

export interface UnaryTest {
  /** Takes what none of the spans takes. */
  readonly negated: boolean;
  /** Null: takes everything. */
  readonly spans: readonly Span[] | null;
}

/** Null where the cell says more than comparisons with written values. */
export function readUnaryTest(cell: string): UnaryTest | null {
  const text = cell.trim();
  if (text === '' || text === '-') return { negated: false, spans: null };
  const inner = /^not\s*\((.*)\)$/s.exec(text)?.[1];
  const spans = partsOf(inner ?? text).map(spanOf);
  return spans.every((span) => span !== null) ? { negated: inner !== undefined, spans } : null;
}

// helpers //////////

const LITERAL =
  /^(?:-?\d+(?:\.\d+)?|"[^"\\]*"|true|false|date\(\s*"\d{4}-\d{2}-\d{2}"\s*\)|@"\d{4}-\d{2}-\d{2}")$/;
const INTERVAL = /^([[(\]])\s*(.+?)\s*\.\.\s*(.+?)\s*([\])[])$/s;

/** By commas that stand neither in quotes nor in brackets. */
function partsOf(text: string): string[] {
  return (text.match(/(?:"[^"]*"|[[(\]][^,"]*(?:"[^"]*"[^,"]*)*\.\.[^,]*|date\([^)]*\)|[^,])+/gs) ?? []).map(
    (part) => part.trim(),
  );
}

function literalOf(text: string): Literal | null {
  if (!LITERAL.test(text)) return null;
  const day = /\d{4}-\d{2}-\d{2}/.exec(text)?.[0];
  if (text.startsWith('"')) return { kind: 'string', text, rank: 0 };
  if (text === 'true' || text === 'false') return { kind: 'boolean', text, rank: 0 };
  return day === undefined
    ? { kind: 'number', text, rank: Number(text) }
    : { kind: 'date', text, rank: Date.parse(day) };
}

function spanOf(part: string): Span | null {
  const interval = INTERVAL.exec(part);
  if (interval) {
    const [from, to] = [literalOf(interval[2]!), literalOf(interval[3]!)];
    if (!from || !to || from.kind !== to.kind || !isOrdered(from)) return null;
    return { from, to, withFrom: interval[1] === '[', withTo: interval[4] === ']' };
  }
  const [, sign = '', rest = ''] = /^(<=|>=|<|>|=)?\s*(.*)$/s.exec(part) ?? [];
  const value = literalOf(rest);
  if (!value) return null;
  if (sign === '' || sign === '=') return { from: value, to: value, withFrom: true, withTo: true };
  if (!isOrdered(value)) return null;
  const closed = sign.endsWith('=');
  return sign.startsWith('<')
    ? { from: null, to: value, withFrom: false, withTo: closed }
    : { from: value, to: null, withFrom: closed, withTo: false };
}

function isOrdered({ kind }: Literal): boolean {
  return kind === 'number' || kind === 'date';
}
