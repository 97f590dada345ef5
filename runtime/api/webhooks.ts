/** Webhooks of the installation: what is set for them, how they do, the log of their calls. */
import { endpoint } from './endpoint.ts';
import type {
  DeliveryItem,
  DeliveryList,
  DeliveryQuery,
  SetWebhook,
  SwitchWebhook,
  WebhookItem,
  WebhookList,
  WebhookSecret,
  WebhookTest,
} from './schemas/generated/api.ts';

export type {
  DeliveryItem,
  DeliveryList,
  DeliveryQuery,
  SetWebhook,
  WebhookItem,
  WebhookList,
  WebhookSecret,
  WebhookTest,
} from './schemas/generated/api.ts';

const def = (name: string) => ({ file: 'webhooks', def: name });

export const listWebhooks = endpoint<{ reply: WebhookList }>()({
  method: 'GET',
  path: '/api/webhooks',
  access: 'operate',
  summary: 'Webhooks of the live release with their state and figures of the last day.',
  reply: def('WebhookList'),
});

export const setWebhook = endpoint<{ body: SetWebhook; reply: WebhookItem }>()({
  method: 'PATCH',
  path: '/api/webhooks/:key',
  access: 'design',
  scope: 'session',
  summary: 'Sets the address and the secret headers of a webhook for this installation.',
  body: def('SetWebhook'),
  reply: def('WebhookItem'),
});

export const switchWebhook = endpoint<{ body: SwitchWebhook; reply: WebhookSecret }>()({
  method: 'POST',
  path: '/api/webhooks/:key/switch',
  access: 'design',
  scope: 'session',
  summary: 'Switches a webhook on or off; tells its key where one is made.',
  body: def('SwitchWebhook'),
  reply: def('WebhookSecret'),
});

export const rotateWebhook = endpoint<{ reply: WebhookSecret }>()({
  method: 'POST',
  path: '/api/webhooks/:key/rotate',
  access: 'design',
  scope: 'session',
  summary: 'Makes a new key; for a day calls are signed with the old one too.',
  reply: def('WebhookSecret'),
});

export const testWebhook = endpoint<{ reply: WebhookTest }>()({
  method: 'POST',
  path: '/api/webhooks/:key/test',
  access: 'operate',
  summary: 'Calls the receiver at once with an event of the type `test` and tells how it answered.',
  reply: def('WebhookTest'),
});

export const listDeliveries = endpoint<{ query: DeliveryQuery; reply: DeliveryList }>()({
  method: 'GET',
  path: '/api/webhooks/:key/deliveries',
  access: 'operate',
  summary: 'The calls of a webhook of the last 30 days, the latest first.',
  query: def('DeliveryQuery'),
  reply: def('DeliveryList'),
});

export const resendDelivery = endpoint<{ reply: DeliveryItem }>()({
  method: 'POST',
  path: '/api/webhooks/:key/deliveries/:id/resend',
  access: 'operate',
  summary: 'Makes a call again, with an id of its own.',
  reply: def('DeliveryItem'),
});
