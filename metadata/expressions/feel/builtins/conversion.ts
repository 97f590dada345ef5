/** From one kind of value to another (DMN 1.5 §10.3.4.1), all but dates and times. */
import { numberOf, type Value } from '../../../value.ts';
import { ANY, NUMBER, rangeOf, STRING } from '../../types.ts';
import { rangeOfText } from '../range-text.ts';
import { note, type Run } from '../run.ts';
import { valueText } from '../text.ts';
import { defineBuiltIn, nullable, overload, parameter } from './define.ts';

const NUMBER_TEXT = /^-?(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d+)?$/;
const GROUPING: readonly (string | null)[] = [' ', ',', '.', null];
const DECIMAL: readonly (string | null)[] = ['.', ',', null];

export const string = defineBuiltIn(
  'string',
  overload<readonly [Value]>([parameter('from')], STRING, ([from], run) =>
    typeof from === 'string' ? from : valueText(from, run),
  ),
);

export const number = defineBuiltIn(
  'number',
  overload<readonly [Value]>([parameter('from', NUMBER)], NUMBER, ([from]) => from),
  overload<readonly [string]>([parameter('from', STRING)], NUMBER, ([from], run) => plainNumber(from, run)),
  overload<readonly [string, string | null, string | null]>(
    [
      parameter('from', STRING),
      nullable('grouping separator', STRING),
      nullable('decimal separator', STRING),
    ],
    NUMBER,
    ([from, grouping, decimal], run) => {
      if (!GROUPING.includes(grouping))
        return note(run, 'number: the grouping separator must be a space, comma or full stop.');
      if (!DECIMAL.includes(decimal))
        return note(run, 'number: the decimal separator must be a comma or full stop.');
      if (grouping !== null && grouping === decimal)
        return note(run, 'number: the two separators are the same.');
      const ungrouped = grouping === null ? from : from.replaceAll(grouping, '');
      return plainNumber(decimal === null ? ungrouped : ungrouped.replace(decimal, '.'), run);
    },
  ),
);

export const range = defineBuiltIn(
  'range',
  overload<readonly [string]>(
    [parameter('from', STRING)],
    rangeOf(ANY),
    ([from], run) =>
      rangeOfText(from, run) ?? note(run, `range: "${from.slice(0, 60)}" is no range of literals.`),
  ),
);

// helpers //////////

function plainNumber(text: string, run: Run): Value {
  const value = NUMBER_TEXT.test(text) ? numberOf(text) : null;
  return value ?? note(run, `number: "${text.slice(0, 60)}" is no number.`);
}
