/** The kinds of events that are thrown. */
import type { Key } from '../instance.ts';
import type { TriggerKind } from '../process/trigger.ts';
import type { Element } from '../process.ts';
import type { Fiber, Run } from '../run/run.ts';
import { nodeOf } from '../state/draft.ts';
import { cancel } from './cancel.ts';
import { compensation } from './compensation.ts';
import { error } from './error.ts';
import { escalation } from './escalation.ts';
import { link } from './link.ts';
import { message } from './message.ts';
import { none } from './none.ts';
import { signal } from './signal.ts';
import { terminate } from './terminate.ts';
import type { ThrowType } from './throw-type.ts';

const THROWS: ReadonlyMap<TriggerKind, ThrowType> = new Map(
  [none, message, signal, error, escalation, compensation, cancel, terminate, link].map((type) => [
    type.kind,
    type,
  ]),
);

/** Throws what the event throws, of a multiple event one after the other. True: its token goes on now. */
export function* throwTrigger(run: Run, key: Key, element: Element): Fiber<boolean> {
  const { trigger } = element;
  if (trigger === null) return true;
  const triggers = trigger.kind === 'multiple' ? trigger.triggers : [trigger];
  for (const one of triggers) {
    const type = THROWS.get(one.kind);
    if (type === undefined) throw new Error(`Expected ${element.id} to throw something, not ${one.kind}`);
    if (!(yield* type.throw(run, key, element, one))) return false;
    if (nodeOf(run.draft, key) === undefined) return false;
  }
  return true;
}
