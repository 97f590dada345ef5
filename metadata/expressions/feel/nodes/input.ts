/** `?`, the value a unary test is about (DMN 1.5 §7.3.3); behind `in` it is the value before `in`. */
import { readLocal } from '../local.ts';
import { UNKNOWN } from '../meanings.ts';
import { BINDS, defineNode } from '../rules.ts';
import { note } from '../run.ts';
import { INPUT_NAME, resolve } from '../scopes.ts';

export const inputNode = defineNode({
  kind: 'input',

  analyse(node, scope, analysis) {
    const { final } = resolve(scope, INPUT_NAME);
    if (final.at === 'local') return final.meaning;
    analysis.mistake(node, 'no_input');
    return UNKNOWN;
  },

  compile(_node, scope) {
    const { final } = resolve(scope, INPUT_NAME);
    if (final.at === 'local') return readLocal(final.hops);
    return (run) => note(run, 'There is no input that ? could stand for.');
  },

  print: () => '?',
  binds: () => BINDS.operand,
});
