import { ROOT } from '../instance.ts';
import type { Trigger } from '../process/trigger.ts';
import { fail } from '../run/stop.ts';
import { nodeOf } from '../state/draft.ts';
import { go } from '../verbs/enter.ts';
import { finish } from '../verbs/finish.ts';
import { define } from './throw-type.ts';

/** Goes on at the catching link of the same name, as if a sequence flow led there (10.5.5). */
export const link = define<Extract<Trigger, { kind: 'link' }>>({
  kind: 'link',
  *throw(run, key, element, trigger) {
    const target = trigger.target === null ? undefined : run.process.elements.get(trigger.target);
    if (target === undefined) return fail(run, 'link.target', element.id, { link: trigger.name });
    const scope = nodeOf(run.draft, key)!.scope ?? ROOT;
    finish(run, key, element);
    go(run, target, scope);
    return false;
  },
});
