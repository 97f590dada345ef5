import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { decide, decisions } from '#tests/support/decisions.ts';

const file = join(
  process.env.POTIK_SHARED ?? '../shared',
  'data/bpmn/camunda-invoice/invoiceBusinessDecisions.dmn',
);

describe.skipIf(!existsSync(file))(
  "Camunda's invoice decisions (skipped where ../shared/data is missing)",
  () => {
    const read = () => decisions(readFileSync(file, 'utf8'));

    test.each([
      [200, 'Misc', 'day-to-day expense', ['accounting', 'sales']],
      [250, 'Misc', 'budget', ['management']],
      [1000.01, 'Misc', 'exceptional', ['management']],
      [5000, 'Travel Expenses', 'day-to-day expense', ['accounting', 'sales']],
      [30, 'Software License Costs', 'budget', ['management']],
    ])('%d of %s is %s and goes to %j', (amount, invoiceCategory, classification, groups) => {
      // given
      const { 'invoice-assign-approver': approver } = read();
      // when
      const outcome = decide(approver!, { amount, invoiceCategory });
      // then
      expect(outcome.value).toEqual(groups);
      expect(outcome.rows.map((row) => row.result)).toEqual(groups);
      expect(outcome.trace[0]).toMatchObject({ decision: 'invoiceClassification', value: classification });
      expect(outcome.trace[1]!.table!.rules).toHaveLength(groups.length);
    });

    test('an unknown category gets nobody', () => {
      const outcome = decide(read()['invoice-assign-approver']!, { amount: 1, invoiceCategory: 'Gifts' });
      expect(outcome.value).toEqual([]);
      expect(outcome.rows).toEqual([]);
    });

    test('says what it reads', () => {
      expect(read()['invoice-assign-approver']!.reads).toEqual(
        expect.arrayContaining([['amount'], ['invoiceCategory']]),
      );
    });
  },
);
