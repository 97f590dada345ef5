/** What a throwing message event or send task sends, or how else it is implemented. */
import type { MessageSpec } from '../process/activity.ts';
import type { MessageTrigger, Trigger } from '../process/trigger.ts';
import type { ElementSource, Facets } from './source.ts';

/** Of an event: its implementation, else the message itself. Without either it is only passed. */
export function compileMessage(source: ElementSource, trigger: Trigger | null): Facets {
  if (trigger?.kind !== 'message') return {};
  const service = source.dialects.service(source);
  if (service !== null) return { service };
  const message = messageSpec(trigger);
  return message === null ? {} : { message };
}

/** Null where the message has no name. */
export function messageSpec(trigger: MessageTrigger | null): MessageSpec | null {
  if (trigger === null || (trigger.name.kind === 'constant' && !trigger.name.value)) return null;
  const { name, correlation, payload } = trigger;
  return { name, correlation, payload };
}
