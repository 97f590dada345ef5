/** Versions of solutions that others require. */
import { expect, it } from 'vitest';
import { configurationOf } from '#metadata/definition.ts';
import { PEOPLE_DEFINITIONS } from '#metadata/people.ts';
import { buildRegistry } from '#metadata/registry.ts';
import { satisfies } from '#metadata/version-range.ts';

it.each([
  ['^1.2', ['1.2.0', '1.9.9'], ['1.1.9', '2.0.0', '0.9.0']],
  ['^1', ['1.0.0', '1.20.3'], ['0.9.9', '2.0.0']],
  ['^0.3', ['0.3.0', '0.3.9'], ['0.2.9', '0.4.0', '1.0.0']],
  ['^0.0.3', ['0.0.3'], ['0.0.2', '0.0.4', '0.1.0']],
  ['^0', ['0.0.1', '0.9.0'], ['1.0.0']],
  ['~1.2', ['1.2.0', '1.2.7'], ['1.3.0', '1.1.0']],
  ['~1.2.3', ['1.2.3', '1.2.9'], ['1.2.2', '1.3.0']],
  ['~1', ['1.0.0', '1.9.0'], ['2.0.0']],
  ['>=1.2', ['1.2.0', '3.0.0'], ['1.1.9']],
  ['1', ['1.0.0', '1.7.2'], ['2.0.0', '0.9.9']],
  ['1.2', ['1.2.0', '1.2.9'], ['1.3.0']],
  ['1.2.3', ['1.2.3'], ['1.2.4', '1.2.2']],
  ['1.10', ['1.10.0'], ['1.9.0', '1.1.0']],
  ['x', [], ['1.0.0']],
])('%s', (range, fit, unfit) => {
  expect(fit.filter((version) => !satisfies(version, range))).toEqual([]);
  expect(unfit.filter((version) => satisfies(version, range))).toEqual([]);
});

it('is refused where another version is there', () => {
  const solution = (key: string, content: object) => ({
    kind: 'solution',
    key,
    solution: key,
    content: { key, title: key, ...content },
  });
  const told = (range: string) =>
    buildRegistry(
      configurationOf([
        ...PEOPLE_DEFINITIONS,
        solution('crm', { version: '1.4.0' }),
        solution('shop', { version: '0.1.0', requires: { crm: range } }),
      ] as never),
    ).problems.map(({ code, message }) => [code, message]);
  expect(told('^1.2')).toEqual([]);
  expect(told('^2.0')).toEqual([
    [
      'solution_version',
      'shop needs crm ^2.0; 1.4.0 is there. Bring in a version of crm or of shop that fits.',
    ],
  ]);
});
