/** `if condition then a else b` (DMN 1.5 §10.3.2.13, table 52): anything but true takes `else`. */
import { typeSaid } from '../../type-said.ts';
import { joinTypes } from '../../types.ts';
import { ofType } from '../meanings.ts';
import { BINDS, defineNode } from '../rules.ts';

export const ifNode = defineNode({
  kind: 'if',

  analyse(node, scope, analysis) {
    const { type } = analysis.of(node.condition, scope);
    if (type.kind !== 'any' && type.kind !== 'null' && type.kind !== 'boolean') {
      analysis.mistake(node.condition, 'condition_wanted', { word: 'if', type: typeSaid(type) });
    }
    const [then, otherwise] = [analysis.of(node.then, scope), analysis.of(node.else, scope)];
    return ofType(joinTypes(then.type, otherwise.type));
  },

  compile(node, scope, compiler) {
    const condition = compiler.compile(node.condition, scope);
    const then = compiler.compile(node.then, scope);
    const otherwise = compiler.compile(node.else, scope);
    return (run, local) => (condition(run, local) === true ? then : otherwise)(run, local);
  },

  print: (node, { print }) =>
    `if ${print(node.condition, BINDS.expression)} then ${print(node.then, BINDS.expression)} else ${print(node.else, BINDS.expression)}`,
  binds: () => BINDS.expression,
});
