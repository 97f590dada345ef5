/** `target.name` (DMN 1.5 §10.3.2.5): an entry, a field or a property; over a list the list of them. */
import { typeName, type Value } from '../../../value.ts';
import type { PathNode } from '../../feel-ast.ts';
import { meant, say } from '../../sentences.ts';
import { kindSaid } from '../../type-said.ts';
import { ANY, plainKind, type Type } from '../../types.ts';
import { fieldNames, fieldOf } from '../fields.ts';
import { property } from '../properties.ts';
import { type Analysis, BINDS, defineNode } from '../rules.ts';
import { note, type Run, spend } from '../run.ts';
import { keyText } from '../text.ts';

export const pathNode = defineNode({
  kind: 'path',

  analyse(node, scope, analysis) {
    const target = analysis.of(node.target, scope);
    const found = fieldOf(target.type, node.name, analysis.known);
    if (found === 'missing') reportMissing(node, target.type, analysis);
    const path = target.path && [...target.path, node.name];
    if (path) analysis.reads(path);
    return { type: typeof found === 'string' ? ANY : found, path };
  },

  compile({ target, name }, scope, compiler) {
    const read = compiler.compile(target, scope);
    return (run, local) => readPath(read(run, local), name, run);
  },

  print: ({ target, name }, printer) => `${printer.print(target, BINDS.operand)}.${keyText(name)}`,
  binds: () => BINDS.operand,
});

// helpers //////////

function readPath(target: Value, name: string, run: Run): Value {
  if (target === null) return null;
  if (Array.isArray(target)) {
    spend(run, 1 + (target.length >> 2));
    return target.map((item) => property(item, name, run) ?? null);
  }
  const value = property(target, name, run);
  return value === undefined ? note(run, `A ${typeName(target)} has no "${name}".`) : value;
}

function reportMissing(node: PathNode, type: Type, analysis: Analysis): void {
  const { name } = node;
  const owner = type.kind === 'list' ? type.of : type;
  const names = Object.keys(fieldNames(type, analysis.known) ?? {});
  const whose = owner.kind === 'record' ? owner.entity : say('of_type', { type: kindSaid(plainKind(owner)) });
  analysis.mistake(nameSpan(node), 'no_part', { name, owner: whose, hint: meant(name, names) });
}

function nameSpan(node: PathNode): { start: number; end: number } {
  return { start: Math.max(node.target.end, node.end - node.name.length), end: node.end };
}
