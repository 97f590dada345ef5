/**
 * `for x in xs, y in ys return result` (DMN 1.5 §10.3.2.14): the list of the results, the last iterator fastest. The
 * result may read `partial`, the list of the results before it.
 */
import type { Value } from '../../../value.ts';
import { ANY, listOf } from '../../types.ts';
import { analyseIterators, compileIterators, printIterators } from '../iterating.ts';
import { bind } from '../local.ts';
import { ofType } from '../meanings.ts';
import { mentions } from '../mentions.ts';
import { BINDS, defineNode } from '../rules.ts';
import { spend } from '../run.ts';
import { type NameScope, variable } from '../scopes.ts';

const PARTIAL = 'partial';

export const forNode = defineNode({
  kind: 'for',

  analyse({ iterators, result }, scope, analysis) {
    const inner = withPartial(analyseIterators(iterators, scope, analysis));
    return ofType(listOf(analysis.of(result, inner).type));
  },

  compile({ iterators, result }, scope, compiler) {
    const { loop, scope: inner } = compileIterators(iterators, scope, compiler);
    const read = compiler.compile(result, withPartial(inner));
    const needsPartial = mentions(result, PARTIAL);
    return (run, local) => {
      const results: Value[] = [];
      const complete = loop(run, local, (_run, bound) => {
        // A copy, for a result may keep it while the list grows on.
        if (needsPartial) spend(run, results.length >> 5);
        results.push(read(run, bind(needsPartial ? results.slice() : null, bound)));
        return false;
      });
      return complete ? results : null;
    };
  },

  print: ({ iterators, result }, printer) =>
    `for ${printIterators(iterators, printer)} return ${printer.print(result, BINDS.expression)}`,
  binds: () => BINDS.expression,
});

// helpers //////////

function withPartial(scope: NameScope): NameScope {
  return variable(scope, PARTIAL, ofType(listOf(ANY)));
}
