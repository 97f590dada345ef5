/** Several calls in one request: together or not at all, or each by itself, with references between them and their own rights. */
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { systemPrincipal } from '../../../runtime/server/auth/principal.ts';
import { applyFolder } from '../../../runtime/server/publish/folder.ts';
import { type Caller, testApp } from '../../support/app.ts';

const app = await testApp();
await applyFolder(app.ground, fileURLToPath(new URL('../../../templates/crm', import.meta.url)), {
  personId: null,
});
const { people, records } = app.services;
const PASSWORD = 'a long enough one';
let seller: Caller;
beforeAll(async () => {
  const email = 'oksana@example.com';
  await people.create({ name: 'Oksana', email, password: PASSWORD, roles: ['seller'] }, systemPrincipal());
  seller = await app.signIn({ email, password: PASSWORD });
});

const send = (body: object, headers?: Record<string, string>) =>
  seller.call('POST', '/api/batch', body, headers);
const customers = async (name: string) =>
  (
    await records.query(systemPrincipal(), 'customer', {
      where: { field: 'name', op: '=', value: name },
    } as never)
  ).items;

describe('together', () => {
  test('later calls use what earlier ones made, all in one transaction', async () => {
    const { status, body } = await send({
      calls: [
        { deed: 'create', name: 'firm', entity: 'customer', values: { name: 'Batch Ltd' } },
        {
          deed: 'create',
          name: 'deal',
          entity: 'deal',
          values: { name: 'Pumps', customer: { $ref: 'firm.id' } },
        },
        {
          deed: 'update',
          entity: 'customer',
          id: { $ref: 'deal.customer.id' },
          values: { name: 'Batch Inc' },
        },
        { deed: 'upsert', entity: 'customer', external: 'shop/77', values: { name: 'From shop' } },
      ],
    });
    expect(status, JSON.stringify(body)).toBe(200);
    expect(body.results.map((one: { status: number }) => one.status)).toEqual([201, 201, 200, 200]);
    expect(body.results[1].reply.customer.title).toBe('Batch Ltd');
    expect(body.results[2].reply).toMatchObject({ name: 'Batch Inc', version: 2 });
    expect(body.results[3].reply).toMatchObject({ deed: 'created' });
  });

  test('a refusal leaves nothing behind and says which call, with the path in it', async () => {
    const { status, body } = await send({
      calls: [
        { deed: 'create', name: 'firm', entity: 'customer', values: { name: 'Nobody Ltd' } },
        {
          deed: 'create',
          entity: 'deal',
          values: { name: 'D', customer: { $ref: 'firm.id' }, amount: 'much' },
        },
      ],
    });
    expect(status).toBe(422);
    expect(body.detail).toContain('Call 2 (create)');
    expect(body.errors).toMatchObject([{ path: 'calls[1].amount', code: 'not_a_number' }]);
    expect(await customers('Nobody Ltd')).toEqual([]);
  });

  test('mistakes are told before anything is done, all at once', async () => {
    const { status, body } = await send({
      calls: [
        { deed: 'craete', entity: 'customer', values: {} },
        { deed: 'create', name: 'a', entity: 'customer', values: { name: { $ref: 'b.id' } } },
        { deed: 'create', name: 'a', entity: 'customer', values: {} },
        { deed: 'complete_task', task: 'x' },
      ],
    });
    expect(status).toBe(422);
    expect(body.errors.map((one: { path: string; code: string }) => `${one.path} ${one.code}`)).toEqual([
      'calls[0].deed unknown_deed',
      'calls[1].values.name unknown_call',
      'calls[2].name name_twice',
      'calls[3].deed not_together',
    ]);
    const wrong = await send({ calls: [{ deed: 'create', entity: 'customer', value: {} }] });
    expect(wrong.body.errors.map(({ path }: { path: string }) => path)).toContain('calls[0].value');
    const part = await send({
      calls: [
        { deed: 'create', name: 'a', entity: 'customer', values: { name: 'P' } },
        { deed: 'delete', entity: 'customer', id: { $ref: 'a.nothing' } },
      ],
    });
    expect(part.body.errors).toMatchObject([{ path: 'calls[1].id', code: 'no_such_part' }]);
    expect((await send({ calls: Array(101).fill({ deed: 'restore' }) })).status).toBe(422);
    expect((await send({ calls: [] })).status).toBe(422);
  });

  test('the same key does it once', async () => {
    const body = { calls: [{ deed: 'create', entity: 'customer', values: { name: 'Once Ltd' } }] };
    const first = await send(body, { 'idempotency-key': 'batch-1' });
    const again = await send(body, { 'idempotency-key': 'batch-1' });
    expect(again.body).toEqual(first.body);
    expect(await customers('Once Ltd')).toHaveLength(1);
  });

  test('rights are those of each call', async () => {
    const { status, body } = await send({
      calls: [
        { deed: 'create', entity: 'customer', values: { name: 'Right Ltd' } },
        { deed: 'create', entity: 'user', values: { name: 'X', email: 'x@example.com' } },
      ],
    });
    expect([status, body.errors[0].path]).toEqual([403, 'calls[1]']);
    expect(await customers('Right Ltd')).toEqual([]);
  });
});

describe('apart', () => {
  test('a refused call holds up only those that refer to it; tasks and processes take part', async () => {
    const { status, body } = await send({
      together: false,
      calls: [
        { deed: 'create', name: 'firm', entity: 'customer', values: { name: 'Apart Ltd' } },
        { deed: 'create', name: 'bad', entity: 'deal', values: { customer: { $ref: 'firm.id' } } },
        { deed: 'update', entity: 'deal', id: { $ref: 'bad.id' }, values: { name: 'Y' } },
        {
          deed: 'create',
          name: 'deal',
          entity: 'deal',
          values: { name: 'Z', customer: { $ref: 'firm.id' } },
        },
        {
          deed: 'start_process',
          name: 'run',
          process: 'deal_approval',
          record: { entity: 'deal', id: { $ref: 'deal.id' } },
        },
      ],
    });
    expect(status, JSON.stringify(body)).toBe(200);
    expect(body.results.map((one: { status: number }) => one.status)).toEqual([201, 422, 422, 201, 201]);
    expect(body.results[1].problem.errors[0].path).toBe('calls[1].name');
    expect(body.results[2].problem).toMatchObject({
      code: 'call_missing',
      errors: [{ path: 'calls[2].id' }],
    });
    const [task] = (await seller.call('GET', '/api/tasks')).body.items;
    const done = await send({
      together: false,
      calls: [{ deed: 'complete_task', task: task.id, values: {} }],
    });
    expect(done.body.results[0]).toMatchObject({ status: 422, problem: { code: 'invalid' } });
  });
});
