/** `from..to` of a loop (DMN 1.5 §10.3.2.14): counts up or down, both ends included. */
import { typeSaid } from '../../type-said.ts';
import { joinTypes, rangeOf } from '../../types.ts';
import { spanOf } from '../iterating.ts';
import { ofType } from '../meanings.ts';
import { BINDS, defineNode } from '../rules.ts';

export const spanNode = defineNode({
  kind: 'span',

  analyse({ from, to }, scope, analysis) {
    for (const end of [from, to]) {
      const { type } = analysis.of(end, scope);
      if (['any', 'null', 'number', 'date'].includes(type.kind)) continue;
      analysis.mistake(end, 'loop_over', { type: typeSaid(type) });
    }
    return ofType(rangeOf(joinTypes(analysis.of(from, scope).type, analysis.of(to, scope).type)));
  },

  compile({ from, to }, scope, compiler) {
    const readFrom = compiler.compile(from, scope);
    const readTo = compiler.compile(to, scope);
    return (run, local) => spanOf(readFrom(run, local), readTo(run, local), run);
  },

  print: ({ from, to }, { print }) => `${print(from, BINDS.expression)}..${print(to, BINDS.expression)}`,
  binds: () => BINDS.expression,
});
