/** `[a, b, c]` (DMN 1.5 §10.3.2.4). */
import { ANY, joinTypes, listOf, type Type } from '../../types.ts';
import { ofType } from '../meanings.ts';
import { BINDS, defineNode } from '../rules.ts';

export const listNode = defineNode({
  kind: 'list',

  analyse({ items }, scope, analysis) {
    const types = items.map((item) => analysis.of(item, scope).type);
    const joined = types.reduce<Type | null>((all, type) => (all ? joinTypes(all, type) : type), null);
    return ofType(listOf(joined ?? ANY));
  },

  compile({ items }, scope, compiler) {
    const closures = items.map((item) => compiler.compile(item, scope));
    return (run, local) => closures.map((closure) => closure(run, local));
  },

  print: ({ items }, { print }) => `[${items.map((item) => print(item, BINDS.expression)).join(', ')}]`,
  binds: () => BINDS.operand,
});
