/** Webhooks over the whole server: a process's events reach a receiver by themselves; who may look and who may set. */
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test, vi } from 'vitest';
import { systemPrincipal } from '../../../runtime/server/auth/principal.ts';
import { applyFolder } from '../../../runtime/server/publish/folder.ts';
import { publish } from '../../../runtime/server/publish/publish.ts';
import { testApp } from '../../support/app.ts';

const heard: { type: string; data: Record<string, unknown> }[] = [];
const receiver = createServer((request, response) => {
  let text = '';
  request.on('data', (part) => {
    text += part;
  });
  request.on('end', () => {
    heard.push(JSON.parse(text));
    response.end();
  });
});
await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
afterAll(() => receiver.close());
const to = `http://localhost:${(receiver.address() as { port: number }).port}/`;

const app = await testApp({ outboundAllow: ['localhost'] });
await applyFolder(app.ground, fileURLToPath(new URL('../../../templates/crm', import.meta.url)), {
  personId: null,
});
await publish(app.ground, {
  changes: [
    {
      change: 'put',
      kind: 'webhook',
      key: 'approvals',
      solution: 'crm',
      content: { process: 'deal_approval', to },
    },
    {
      change: 'put',
      kind: 'webhook',
      key: 'deals',
      solution: 'crm',
      content: { entity: 'deal', events: ['create'], send: ['name'], to },
    },
  ],
  personId: null,
  note: 'webhooks',
});
const { people, records } = app.services;
const admin = await app.signIn();

test('events of records and processes arrive without anybody asking', async () => {
  for (const key of ['approvals', 'deals']) {
    const { status, body } = await admin.call('POST', `/api/webhooks/${key}/switch`, { on: true });
    expect([status, body.secret]).toEqual([200, expect.stringMatching(/^whsec_/)]);
  }
  const responsible = (await admin.call('GET', '/api/me')).body.person.id;
  const customer = await records.create(systemPrincipal(), 'customer', { name: 'Acme', responsible });
  const deal = await records.create(systemPrincipal(), 'deal', {
    name: 'Pumps',
    customer: customer.id,
    responsible,
  });
  const started = await admin.call('POST', '/api/processes/deal_approval/instances', {
    record: { entity: 'deal', id: deal.id },
  });
  expect(started.status, JSON.stringify(started.body)).toBe(201);
  await vi.waitFor(() => expect(heard).toHaveLength(3), { timeout: 60_000 });
  expect(heard.map(({ type }) => type).sort()).toEqual([
    'deal.created',
    'process.started',
    'process.task_opened',
  ]);
  expect(heard.find(({ type }) => type === 'deal.created')!.data).toMatchObject({
    values: { name: 'Pumps' },
  });
  const opened = heard.find(({ type }) => type === 'process.task_opened')!.data;
  expect(opened).toMatchObject({
    process: 'deal_approval',
    instance: started.body.id,
    element: 'fill_terms',
  });
  const { body } = await admin.call('GET', '/api/webhooks/approvals/deliveries?state=sent');
  expect(body.items).toHaveLength(2);
});

test('only designers set, only operators look', async () => {
  const email = 'seller@example.com';
  const password = 'a long enough one';
  await people.create({ name: 'S', email, password, roles: ['seller'] }, systemPrincipal());
  const seller = await app.signIn({ email, password });
  for (const [method, path, body] of [
    ['GET', '/api/webhooks'],
    ['GET', '/api/webhooks/deals/deliveries'],
    ['PATCH', '/api/webhooks/deals', { url: 'https://evil.example' }],
    ['POST', '/api/webhooks/deals/switch', { on: false }],
    ['POST', '/api/webhooks/deals/rotate'],
    ['POST', '/api/webhooks/deals/test'],
  ] as const)
    expect((await seller.call(method, path, body)).status).toBe(403);
  expect((await admin.call('PATCH', '/api/webhooks/deals', { url: 'ftp://x' })).status).toBe(422);
});
