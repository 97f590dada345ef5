/** Webhooks as the server asks for them: events as a set, the condition compiled. One that is wrong is left out. */
import { type Definition, splitReference } from '../definition.ts';
import type { WebhookDefinition } from '../schemas/generated/definitions.ts';
import type { Entity, Webhook, WebhookEvent } from './model.ts';
import { compileAbout } from './typing.ts';

export const RECORD_EVENTS: readonly WebhookEvent[] = ['create', 'change', 'delete'];
export const PROCESS_EVENTS: readonly WebhookEvent[] = ['started', 'ended', 'task_opened', 'task_closed'];

export function webhooksOf(
  definitions: readonly Definition[],
  entities: ReadonlyMap<string, Entity>,
): ReadonlyMap<string, Webhook> {
  return new Map(
    definitions.flatMap((definition) => {
      const content = definition.content as unknown as WebhookDefinition;
      const entity = content.entity === undefined ? null : entities.get(splitReference(content.entity).key);
      if (entity === undefined) return [];
      const when = content.when === undefined ? null : compileAbout(content.when, entity, entities);
      // A condition that is wrong must not tell more than it should.
      if (when && !when.ok) return [];
      const { key, solution } = definition;
      const webhook: Webhook = {
        key,
        solution,
        definition: content,
        entity: entity?.key ?? null,
        process: content.process === undefined ? null : splitReference(content.process).key,
        events: new Set(content.events ?? (entity ? RECORD_EVENTS : PROCESS_EVENTS)),
        changed: content.changed ? new Set(content.changed) : null,
        when: when?.compiled ?? null,
        send: content.send ?? [],
        role: content.role === undefined ? null : splitReference(content.role).key,
      };
      return [[key, webhook] as const];
    }),
  );
}
