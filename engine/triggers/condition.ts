import { Reference } from '#metadata/value.ts';
import { fromState } from '#metadata/value-json.ts';
import type { Key } from '../instance.ts';
import type { ConditionTrigger, Trigger } from '../process/trigger.ts';
import type { Run } from '../run/run.ts';
import { stir } from '../run/work.ts';
import { lookUp } from '../verbs/variables.ts';
import { openAt } from '../verbs/waits.ts';
import { define } from './trigger-type.ts';

/** Waits until a condition is true: looked at now, and again whenever something it reads has changed. */
export const condition = define<ConditionTrigger>({
  kind: 'condition',
  *open(run, at, element, trigger) {
    const records = recordsOf(run, at, trigger);
    const key = openAt(run, at, {
      kind: 'condition',
      element: element.id,
      ...(records.length > 0 && { records }),
    });
    stir(run, { kind: 'opened', wait: key });
  },
});

/** The records that what an event waits for reads now, as `entity:id`. */
export function recordsOf(run: Run, at: Key, trigger: Trigger | null): string[] {
  const records = new Set<string>();
  const triggers = trigger?.kind === 'multiple' ? trigger.triggers : [trigger];
  for (const name of triggers.flatMap((one) => (one?.kind === 'condition' ? (one.reads ?? []) : []))) {
    const value = lookUp(run.draft, at, name);
    const record = value === undefined ? null : fromState(value);
    if (record instanceof Reference) records.add(`${record.entity}:${record.id}`);
  }
  return [...records];
}
