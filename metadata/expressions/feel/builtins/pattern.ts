/** Regular expressions (DMN 1.5 §10.3.4.3, XQuery and XPath functions): `matches`, `replace`, `split`, in linear time. */
import type { Value } from '../../../value.ts';
import { BOOLEAN, listOf, STRING } from '../../types.ts';
import { compilePattern, type Pattern } from '../patterns.ts';
import { boundedText, note, type Run, spend } from '../run.ts';
import { defineBuiltIn, nullable, overload, parameter } from './define.ts';

const INPUT = parameter('input', STRING);
const PATTERN = parameter('pattern', STRING);
const FLAGS = nullable('flags', STRING);

export const matches = defineBuiltIn(
  'matches',
  overload<readonly [string, string]>([INPUT, PATTERN], BOOLEAN, ([input, pattern], run) =>
    withPattern(pattern, null, run, (compiled) => finds(compiled, input, run)),
  ),
  overload<readonly [string, string, string | null]>(
    [INPUT, PATTERN, FLAGS],
    BOOLEAN,
    ([input, pattern, flags], run) =>
      withPattern(pattern, flags, run, (compiled) => finds(compiled, input, run)),
  ),
);

export const replace = defineBuiltIn(
  'replace',
  overload<readonly [string, string, string]>(
    [INPUT, PATTERN, parameter('replacement', STRING)],
    STRING,
    ([input, pattern, replacement], run) => replaceAll(input, pattern, replacement, null, run),
  ),
  overload<readonly [string, string, string, string | null]>(
    [INPUT, PATTERN, parameter('replacement', STRING), FLAGS],
    STRING,
    ([input, pattern, replacement, flags], run) => replaceAll(input, pattern, replacement, flags, run),
  ),
);

export const split = defineBuiltIn(
  'split',
  overload<readonly [string, string]>(
    [parameter('string', STRING), parameter('delimiter', STRING)],
    listOf(STRING),
    ([text, delimiter], run) =>
      withPattern(delimiter, null, run, (pattern) => {
        spendOn(text, pattern, run);
        if (pattern.matchesNothing) return note(run, 'split: the delimiter matches the empty text.');
        return pattern.split(text);
      }),
  ),
);

// helpers //////////

/** Compiling a pattern takes about so many steps' time. */
const COMPILING = 100;

function withPattern(
  source: string,
  flags: string | null,
  run: Run,
  use: (pattern: Pattern) => Value,
): Value {
  const pattern = compilePattern(source, flags ?? '', () => spend(run, COMPILING + source.length));
  return typeof pattern === 'string' ? note(run, pattern) : use(pattern);
}

/** What it costs to run a pattern over a text. */
function spendOn(text: string, { size }: Pattern, run: Run): void {
  spend(run, Math.ceil((text.length * size) / 1024));
}

function finds(pattern: Pattern, input: string, run: Run): boolean {
  spendOn(input, pattern, run);
  return pattern.finds(input);
}

function replaceAll(
  input: string,
  source: string,
  replacement: string,
  flags: string | null,
  run: Run,
): Value {
  return withPattern(source, flags, run, (pattern) => {
    spendOn(input, pattern, run);
    if (pattern.matchesNothing) return note(run, 'replace: the pattern matches the empty text.');
    const result = pattern.replace(input, replacement);
    return result === null
      ? note(run, 'replace: $ must be followed by a digit, \\ by $ or \\.')
      : boundedText(run, result);
  });
}
