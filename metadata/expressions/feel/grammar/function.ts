/** Function definitions (DMN 1.5 §10.3.1.2 rules 55 and 56): `function(a: number, b) a + b`, `function(…) external {…}`. */
import type { Node, Parameter } from '../../feel-ast.ts';
import { ANY } from '../../types.ts';
import { normalName } from '../names.ts';
import { make, type Parser, within } from '../parser.ts';
import { variable } from '../scopes.ts';
import { parseType } from './type.ts';

const PARAMETER_NAME = /[^\s"{}[\](),:=<>@\d][^"{}[\](),:=<>@]*/uy;

export function parseFunction(parser: Parser): Node {
  const { reader, rules } = parser;
  const start = reader.at;
  reader.takeWord('function');
  reader.expect('(', 'behind_word', { word: 'function' });
  const parameters: Parameter[] = [];
  if (!reader.sees(')')) {
    do parameters.push(parseParameter(parser));
    while (reader.take(','));
  }
  reader.expect(')', 'behind_parameters');
  const external = reader.takeWord('external');
  let scope = parser.scope;
  for (const { name, type } of parameters) scope = variable(scope, name, { type: type ?? ANY, path: null });
  const body = within(parser, scope, rules.expression);
  return make(parser, start, { kind: 'function', parameters: Object.freeze(parameters), body, external }, [
    body,
  ]);
}

// helpers //////////

function parseParameter(parser: Parser): Parameter {
  const { reader } = parser;
  const start = reader.at;
  PARAMETER_NAME.lastIndex = start;
  const text = PARAMETER_NAME.exec(reader.text)?.[0];
  if (text === undefined) return reader.stop('expected_parameter', { found: reader.found() });
  reader.moveTo(start + text.trimEnd().length);
  const type = reader.take(':') ? parseType(parser) : null;
  return Object.freeze({ name: normalName(text), type, start, end: reader.last });
}
