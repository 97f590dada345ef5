/**
 * What a call tells: of a record only what the webhook's role may see at the time of the call. The values are those of the moment
 * it tells of; a field the role may see in some records only is read as it is now.
 */
import { rightsOf } from '#metadata/access.ts';
import type { Registry, Webhook } from '#metadata/registry.ts';
import type { Json } from '#metadata/value.ts';
import { type Principal, processPrincipal, systemPrincipal } from '../auth/principal.ts';
import type { Records } from '../records/records.ts';
import type { RecordEvent } from '../records/stages/webhooks.ts';
import type { DeliveryRow } from '../store/webhooks.ts';

/** Something of a process that happened; nothing of its variables is told. */
export interface ProcessEvent {
  readonly kind: 'process';
  readonly process: string;
  readonly instance: string;
  readonly at: string;
  readonly [more: string]: Json;
}

export interface TestEvent {
  readonly kind: 'test';
  readonly at: string;
}

/** The body as text; null: the role may not see the record. */
export async function bodyOf(
  { records, registry }: { readonly records: Pick<Records, 'find'>; readonly registry: Registry },
  webhook: Webhook,
  delivery: Pick<DeliveryRow, 'type' | 'payload'>,
): Promise<string | null> {
  const event = delivery.payload as unknown as RecordEvent | ProcessEvent | TestEvent;
  const { kind: _, at, ...data } = event;
  if (event.kind !== 'record') return JSON.stringify({ type: delivery.type, timestamp: at, data });
  const told = await valuesTold(records, registry, webhook, event);
  if (told === null) return null;
  const { entity, id, version } = event;
  const changed = event.changed.filter((key) => Object.hasOwn(told, key));
  const body = { entity, id, version, values: told, changed };
  return JSON.stringify({ type: delivery.type, timestamp: at, data: body });
}

// helpers //////////

async function valuesTold(
  records: Pick<Records, 'find'>,
  registry: Registry,
  webhook: Webhook,
  { entity: key, id, values }: RecordEvent,
): Promise<Record<string, Json> | null> {
  const entity = registry.entities.get(key);
  if (!entity) return null;
  const principal = principalOf(webhook);
  const rights = rightsOf(registry, principal);
  // Nobody has seen a record that is gone for ever; what is in the recycle bin is told of.
  const now = await records.find(principal, key, id, { deleted: true });
  if (!now) return null;
  const told: Record<string, Json> = {};
  for (const [name, value] of Object.entries(values)) {
    const field = entity.fields.get(name);
    const right = field ? rights.field(entity, field) : 'hidden';
    if (right === 'open') told[name] = value;
    else if (right !== 'hidden' && Object.hasOwn(now, name)) told[name] = now[name] as Json;
  }
  return told;
}

function principalOf({ role, key }: Webhook): Principal {
  return role === null ? systemPrincipal() : processPrincipal(key, [role], 'UTC');
}
