/** Calls with positional or named arguments (DMN 1.5 §10.3.1.2 rules 38–42): `f(1, 2)`, `substring(string: "a", start position: 1)`. */
import type { NamedArgument, Node } from '../../feel-ast.ts';
import { normalName } from '../names.ts';
import { make, type Parser } from '../parser.ts';

/** A name with a colon behind it; within brackets of a call nothing else can look so. */
const NAMED = /[^\s"'()[\]{},:@][^"()[\]{},:@]*:/y;

/** At `(` behind the function. */
export function parseCall(parser: Parser, start: number, callee: Node): Node {
  const { reader } = parser;
  reader.take('(');
  if (reader.take(')'))
    return make(parser, start, { kind: 'call', callee, arguments: Object.freeze([]) }, [callee]);
  return takeArgumentName(parser, false)
    ? parseNamed(parser, start, callee)
    : parsePositional(parser, start, callee);
}

// helpers //////////

function parsePositional(parser: Parser, start: number, callee: Node): Node {
  const { reader, rules } = parser;
  const values: Node[] = [];
  do {
    const name = values.length > 0 ? takeArgumentName(parser, false) : null;
    if (name) reader.stop('argument_named', { name });
    values.push(rules.expression(parser));
  } while (reader.take(','));
  reader.expect(')', 'behind_arguments');
  return make(parser, start, { kind: 'call', callee, arguments: Object.freeze(values) }, [callee, ...values]);
}

function parseNamed(parser: Parser, start: number, callee: Node): Node {
  const { reader, rules } = parser;
  const named: NamedArgument[] = [];
  do {
    const from = reader.at;
    const name = takeArgumentName(parser, true);
    if (!name) return reader.stop('argument_unnamed');
    const value = rules.expression(parser);
    named.push(Object.freeze({ name, value, start: from, end: reader.last }));
  } while (reader.take(','));
  reader.expect(')', 'behind_arguments');
  const children = [callee, ...named.map(({ value }) => value)];
  return make(parser, start, { kind: 'named-call', callee, arguments: Object.freeze(named) }, children);
}

/** The name of the argument that begins here, or null; moves behind its colon when `take`. */
function takeArgumentName(parser: Parser, take: boolean): string | null {
  const { reader } = parser;
  NAMED.lastIndex = reader.at;
  const text = NAMED.exec(reader.text)?.[0];
  if (text === undefined || /\/[*/]/.test(text)) return null;
  if (take) reader.moveTo(reader.at + text.length);
  return normalName(text.slice(0, -1));
}
