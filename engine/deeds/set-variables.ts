import type { SetVariables } from '../commands.ts';
import { ROOT } from '../instance.ts';
import type { Fiber } from '../run/run.ts';
import { reject } from '../run/stop.ts';
import { spawn } from '../run/work.ts';
import { nodeOf } from '../state/draft.ts';
import { setVariables as setAll, setLocal } from '../verbs/variables.ts';
import { define } from './deed-type.ts';

/** Variables are set from outside. With conditional events about, one by one, each being looked at by them. */
export const setVariables = define<SetVariables>({
  type: 'setVariables',
  whileSuspended: true,
  *run(run, { scope = ROOT, variables, local }) {
    if (nodeOf(run.draft, scope) === undefined) reject('node.unknown', { key: scope });
    const set = (values: SetVariables['variables']) => {
      if (local) setLocal(run, scope, values);
      else setAll(run, scope, values);
    };
    if (!run.process.hasConditions) return set(variables);
    for (const [name, value] of Object.entries(variables)) {
      spawn(run, ROOT, function* one(): Fiber {
        if (nodeOf(run.draft, scope) !== undefined) set({ [name]: value });
      });
    }
  },
});
