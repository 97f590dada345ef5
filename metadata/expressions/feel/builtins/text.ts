/** Texts (DMN 1.5 §10.3.4.3). Positions and lengths count characters (code points), beginning at 1. */
import { Decimal, type Value } from '../../../value.ts';
import { BOOLEAN, listOf, NUMBER, STRING } from '../../types.ts';
import { boundedText, note, type Run, spend } from '../run.ts';
import { defineBuiltIn, nullable, overload, parameter } from './define.ts';

type S = readonly [string];
type SS = readonly [string, string];

const TEXT = parameter('string', STRING);
const MATCH = parameter('match', STRING);

export const substring = defineBuiltIn(
  'substring',
  overload<readonly [string, Decimal]>(
    [TEXT, parameter('start position', NUMBER)],
    STRING,
    ([text, start], run) => slice(text, start, null, run),
  ),
  overload<readonly [string, Decimal, Decimal]>(
    [TEXT, parameter('start position', NUMBER), parameter('length', NUMBER)],
    STRING,
    ([text, start, length], run) => slice(text, start, length, run),
  ),
);

export const stringLength = defineBuiltIn(
  'string length',
  overload<S>([TEXT], NUMBER, ([text], run) => {
    spend(run, text.length >> 8);
    return new Decimal(lengthOf(text));
  }),
);

export const upperCase = defineBuiltIn(
  'upper case',
  overload<S>([TEXT], STRING, ([text], run) => boundedText(run, text.toUpperCase())),
);

export const lowerCase = defineBuiltIn(
  'lower case',
  overload<S>([TEXT], STRING, ([text], run) => boundedText(run, text.toLowerCase())),
);

/** What stands before the first match; nothing where there is none. */
export const substringBefore = defineBuiltIn(
  'substring before',
  overload<SS>([TEXT, MATCH], STRING, ([text, match]) => text.slice(0, Math.max(0, text.indexOf(match)))),
);

/** What stands behind the first match; nothing where there is none. */
export const substringAfter = defineBuiltIn(
  'substring after',
  overload<SS>([TEXT, MATCH], STRING, ([text, match]) => {
    const at = text.indexOf(match);
    return at < 0 ? '' : text.slice(at + match.length);
  }),
);

export const contains = defineBuiltIn(
  'contains',
  overload<SS>([TEXT, MATCH], BOOLEAN, ([text, match]) => text.includes(match)),
);

export const startsWith = defineBuiltIn(
  'starts with',
  overload<SS>([TEXT, MATCH], BOOLEAN, ([text, match]) => text.startsWith(match)),
);

export const endsWith = defineBuiltIn(
  'ends with',
  overload<SS>([TEXT, MATCH], BOOLEAN, ([text, match]) => text.endsWith(match)),
);

/** Items that are null are left out. */
export const stringJoin = defineBuiltIn(
  'string join',
  overload<readonly [(string | null)[]]>([parameter('list', listOf(STRING))], STRING, ([list], run) =>
    join(list, '', run),
  ),
  overload<readonly [(string | null)[], string | null]>(
    [parameter('list', listOf(STRING)), nullable('delimiter', STRING)],
    STRING,
    ([list, delimiter], run) => join(list, delimiter ?? '', run),
  ),
);

// helpers //////////

function lengthOf(text: string): number {
  let length = 0;
  for (const _character of text) length += 1;
  return length;
}

function slice(text: string, start: Decimal, length: Decimal | null, run: Run): Value {
  spend(run, text.length >> 8);
  const size = lengthOf(text);
  const from = start.trunc().toNumber();
  if (from === 0 || Math.abs(from) > size)
    return note(run, `substring: there is no character ${from} in ${size}.`);
  const count = length === null ? size : length.trunc().toNumber();
  if (count < 1) return note(run, 'substring: the length is less than 1.');
  const first = from > 0 ? from - 1 : size + from;
  if (size === text.length) return text.slice(first, Math.min(size, first + count));
  return [...text].slice(first, Math.min(size, first + count)).join('');
}

function join(list: readonly (string | null)[], delimiter: string, run: Run): string {
  spend(run, list.length);
  let text = '';
  let first = true;
  for (const item of list) {
    if (item === null) continue;
    text += first ? item : delimiter + item;
    first = false;
    if (text.length > 1 << 16) boundedText(run, text);
  }
  return boundedText(run, text);
}
