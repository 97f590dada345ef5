/**
 * What no rule of a decision table answers, and what several answer where only one may. Found by the written values alone: all
 * inputs together are cut into regions no rule divides, and each region is asked which rules take it.
 */
import { type Domain, domainOf, feelOf, takes } from './column-domain.ts';
import type { DecisionTable, HitPolicy } from './decision-table.ts';
import { readUnaryTest, type UnaryTest } from './unary-tests.ts';

/** By input: FEEL of what it is there; null: anything. */
export type Region = readonly (string | null)[];

export interface Coverage {
  readonly gaps: readonly Region[];
  /** Numbers of rules, from 1, that answer the same. */
  readonly overlaps: readonly { readonly rules: readonly number[]; readonly at: Region }[];
  /** There is more than is told. */
  readonly more: boolean;
}

/** Told of each kind at the most. */
const MOST = 12;
/** Gaps gathered before neighbours are put together. */
const GATHERED = 200;
/** Regions looked at; tables beyond are too entangled to be told whole. */
const BUDGET = 50_000;

/** Policies by which a table answers with one rule, so that what none answers is a gap. */
const SINGLE: ReadonlySet<HitPolicy> = new Set(['UNIQUE', 'ANY', 'FIRST', 'PRIORITY']);

/** Null where it can't be told: no rules, another policy, or a cell that says more than comparisons with written values. */
export function coverageOf(table: DecisionTable): Coverage | null {
  const { hitPolicy, columns, rules } = table;
  if (rules.length === 0 || !SINGLE.has(hitPolicy)) return null;
  const inputs = columns.flatMap((column, at) => (column.kind === 'input' ? [{ column, at }] : []));
  if (inputs.length === 0) return null;
  const parts: Part[] = [];
  for (const { column, at } of inputs) {
    const tests = rules.map(({ cells }) => readUnaryTest(cells[at] ?? ''));
    const values = column.values.trim() === '' ? null : readUnaryTest(column.values);
    if (tests.some((test) => test === null)) return null;
    const domain = domainOf(tests as UnaryTest[], values);
    if (!domain) return null;
    const takers = domain.pieces.map((piece) =>
      rules.map((_, rule) => rule).filter((rule) => takes(tests[rule]!, piece)),
    );
    parts.push({ domain, takers });
  }
  return walk(parts, table);
}

// helpers //////////

interface Part {
  readonly domain: Domain;
  /** Rules by piece. */
  readonly takers: readonly (readonly number[])[];
}

/** Indexes of pieces by column. */
type Pieces = readonly (readonly number[])[];

function walk(parts: readonly Part[], table: DecisionTable): Coverage {
  const gaps: Pieces[] = [];
  const overlaps = new Map<string, Coverage['overlaps'][number]>();
  let [left, more] = [BUDGET, false];
  const whole = ({ domain }: Part) => domain.pieces.map((_, piece) => piece);
  const told = (region: Pieces): Region => region.map((pieces, at) => feelOf(parts[at]!.domain, pieces));
  const visit = (column: number, active: readonly number[], region: Pieces): void => {
    if (left-- <= 0) {
      more = true;
      return;
    }
    if (active.length === 0) {
      if (gaps.length < GATHERED) gaps.push([...region, ...parts.slice(column).map(whole)]);
      else more = true;
      return;
    }
    const part = parts[column];
    if (!part) {
      const key = active.join();
      if (active.length < 2 || overlaps.has(key) || !disagree(table, active)) return;
      if (overlaps.size < MOST)
        overlaps.set(key, { rules: active.map((rule) => rule + 1), at: told(region) });
      else more = true;
      return;
    }
    // Pieces that the same rules take are one: the next column need not be walked for each.
    const alike = new Map<string, { readonly rules: readonly number[]; readonly pieces: number[] }>();
    part.takers.forEach((takers, piece) => {
      const rules = active.filter((rule) => takers.includes(rule));
      const known = alike.get(rules.join());
      if (known) known.pieces.push(piece);
      else alike.set(rules.join(), { rules, pieces: [piece] });
    });
    for (const { rules, pieces } of alike.values()) visit(column + 1, rules, [...region, pieces]);
  };
  visit(
    0,
    table.rules.map((_, rule) => rule),
    [],
  );
  const joined = joinedRegions(gaps);
  return {
    gaps: joined.slice(0, MOST).map(told),
    overlaps: [...overlaps.values()],
    more: more || joined.length > MOST,
  };
}

/** Regions that differ in one column only are one. */
function joinedRegions(regions: readonly Pieces[]): readonly Pieces[] {
  const left = [...regions];
  for (let at = 0; at < left.length; at++)
    for (let other = at + 1; other < left.length; other++) {
      const differing = left[at]!.flatMap((pieces, column) =>
        pieces.join() === left[other]![column]!.join() ? [] : [column],
      );
      if (differing.length !== 1) continue;
      const [column] = differing;
      left[at] = left[at]!.map((pieces, i) =>
        i === column ? [...new Set([...pieces, ...left[other]![i]!])].sort((a, b) => a - b) : pieces,
      );
      left.splice(other, 1);
      // The larger region may now join one that was looked at before.
      other = at;
    }
  return left;
}

/** Where one rule only may answer, or all that do must say the same (DMN 1.5 §8.2.8). */
function disagree({ hitPolicy, columns, rules }: DecisionTable, active: readonly number[]): boolean {
  if (hitPolicy === 'UNIQUE') return true;
  if (hitPolicy !== 'ANY') return false;
  const said = active.map((rule) =>
    columns.map(({ kind }, at) => (kind === 'output' ? rules[rule]!.cells[at] : '')).join('\u0000'),
  );
  return new Set(said).size > 1;
}
