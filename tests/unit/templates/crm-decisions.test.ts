import { expect, test } from 'vitest';
import { type Decision, deployDecisions } from '#engine/decision.ts';
import type { Json } from '#metadata/value.ts';
import { fromState, toState } from '#metadata/value-json.ts';
import { templateFiles } from '#tests/support/templates.ts';

const files = templateFiles('crm');

function decision(key: string): Decision {
  const result = deployDecisions([{ name: key, xml: files.get(`decisions/${key}.dmn`)! }]);
  if (!result.ok) throw new Error(result.problems.map(({ message }) => message).join('\n'));
  return result.decisions[0]!;
}

function decide(key: string, inputs: Readonly<Record<string, Json>>): Json {
  const scope = { get: (name: string) => (name in inputs ? fromState(inputs[name]!) : undefined) };
  const outcome = decision(key).evaluate(scope, { now: 0, zone: 'UTC' });
  if (!outcome.ok) throw new Error(outcome.reason);
  return toState(outcome.value);
}

test.each([
  [800_000, 10, 'b', 'none'],
  [1_000_000, 0, 'new', 'none'],
  [1_000_001, 0, 'b', 'team_lead'],
  [4_000_000, 10, 'a', 'none'],
  [100_000, 10.5, 'a', 'team_lead'],
  [1_000_001, 0, 'new', 'sales_director'],
  [100_000, 20.5, 'a', 'sales_director'],
  [5_000_001, 0, 'a', 'sales_director'],
  [1_000, 0, 'debtor', 'sales_director'],
  [800_000, 0, null, 'none'],
])('terms of %d UAH, %d %% discount, class %s go to %s', (amount, discount, customer_class, expected) => {
  expect(decide('approval_level', { amount, discount, customer_class })).toBe(expected);
});

test.each([
  [100_000, 0, null, 'b', null],
  [100_000, 50_000, 200_000, 'a', null],
  [150_000, 50_000, 200_000, 'a', null],
  [150_001, 50_000, 200_000, 'a', 'The order exceeds the credit limit of the customer.'],
  [1_000, 1, null, 'b', 'The customer owes us money and has no credit limit.'],
  [500_001, 0, null, 'new', 'This is a large order of a new customer.'],
  [1_000, 0, 900_000, 'debtor', 'The customer is a debtor.'],
])(
  'order of %d with debt %d, limit %s, class %s: %s',
  (total, debt, credit_limit, customer_class, expected) => {
    expect(decide('order_release', { total, debt, credit_limit, customer_class })).toBe(expected);
  },
);

test.each([
  ['complaint', 'high', 'PT2H'],
  ['complaint', 'low', 'PT4H'],
  ['purchase', 'normal', 'PT4H'],
  ['service', 'normal', 'P1D'],
  ['question', 'low', 'P3D'],
  ['question', 'normal', 'P2D'],
])('a %s of %s priority is answered within %s', (kind, priority, expected) => {
  expect(decide('answer_time', { kind, priority })).toEqual({ $duration: expected });
});
