import { describe, expect, test } from 'vitest';
import type { Type } from '#metadata/expression.ts';
import { compiled, feel, refusal } from '#tests/support/feel.ts';

const any: Type = { kind: 'any' };
const known = (...names: string[]) => Object.fromEntries(names.map((name) => [name, any]));

describe('names with spaces and symbols', () => {
  test.each<[string, Record<string, number>, number]>([
    ['Monthly Salary * 12', { 'Monthly Salary': 10 }, 120],
    ['Monthly   Salary * 12', { 'Monthly Salary': 10 }, 120],
    ["Mike's daughter.age + 1", { "Mike's daughter.age": 4 }, 5],
    ['a-b', { 'a-b': 1, a: 9, b: 4 }, 1],
    ['a - b', { a: 9, b: 4 }, 5],
    ['profit and loss + 1', { 'profit and loss': 1 }, 2],
    ['x in y - 1', { 'x in y': 3 }, 2],
    ['Ціна без ПДВ * 2', { 'Ціна без ПДВ': 5 }, 10],
    ['🐎 + 1', { '🐎': 1 }, 2],
  ])('%s', (source, variables, expected) => {
    const names = known(...Object.keys(variables));
    expect(feel(source, variables, { options: { names } })).toBe(expected);
  });

  test('the longest known name wins', () => {
    expect(compiled('net price net', { names: known('net', 'net price', 'net price net') }).reads).toEqual([
      ['net price net'],
    ]);
  });

  test('a loop variable with spaces is known in the body', () => {
    expect(feel('for the item in [1, 2] return the item + 1')).toEqual([2, 3]);
  });

  test('entries of a context are known behind it and after a dot', () => {
    expect(feel('{first name: "A", "b-c": 2, both: first name + "!"}.first name')).toBe('A');
    expect(feel('{"b-c": 2}.b-c')).toBe(2);
  });

  test('a name between backticks needs nobody to know it', () => {
    expect(feel('`odd name` + 1', { 'odd name': 1 })).toBe(2);
    expect(feel('c.`odd name`', { c: { 'odd name': 1 } })).toBe(1);
  });

  test('functions whose names hold words of the language are still two conditions without brackets', () => {
    expect(feel('date and time', { date: true, time: false })).toBe(false);
    expect(feel('date and time("2026-01-01T00:00:00") = null')).toBe(false);
  });

  test('words that people write for operators are not quietly read as names', () => {
    expect(refusal('amount is null')).toEqual([
      'Expected an operator or the end, found "is". Equality is written with =, "is empty" = null.',
    ]);
    expect(refusal('not approved')).toEqual([
      'Expected an operator or the end, found "approved". "Not" is written not(…), "is not" !=.',
    ]);
  });
});
