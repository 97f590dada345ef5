// @vitest-environment jsdom
/** Trying a decision: what it asks for, what typed text means, which rules fire. */
import { expect, test } from 'vitest';
import { readDecisions } from '../../../../designer/decision/decision-table.ts';
import {
  cellMistake,
  decisionOf,
  trialEnv,
  trialInputs,
  tryDecision,
} from '../../../../designer/decision/trial.ts';
import { registry as registryOf } from '../../../support/configuration.ts';
import { dmn, literal, table } from '../../../support/decisions.ts';

const registry = registryOf({
  'calendars/office.yaml':
    'label: Office\nzone: UTC\nhours: {weekdays: [09:00-18:00]}\nholidays:\n  - {day: 11-23, label: A day off}\n',
});
const ENV = trialEnv(0, 'UTC', registry);
const FILE = dmn(
  table(
    'hitPolicy="COLLECT"',
    ['deal.amount', 'class'],
    ['<output id="o" name="level"/>', '<output id="p" name="days"/>'],
    [
      [
        ['> 100', '-'],
        ['"high"', '3'],
      ],
      [
        ['-', '"A"'],
        ['"known"', '1'],
      ],
    ],
  ),
);
const part = readDecisions(FILE)![0]!;
const decision = decisionOf(FILE, 'table', registry)!;

test('it asks for what the decision reads from outside', () => {
  expect(trialInputs(decision, part.table)).toEqual([
    { path: 'deal.amount', label: 'deal.amount', type: '' },
    { path: 'class', label: 'class', type: '' },
  ]);
});

test('the rules that fire are told with what they give', () => {
  const inputs = trialInputs(decision, part.table);
  const trial = tryDecision(decision, inputs, { 'deal.amount': '50 + 60', class: 'A' }, ENV);
  expect(trial).toEqual({
    ok: true,
    rules: [0, 1],
    rows: [
      [
        ['level', 'high'],
        ['days', '3'],
      ],
      [
        ['level', 'known'],
        ['days', '1'],
      ],
    ],
    notes: [],
  });
});

test('nothing typed is null; what is no value is said', () => {
  const inputs = trialInputs(decision, part.table);
  expect(tryDecision(decision, inputs, {}, ENV)).toMatchObject({ ok: true, rules: [] });
  const wrong = tryDecision(decision, inputs, { 'deal.amount': '1 +' }, ENV);
  expect(wrong.ok).toBe(false);
});

test('a decision that is one expression is tried too', () => {
  const file = dmn(literal('fee', 'amount * 0.1'));
  const fee = decisionOf(file, 'fee', registry)!;
  const trial = tryDecision(fee, trialInputs(fee, null), { amount: '20' }, ENV);
  expect(trial).toMatchObject({ ok: true, rows: [[['fee', '2']]] });
});

test('working days are counted by the calendars of the draft', () => {
  const file = dmn(literal('due', 'string(workdays(from, 1, "office"))'));
  const due = decisionOf(file, 'due', registry)!;
  const trial = tryDecision(due, trialInputs(due, null), { from: 'date("2026-11-20")' }, ENV);
  expect(trial).toMatchObject({ ok: true, rows: [[['due', '2026-11-24']]] });
});

test('a mistake in a cell is found while one types', () => {
  expect(cellMistake('> 100', 'input')).toBeNull();
  expect(cellMistake('[1..', 'input')).not.toBeNull();
  expect(cellMistake('"a" +', 'output')).not.toBeNull();
  expect(cellMistake('', 'output')).toBeNull();
});
