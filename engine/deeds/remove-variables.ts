import type { RemoveVariables } from '../commands.ts';
import { ROOT } from '../instance.ts';
import { reject } from '../run/stop.ts';
import { nodeOf } from '../state/draft.ts';
import { removeVariables as removeAll, removeLocal } from '../verbs/variables.ts';
import { define } from './deed-type.ts';

/** Variables are removed from outside; names that don't exist are ignored. */
export const removeVariables = define<RemoveVariables>({
  type: 'removeVariables',
  whileSuspended: true,
  *run(run, { scope = ROOT, names, local }) {
    if (nodeOf(run.draft, scope) === undefined) reject('node.unknown', { key: scope });
    if (local) removeLocal(run, scope, names);
    else removeAll(run, scope, names);
  },
});
