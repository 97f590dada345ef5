/** Webhooks against a receiver on the loopback: what is told, signed how, tried again when, in which order, and stopped when. */
import { createHash, createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import type { Principal } from '../../../../runtime/server/auth/principal.ts';
import { createOutbound } from '../../../../runtime/server/outbound/outbound.ts';
import { createSeal } from '../../../../runtime/server/records/seal.ts';
import { type DeliverOptions, deliverRound } from '../../../../runtime/server/webhooks/deliver.ts';
import { createWebhooks } from '../../../../runtime/server/webhooks/webhooks.ts';
import { SALES } from '../../../support/configuration.ts';
import { installation } from '../../../support/installation.ts';
import { refusal, testRecords } from '../../../support/records.ts';

interface Heard {
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into whatever came
  readonly body: any;
}
let heard: Heard[] = [];
let answer = { status: 204, body: '' };
const receiver = createServer((request, response) => {
  let text = '';
  request.on('data', (part) => {
    text += part;
  });
  request.on('end', () => {
    heard.push({ headers: request.headers as Record<string, string>, text, body: JSON.parse(text) });
    response.writeHead(answer.status).end(answer.body);
  });
});
await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
afterAll(() => receiver.close());
const { port } = receiver.address() as { port: number };
const url = `http://127.0.0.1:${port}/hook`;

const potik = await installation({
  ...SALES,
  'webhooks/all_deals.yaml': `
entity: deal
to: ${url}
role: seller_all
send: [name, stage, amount, margin, customer]
headers: {X-Shop: potik, Authorization: {secret: Key of the shop}}
`,
  'webhooks/won.yaml': `
entity: deal
events: [change]
changed: [stage]
when: stage = "won"
to: ${url}
`,
  'webhooks/unset.yaml': 'entity: customer',
  'roles/seller_all.yaml': `
label: All deals
records: {deal: {see: '= amount = null or amount < 1000000'}}
fields: {deal: {margin: hidden}}
`,
});
const { db, clock, registry } = potik;
const { records, system, person } = testRecords(potik);
const seal = createSeal(createHash('sha256').update('test').digest());
const options: DeliverOptions = {
  db,
  clock,
  registry,
  records,
  seal,
  outbound: createOutbound(['127.0.0.1']),
  log: { warn: (...of: unknown[]) => expect(of).toEqual([]) },
};
const webhooks = createWebhooks({ ...options, ring: () => {} });
const admin: Principal = await person('Admin', ['administrator']);
const { id: customer } = await records.create(system, 'customer', { name: 'Lisova' });
const deal = (values: object) => records.create(system, 'deal', { name: 'D', customer, ...values });
const round = async () => {
  for (let i = 0; i < 20; i++) if (!(await deliverRound(options)).worked) return;
};
const log = async (key: string) => (await webhooks.deliveries(key, {})).items;

beforeEach(async () => {
  answer = { status: 204, body: '' };
  for (const key of ['all_deals', 'won']) await webhooks.switch(key, false, admin);
  await db.query('delete from potik.webhook_delivery');
  heard = [];
});

describe('what is told', () => {
  test('nothing until it is switched on; then the values of the moment, as far as its role may see them', async () => {
    await deal({ name: 'Before' });
    const { secret } = await webhooks.switch('all_deals', true, admin);
    await webhooks.set('all_deals', { headers: { Authorization: 'Bearer shop-key' } }, admin);
    const { id } = await deal({ name: 'Pumps', margin: 5, amount: { amount: '900', currency: 'UAH' } });
    await records.update(system, 'deal', id, { version: null, values: { name: 'Pumps 2', margin: 6 } });
    await records.update(system, 'deal', id, { version: null, values: { margin: 7 } });
    await records.delete(system, 'deal', id);
    await round();
    expect(heard.map(({ body }) => [body.type, body.data.values.name, body.data.changed])).toEqual([
      ['deal.created', 'Pumps', expect.arrayContaining(['name', 'amount'])],
      ['deal.changed', 'Pumps 2', ['name']],
      ['deal.changed', 'Pumps 2', []],
      ['deal.deleted', 'Pumps 2', []],
    ]);
    expect(heard[0]!.body.data).toMatchObject({ entity: 'deal', id, values: { customer } });
    expect(heard[0]!.text).not.toContain('margin');
    // signed as Standard Webhooks says
    const { headers, text } = heard[0]!;
    expect(headers).toMatchObject({ 'x-shop': 'potik', authorization: 'Bearer shop-key' });
    const key = Buffer.from(secret!.replace('whsec_', ''), 'base64');
    const signed = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${text}`;
    expect(headers['webhook-signature']).toBe(
      `v1,${createHmac('sha256', key).update(signed).digest('base64')}`,
    );
    expect(Number(headers['webhook-timestamp'])).toBe(Math.floor(clock.now() / 1000));
    expect(new Set(heard.map((one) => one.headers['webhook-id'])).size).toBe(4);
    const stored = JSON.stringify((await db.query('select * from potik.webhook')).rows);
    expect(stored).not.toContain('shop-key');
    expect(stored).not.toContain(secret!);
  });

  test('records the role may not see are dropped; conditions and fields narrow it; what is taken back is not told', async () => {
    for (const key of ['all_deals', 'won']) await webhooks.switch(key, true, admin);
    const { id } = await deal({ name: 'Big', amount: { amount: '2000000', currency: 'UAH' } });
    await records.update(system, 'deal', id, { version: null, values: { name: 'Bigger' } });
    await records.update(system, 'deal', id, { version: null, values: { stage: 'won' } });
    await db.transaction(async (transaction) => {
      await records.update(system, 'deal', id, { version: null, values: { name: 'No' } }, { transaction });
      transaction.rollback();
    });
    await round();
    expect(heard.map(({ body }) => body.data.values)).toEqual([{}]);
    expect(heard[0]!.body).toMatchObject({ type: 'deal.changed', data: { entity: 'deal', id } });
    expect((await log('all_deals')).map(({ state }) => state)).toEqual(['dropped', 'dropped', 'dropped']);
  });

  test('a field that is hidden from a role is not sent without a role, as publishing says', async () => {
    const files = { ...SALES, 'webhooks/leak.yaml': `entity: deal\nto: ${url}\nsend: [margin]` };
    const other = await installation(SALES);
    await expect(other.publishFiles(files)).rejects.toMatchObject({
      detail: { errors: [expect.objectContaining({ code: 'webhook_hidden' })] },
    });
  });
});

describe('failures', () => {
  test('are tried again with growing pauses, in order per record, without holding up others', async () => {
    await webhooks.switch('all_deals', true, admin);
    answer = { status: 500, body: 'out of order' };
    const first = await deal({ name: 'First' });
    await records.update(system, 'deal', first.id, { version: null, values: { name: 'First 2' } });
    await round();
    expect(heard.map(({ body }) => body.data.values.name)).toEqual(['First']);
    answer = { status: 200, body: 'ok' };
    await deal({ name: 'Second' });
    await round();
    expect(heard.map(({ body }) => body.data.values.name)).toEqual(['First', 'Second']);
    const waiting = (await log('all_deals')).find(
      ({ attempts }) => attempts.length > 0 && attempts[0]!.status === 500,
    )!;
    expect(waiting).toMatchObject({
      state: 'waiting',
      attempts: [{ status: 500, answer: 'out of order', error: 'It answered with 500.' }],
    });
    expect(Date.parse(waiting.dueAt!) - clock.now()).toBe(5000);
    clock.moveTo(clock.now() + 5000);
    await round();
    expect(heard.map(({ body }) => body.data.values.name)).toEqual(['First', 'Second', 'First', 'First 2']);
    expect(heard[2]!.headers['webhook-id']).toBe(heard[0]!.headers['webhook-id']);
    expect((await webhooks.list()).items.find(({ key }) => key === 'all_deals')).toMatchObject({
      state: 'on',
      failingSince: null,
      waiting: 0,
      sent: 3,
    });
  });

  test('of days pause it with a sentence and keep its calls; switched on again they are made', async () => {
    await webhooks.switch('all_deals', true, admin);
    answer = { status: 503, body: '' };
    await deal({ name: 'Long' });
    for (let i = 0; i < 10; i++) {
      await round();
      clock.moveTo(clock.now() + 24 * 3_600_000);
    }
    const paused = (await webhooks.list()).items.find(({ key }) => key === 'all_deals')!;
    expect(paused).toMatchObject({
      state: 'paused',
      reason: expect.stringContaining('It answered with 503.'),
    });
    const before = heard.length;
    await deal({ name: 'Meanwhile' });
    await round();
    expect(heard).toHaveLength(before);
    answer = { status: 200, body: '' };
    expect((await webhooks.switch('all_deals', true, admin)).secret).toBeNull();
    await round();
    const told = heard.slice(before).map(({ body }) => body.data.values.name);
    expect(told.sort()).toEqual(['Long', 'Meanwhile']);
    const { rows } = await db.query<{ deed: string }>(
      `select deed from potik.audit where deed = 'webhook.paused'`,
    );
    expect(rows).toHaveLength(1);
  });

  test('of a key that can’t be opened are counted like others, and pause it with a sentence that says what to do', async () => {
    // given a key that was sealed with another secret of the installation
    await webhooks.switch('all_deals', true, admin);
    const other = createSeal(createHash('sha256').update('before').digest());
    await db.query("update potik.webhook set secret = $1 where key = 'all_deals'", [
      other.seal('whsec_eA=='),
    ]);
    await deal({});
    // when
    for (let days = 0; days < 5; days++) {
      await round();
      clock.moveTo(clock.now() + 24 * 3_600_000);
    }
    // then: as many attempts as any other call that does not get through, then a pause
    const [call] = await log('all_deals');
    expect(call!.attempts).toHaveLength(4);
    const lost = expect.stringContaining('sealed with another POTIK_SECRET');
    expect(call!.attempts[0]).toMatchObject({ status: null, error: lost });
    expect((await webhooks.list()).items.find(({ key }) => key === 'all_deals')).toMatchObject({
      state: 'paused',
      reason: lost,
    });
    expect(heard).toEqual([]);
    // and with a new key it goes on, though the old one still can't be opened
    await webhooks.rotate('all_deals', admin);
    await webhooks.switch('all_deals', true, admin);
    await round();
    expect(heard).toHaveLength(1);
  });

  test('410 pauses at once; a private address is refused with a sentence', async () => {
    await webhooks.switch('all_deals', true, admin);
    answer = { status: 410, body: '' };
    await deal({});
    await round();
    expect((await webhooks.list()).items.find(({ key }) => key === 'all_deals')).toMatchObject({
      state: 'paused',
    });
    const strict = createWebhooks({ ...options, outbound: createOutbound([]), ring: () => {} });
    expect(await strict.test('all_deals', admin)).toMatchObject({
      status: null,
      error: expect.stringContaining('127.0.0.1 lies within a private network'),
    });
  });
});

describe('people', () => {
  test('test the receiver, send a call again, and change the key while the old one still signs', async () => {
    const { secret } = await webhooks.switch('all_deals', true, admin);
    const { secret: next } = await webhooks.rotate('all_deals', admin);
    answer = { status: 200, body: 'hello' };
    expect(await webhooks.test('all_deals', admin)).toMatchObject({
      status: 200,
      answer: 'hello',
      error: null,
    });
    expect(heard[0]!.body).toMatchObject({ type: 'test', data: {} });
    expect(secret).toBeNull();
    expect(next).toMatch(/^whsec_/);
    expect(heard[0]!.headers['webhook-signature']!.split(' ')).toHaveLength(2);
    clock.moveTo(clock.now() + 25 * 3_600_000);
    await webhooks.test('all_deals', admin);
    expect(heard[1]!.headers['webhook-signature']!.split(' ')).toHaveLength(1);
    await deal({ name: 'Again' });
    await round();
    const [sent] = await log('all_deals');
    const again = await webhooks.resend('all_deals', sent!.id, admin);
    expect(again).toMatchObject({ state: 'waiting', resentOf: sent!.id });
    await round();
    expect(heard.slice(2).map(({ body }) => body.data.values.name)).toEqual(['Again', 'Again']);
    expect(heard[3]!.headers['webhook-id']).not.toBe(heard[2]!.headers['webhook-id']);
  });

  test('are told what is missing', async () => {
    expect(await refusal(webhooks.switch('unset', true, admin))).toMatchObject({ code: 'no_address' });
    expect(await refusal(webhooks.test('unset', admin))).toMatchObject({ code: 'no_key' });
    expect(await refusal(webhooks.switch('nothing', true, admin))).toMatchObject({ status: 404 });
    expect(await refusal(webhooks.set('won', { headers: { Cookie: 'x' } }, admin))).toMatchObject({
      errors: [{ path: 'headers.Cookie', code: 'unknown_header' }],
    });
    expect(await webhooks.set('unset', { url }, admin)).toMatchObject({ url, ownUrl: true });
    expect(await webhooks.set('unset', { url: '' }, admin)).toMatchObject({ url: null, ownUrl: false });
  });
});
