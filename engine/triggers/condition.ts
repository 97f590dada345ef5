import { Reference } from '#metadata/value.ts';
import { fromState } from '#metadata/value-json.ts';
import type { Key } from '../instance.ts';
import type { ConditionTrigger } from '../process/trigger.ts';
import type { Run } from '../run/run.ts';
import { stir } from '../run/work.ts';
import { lookUp } from '../verbs/variables.ts';
import { openAt } from '../verbs/waits.ts';
import { define } from './trigger-type.ts';

/** Waits until a condition is true: looked at now, and again whenever something it reads has changed. */
export const condition = define<ConditionTrigger>({
  kind: 'condition',
  *open(run, at, element, trigger) {
    const records = recordsRead(run, at, trigger);
    const key = openAt(run, at, {
      kind: 'condition',
      element: element.id,
      ...(records.length > 0 && { records }),
    });
    stir(run, { kind: 'opened', wait: key });
  },
});

// helpers //////////

function recordsRead(run: Run, at: Key, trigger: ConditionTrigger): string[] {
  const records = new Set<string>();
  for (const name of trigger.reads ?? []) {
    const value = lookUp(run.draft, at, name);
    const record = value === undefined ? null : fromState(value);
    if (record instanceof Reference) records.add(`${record.entity}:${record.id}`);
  }
  return [...records];
}
