import { describe, expect, test } from 'vitest';
import { coverageOf } from '../../../../designer/decision/coverage.ts';
import type { Column, DecisionTable, HitPolicy } from '../../../../designer/decision/decision-table.ts';

const column = (kind: Column['kind'], name: string, values = ''): Column => ({
  kind,
  label: name,
  name,
  expression: name,
  type: '',
  values,
  id: name,
});

/** Two inputs and an output, a line a rule. */
function table(
  rules: readonly (readonly string[])[],
  hitPolicy: HitPolicy = 'UNIQUE',
  values = '',
): DecisionTable {
  return {
    hitPolicy,
    aggregation: '',
    columns: [column('input', 'amount'), column('input', 'class', values), column('output', 'level')],
    rules: rules.map((cells, at) => ({ id: `r${at}`, cells, ids: [] })),
  };
}

describe('a table that answers with one rule', () => {
  test('is whole where every value is answered once', () => {
    const whole = table([
      ['< 10', '-', '1'],
      ['[10..20)', '"A", "B"', '2'],
      ['[10..20)', 'not("A", "B")', '3'],
      ['>= 20', '-', '4'],
    ]);
    expect(coverageOf(whole)).toEqual({ gaps: [], overlaps: [], more: false });
  });

  test('tells what no rule answers, and what two do', () => {
    const rules = [
      ['<= 10', '-', '1'],
      ['[10..20]', '"A"', '2'],
      ['> 20', '"A"', '3'],
    ];
    expect(coverageOf(table(rules))).toEqual({
      gaps: [['> 10', 'not("A")']],
      overlaps: [{ rules: [1, 2], at: ['10', '"A"'] }],
      more: false,
    });
  });

  test('knows only the values its column allows', () => {
    const rules = [
      ['-', '"A"', '1'],
      ['-', '"B"', '2'],
    ];
    expect(coverageOf(table(rules))?.gaps).toEqual([[null, 'not("A", "B")']]);
    expect(coverageOf(table(rules, 'UNIQUE', '"A", "B"'))?.gaps).toEqual([]);
    expect(coverageOf(table(rules, 'UNIQUE', '"A", "B", "C"'))?.gaps).toEqual([[null, '"C"']]);
  });

  test('compares dates and truth too', () => {
    const dates = table([
      ['< date("2026-01-01")', 'true', '1'],
      ['> date("2026-01-01")', '-', '2'],
    ]);
    expect(coverageOf(dates)?.gaps).toEqual([
      ['< date("2026-01-01")', 'false'],
      ['date("2026-01-01")', null],
    ]);
  });
});

test('several rules may answer by some policies', () => {
  const rules = [
    ['< 10', '-', '1'],
    ['< 20', '-', '1'],
    ['>= 20', '-', '2'],
    ['-', '"A"', '2'],
  ];
  expect(coverageOf(table(rules, 'FIRST'))).toEqual({ gaps: [], overlaps: [], more: false });
  expect(coverageOf(table(rules, 'ANY'))?.overlaps).toEqual([
    { rules: [1, 2, 4], at: ['< 10', '"A"'] },
    { rules: [2, 4], at: ['[10..20)', '"A"'] },
  ]);
  expect(coverageOf(table(rules, 'COLLECT'))).toBeNull();
});

test('what a cell calculates can not be told', () => {
  for (const cell of ['? > limit', 'contains(?, "x")', '< 5, "A"', '"a" .. "b"', '< today()'])
    expect(coverageOf(table([[cell, '-', '1']]))).toBeNull();
});

test('an entangled table is told as far as it goes', () => {
  const rules = Array.from({ length: 40 }, (_, at) => [String(at), `"${at}"`, '1']);
  const coverage = coverageOf(table(rules));
  expect(coverage?.gaps).toHaveLength(12);
  expect(coverage?.more).toBe(true);
});
