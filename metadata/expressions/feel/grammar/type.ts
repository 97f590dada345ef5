/**
 * Types as text (DMN 1.5 §10.3.1.2 rules 42–46): `list<number>`, `context<name: string>`, `function<date> -> number`,
 * names of FEEL's types and of the model's.
 */

import { meant } from '../../sentences.ts';
import type { Type } from '../../types.ts';
import {
  ANY,
  BOOLEAN,
  contextWith,
  DATE,
  DATE_TIME,
  DAYS_DURATION,
  functionOf,
  listOf,
  MONTHS_DURATION,
  NULL,
  NUMBER,
  rangeOf,
  STRING,
  TIME,
} from '../../types.ts';
import { matchName, type NameMatch, normalName } from '../names.ts';
import { nest, type Parser } from '../parser.ts';

/** FEEL's own types. Without parts in `<>`, lists, contexts, ranges and functions may hold anything. */
export const BUILT_IN_TYPES: Readonly<Record<string, Type>> = {
  Any: ANY,
  Null: NULL,
  boolean: BOOLEAN,
  string: STRING,
  number: NUMBER,
  date: DATE,
  time: TIME,
  'date and time': DATE_TIME,
  'days and time duration': DAYS_DURATION,
  'years and months duration': MONTHS_DURATION,
  // The names that DMN 1.1 files write.
  dateTime: DATE_TIME,
  dayTimeDuration: DAYS_DURATION,
  yearMonthDuration: MONTHS_DURATION,
  list: listOf(ANY),
  context: contextWith(null),
  range: rangeOf(ANY),
  function: functionOf(null, ANY),
};

const PARTS: Readonly<Record<string, (parser: Parser) => Type>> = {
  list: (parser) => listOf(parseOnly(parser)),
  range: (parser) => rangeOf(parseOnly(parser)),
  context: parseContextType,
  function: parseFunctionType,
};

export function parseType(parser: Parser): Type {
  const { reader, scope } = parser;
  const { types } = scope.known;
  const match = longest(reader.text, reader.at, [...Object.keys(types), ...Object.keys(BUILT_IN_TYPES)]);
  if (!match) {
    const name = normalName(/[^\s<>(),:[\]{}]*/u.exec(reader.text.slice(reader.at))?.[0] ?? '');
    const known = [...Object.keys(types), ...Object.keys(BUILT_IN_TYPES)];
    return reader.stop(
      'expected_type',
      { found: reader.found(), hint: meant(name, known) },
      reader.at,
      reader.at + Math.max(1, name.length),
    );
  }
  reader.moveTo(match.end);
  if (Object.hasOwn(types, match.name)) return types[match.name]!;
  const parts = Object.hasOwn(PARTS, match.name) ? PARTS[match.name] : undefined;
  if (parts && reader.take('<')) return nest(parser, parts);
  return BUILT_IN_TYPES[match.name]!;
}

// helpers //////////

function parseOnly(parser: Parser): Type {
  const type = parseType(parser);
  parser.reader.expect('>', 'behind_type');
  return type;
}

function parseContextType(parser: Parser): Type {
  const { reader } = parser;
  const fields: Record<string, Type> = Object.create(null);
  do {
    const end = reader.text.indexOf(':', reader.at);
    const name = end < 0 ? '' : normalName(reader.text.slice(reader.at, end));
    if (name === '' || /[<>,(){}[\]]/.test(name))
      reader.stop('expected_field_type', { found: reader.found() });
    reader.moveTo(end + 1);
    fields[name] = parseType(parser);
  } while (reader.take(','));
  reader.expect('>', 'behind_fields');
  return contextWith(fields);
}

function parseFunctionType(parser: Parser): Type {
  const { reader } = parser;
  const parameters: Type[] = [];
  if (!reader.sees('>')) {
    do parameters.push(parseType(parser));
    while (reader.take(','));
  }
  reader.expect('>', 'behind_parameter_types');
  reader.expect('->', 'before_result_type');
  return functionOf(parameters, parseType(parser));
}

function longest(text: string, at: number, names: readonly string[]): NameMatch | null {
  let best: NameMatch | null = null;
  for (const name of names) {
    const match = matchName(text, at, name);
    if (match && match.end > (best?.end ?? -1)) best = match;
  }
  return best;
}
