/**
 * What an input of a decision table can be, cut into pieces no cell divides: for numbers and dates the written values and the
 * spaces between them, else the written values and everything else. A rule takes a piece whole or not at all.
 */
import type { Literal, Span, UnaryTest } from './unary-tests.ts';

export interface Domain {
  readonly pieces: readonly Piece[];
  /** Pieces that lie side by side can be told as one range. */
  readonly ordered: boolean;
}

export interface Piece {
  readonly low: Literal | null;
  readonly high: Literal | null;
  /** One value: `low` and `high` are it. Both null and no point: everything else. */
  readonly point: boolean;
}

/**
 * @param values the test of the values the column allows; null where it says none
 * @returns null where the cells compare with values of different kinds
 */
export function domainOf(tests: readonly UnaryTest[], values: UnaryTest | null): Domain | null {
  const found = [...tests, ...(values ? [values] : [])]
    .flatMap(({ spans }) => spans ?? [])
    .flatMap(({ from, to }) => [from, to])
    .filter((literal) => literal !== null);
  const kinds = new Set(found.map(({ kind }) => kind));
  if (kinds.size > 1) return null;
  const literals = [...new Map(found.map((literal) => [keyOf(literal), literal])).values()];
  const [kind] = kinds;
  const ordered = kind === 'number' || kind === 'date';
  const pieces = ordered ? orderedPieces(literals) : namedPieces(literals, kind);
  const allowed = values?.spans ? pieces.filter((piece) => takes(values, piece)) : pieces;
  return { pieces: allowed, ordered };
}

export function takes({ spans, negated }: UnaryTest, piece: Piece): boolean {
  return spans === null || spans.some((span) => within(piece, span)) !== negated;
}

/** The pieces as FEEL; null where they are everything. @param indexes in order */
export function feelOf({ pieces, ordered }: Domain, indexes: readonly number[]): string | null {
  if (indexes.length === pieces.length) return null;
  if (!ordered) {
    const named = indexes.map((at) => pieces[at]!).filter(({ point }) => point);
    if (named.length === indexes.length) return named.map(({ low }) => low!.text).join(', ');
    const others = pieces.filter(({ point }, at) => point && !indexes.includes(at));
    return `not(${others.map(({ low }) => low!.text).join(', ')})`;
  }
  return rangesOf(indexes)
    .map(([first, last]) => rangeText(pieces[first]!, pieces[last]!))
    .join(', ');
}

// helpers //////////

function keyOf({ kind, rank, text }: Literal): string {
  return kind === 'number' || kind === 'date' ? String(rank) : text;
}

function orderedPieces(literals: readonly Literal[]): Piece[] {
  const points = [...literals].sort((a, b) => a.rank - b.rank);
  return [
    ...points.flatMap((low, at): Piece[] => [
      { low: points[at - 1] ?? null, high: low, point: false },
      { low, high: low, point: true },
    ]),
    { low: points.at(-1) ?? null, high: null, point: false },
  ];
}

function namedPieces(literals: readonly Literal[], kind: Literal['kind'] | undefined): Piece[] {
  const others: Piece = { low: null, high: null, point: false };
  if (kind === undefined) return [others];
  const named =
    kind === 'boolean' ? ['true', 'false'].map((text): Literal => ({ kind, text, rank: 0 })) : literals;
  const points = named.map((literal): Piece => ({ low: literal, high: literal, point: true }));
  return kind === 'boolean' ? points : [...points, others];
}

function within({ low, high, point }: Piece, { from, to, withFrom, withTo }: Span): boolean {
  if (point && low && !(low.kind === 'number' || low.kind === 'date')) return from?.text === low.text;
  if (!point && low === null && high === null) return false;
  const above =
    from === null ||
    (low !== null && (low.rank > from.rank || (low.rank === from.rank && (withFrom || !point))));
  const below =
    to === null || (high !== null && (high.rank < to.rank || (high.rank === to.rank && (withTo || !point))));
  return above && below;
}

/** Runs of neighbours: `[1, 2, 4]` → `[[1, 2], [4, 4]]`. */
function rangesOf(indexes: readonly number[]): [number, number][] {
  const ranges: [number, number][] = [];
  for (const at of indexes) {
    const last = ranges.at(-1);
    if (last && last[1] === at - 1) last[1] = at;
    else ranges.push([at, at]);
  }
  return ranges;
}

function rangeText(first: Piece, last: Piece): string {
  const { low, point: withLow } = first;
  const { high, point: withHigh } = last;
  if (low && high && first === last && withLow) return low.text;
  if (low && high) return `${withLow ? '[' : '('}${low.text}..${high.text}${withHigh ? ']' : ')'}`;
  if (high) return `${withHigh ? '<=' : '<'} ${high.text}`;
  return low ? `${withLow ? '>=' : '>'} ${low.text}` : '-';
}
