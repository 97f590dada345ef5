import { spawn } from '../run/work.ts';
import { nodeOf } from '../state/draft.ts';
import { enterActivity } from '../verbs/activity.ts';
import { enter } from '../verbs/enter.ts';
import { endScope, entriesOf } from '../verbs/scope.ts';
import { define } from './element-type.ts';

export const adHocSubProcess = define({
  kind: 'adHocSubProcess',
  bpmn: 'bpmn:AdHocSubProcess',
  enter: enterActivity,
  *execute(run, key, element) {
    for (const entry of entriesOf(element)) spawn(run, key, () => enter(run, { element: entry, scope: key }));
    if (nodeOf(run.draft, key) === undefined) return;
  },
  quiet: endScope,
});
