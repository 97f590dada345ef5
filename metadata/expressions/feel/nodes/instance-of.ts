/** `value instance of type` (DMN 1.5 §10.3.2.9.3): null is an instance of no type but Null. */
import { BOOLEAN, typeText } from '../../types.ts';
import { isInstance } from '../conform.ts';
import { ofType } from '../meanings.ts';
import { BINDS, defineNode } from '../rules.ts';

export const instanceOfNode = defineNode({
  kind: 'instance-of',

  analyse({ value }, scope, analysis) {
    analysis.of(value, scope);
    return ofType(BOOLEAN);
  },

  compile({ value, type }, scope, compiler) {
    const read = compiler.compile(value, scope);
    return (run, local) => isInstance(read(run, local), type);
  },

  print: ({ value, type }, { print }) => `${print(value, BINDS.instance)} instance of ${typeText(type)}`,
  binds: () => BINDS.instance,
});
