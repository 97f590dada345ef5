/** Literals (DMN 1.5 §10.3.1.2 rules 33–36 and 66): null, true, numbers, texts, `@"2026-01-31"`; each is its own value. */
import type { Value } from '../../../value.ts';
import type { NodeKind, NodeOf } from '../../feel-ast.ts';
import { BOOLEAN, NULL, NUMBER, STRING, type Type } from '../../types.ts';
import { typeOfValue } from '../conform.ts';
import { ofType } from '../meanings.ts';
import { BINDS, defineNode, type NodeRules } from '../rules.ts';
import { numberText, quote } from '../text.ts';

export const nullNode = literal(
  'null',
  () => NULL,
  () => null,
  () => 'null',
);

export const booleanNode = literal(
  'boolean',
  () => BOOLEAN,
  ({ value }) => value,
  ({ value }) => String(value),
);

export const numberNode = literal(
  'number',
  () => NUMBER,
  ({ value }) => value,
  ({ value }) => numberText(value),
);

export const stringNode = literal(
  'string',
  () => STRING,
  ({ value }) => value,
  ({ value }) => quote(value),
);

export const temporalNode = literal(
  'temporal',
  ({ value }) => typeOfValue(value),
  ({ value }) => value,
  ({ text }) => `@${quote(text)}`,
);

// helpers //////////

function literal<K extends NodeKind>(
  kind: K,
  typeOf: (node: NodeOf<K>) => Type,
  read: (node: NodeOf<K>) => Value,
  print: (node: NodeOf<K>) => string,
): NodeRules<K> {
  return defineNode({
    kind,
    analyse: (node) => ofType(typeOf(node)),
    compile(node) {
      const value = read(node);
      return () => value;
    },
    print,
    binds: () => BINDS.operand,
  });
}
