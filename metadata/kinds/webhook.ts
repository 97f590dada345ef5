/** What another system is told of: events of records or of a process, the fields sent along, whose rights count. */
import { type Definition, type DefinitionProblem, error, idOf, splitReference } from '../definition.ts';
import type { Registry } from '../registry/model.ts';
import { PROCESS_EVENTS, RECORD_EVENTS } from '../registry/webhooks.ts';
import type { WebhookDefinition } from '../schemas/generated/definitions.ts';
import { defineKind, SNAKE, type Use } from './kind.ts';

export const webhook = defineKind({
  key: 'webhook',
  label: { en: 'Webhook', uk: 'Вебхук', ru: 'Вебхук' },
  folder: 'webhooks',
  extension: '.yaml',
  keys: SNAKE,
  *uses(json): Iterable<Use> {
    const content = json as unknown as WebhookDefinition;
    const { entity: reference, process, role, when, send = [], changed = [] } = content;
    if (process !== undefined)
      yield { needs: 'definition', kind: 'process', reference: process, path: ['process'] };
    if (role !== undefined) yield { needs: 'definition', kind: 'role', reference: role, path: ['role'] };
    if (reference === undefined) return;
    const entity = splitReference(reference).key;
    yield { needs: 'definition', kind: 'entity', reference, path: ['entity'] };
    for (const [i, field] of send.entries())
      yield { needs: 'field', entity, field, path: ['send', i], as: 'column' };
    for (const [i, field] of changed.entries())
      yield { needs: 'field', entity, field, path: ['changed', i], as: 'filter' };
    if (when !== undefined)
      yield { needs: 'expression', source: when, path: ['when'], entity, as: 'condition' };
  },
  *check(definition, registry): Iterable<DefinitionProblem> {
    const content = definition.content as unknown as WebhookDefinition;
    const id = idOf(definition);
    if ((content.entity === undefined) === (content.process === undefined))
      yield error(
        'webhook_about',
        'Name either the entity or the process whose events are told.',
        id,
        [content.process === undefined ? 'entity' : 'process'],
        {},
      );
    const possible = content.entity === undefined ? PROCESS_EVENTS : RECORD_EVENTS;
    for (const [i, event] of (content.events ?? []).entries())
      if (!possible.includes(event))
        yield error(
          'webhook_event',
          `“${event}” is no event of this; there are: ${possible.join(', ')}.`,
          id,
          ['events', i],
          { event, events: possible.join(', ') },
        );
    if (content.entity === undefined)
      for (const key of ['send', 'changed', 'when', 'role'] as const)
        if (content[key] !== undefined)
          yield error(
            'webhook_part',
            `“${key}” is about records; a webhook of a process has none.`,
            id,
            [key],
            { name: key },
          );
    yield* hiddenProblems(definition, content, registry);
  },
});

// helpers //////////

/** A field that is hidden from somebody is sent only in the name of a role that may read it. Secrets never are. */
function* hiddenProblems(
  definition: Definition,
  { entity: reference, role, send = [] }: WebhookDefinition,
  registry: Registry,
): Iterable<DefinitionProblem> {
  if (reference === undefined) return;
  const entity = registry.entities.get(splitReference(reference).key);
  for (const [i, key] of send.entries()) {
    const field = entity?.fields.get(key);
    if (!entity || !field) continue;
    const path = ['send', i];
    if (field.type.sealed || field.columns.length === 0)
      yield error(
        'webhook_field',
        `${key} holds a secret or a list and can’t be sent.`,
        idOf(definition),
        path,
        { name: key },
      );
    const hiding = [...registry.roles.values()].find(
      (one) => one.fields.get(entity.key)?.get(key) === 'hidden',
    );
    if (hiding && role === undefined)
      yield error(
        'webhook_hidden',
        `${key} is hidden from the role ${hiding.key}; name by “role” in whose name it is sent.`,
        idOf(definition),
        path,
        { name: key, role: hiding.key },
      );
  }
}
