/** What becomes of elements in another version, found without asking, and what of it the engine must be told. */
import { expect, test } from 'vitest';
import { automaticMapping, changedOnly } from '../../../../designer/operations/mapping.ts';
import { operationsSearch, selectionOf } from '../../../../designer/operations/operations-search.ts';

const elements = (...all: readonly (readonly [id: string, kind: string, name?: string, waits?: boolean])[]) =>
  new Map(all.map(([id, kind, name = id, waits = true]) => [id, { id, kind, name, waits } as never]));

test('elements keep their id where the kind is the same, else a name that only one bears counts', () => {
  const from = elements(
    ['check', 'userTask', 'Check'],
    ['send', 'serviceTask', 'Send'],
    ['old', 'userTask', 'Sign'],
    ['twice', 'userTask', 'Ask'],
    ['gone', 'userTask'],
    ['split', 'exclusiveGateway', 'Which?', false],
  );
  const to = elements(
    ['check', 'userTask', 'Check again'],
    ['send', 'userTask', 'Send'],
    ['signing', 'userTask', 'Sign'],
    ['ask1', 'userTask', 'Ask'],
    ['ask2', 'userTask', 'Ask'],
  );
  const mapping = automaticMapping(from, to);
  expect([...mapping]).toEqual([
    ['check', 'check'],
    ['send', null],
    ['old', 'signing'],
    ['twice', null],
    ['gone', null],
  ]);
  expect(changedOnly(mapping)).toEqual({ old: 'signing' });
});

test('an address says only what it may', () => {
  expect(operationsSearch({ tab: 'instances', state: 'odd', version: '2', heat: 'done', days: 'x' })).toEqual(
    {
      tab: 'instances',
      version: 2,
      heat: 'done',
    },
  );
  // half of a filter by variable is none
  expect(selectionOf('p', { variable: 'city' })).toEqual({ process: 'p', state: 'running' });
  expect(selectionOf('p', { variable: 'city', value: 'Lviv', state: 'all' })).toMatchObject({
    variable: 'city',
    value: 'Lviv',
  });
});
