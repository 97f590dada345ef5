/** Requests that don't fit what is there, are too large, or come twice: each is refused by a sentence, and nothing changes. */
import { beforeAll, expect, test } from 'vitest';
import { ADMIN } from '../../../support/app.ts';
import { hostileApp } from '../../../support/hostile-app.ts';
import { bpmn, flows } from '../../../support/process.ts';

const { admin, deploy, refused } = await hostileApp();
const post = (path: string, body: unknown) => admin.call('POST', path, body);
const NOWHERE = '00000000-0000-0000-0000-000000000000';

/** A task, then a message is waited for. */
const waits = (key: string, message: string) =>
  bpmn(
    `<bpmn:startEvent id="start"/><bpmn:userTask id="approve"><bpmn:extensionElements><potik:assignment person="${ADMIN.email}"/></bpmn:extensionElements></bpmn:userTask><bpmn:receiveTask id="hear" messageRef="m"/><bpmn:endEvent id="end"/>${flows('start -> approve -> hear -> end')}`,
    `<bpmn:message id="m" name="${message}"/>`,
    key,
  );

async function started(variables = {}, key = 'waits'): Promise<{ id: string; task: string }> {
  const { status, body } = await post(`/api/processes/${key}/instances`, { variables });
  expect(status, JSON.stringify(body)).toBe(201);
  return { id: body.id, task: body.next };
}

/** An instance that waits for the message. */
async function listening(): Promise<string> {
  const { id, task } = await started({}, 'listens');
  expect((await post(`/api/tasks/${task}/complete`, { values: {} })).status).toBe(200);
  return id;
}

beforeAll(async () => {
  expect((await deploy(waits('waits', 'go'))).status).toBe(201);
  expect((await deploy(waits('listens', 'ping'))).status).toBe(201);
});

test.each(['nowhere', '__proto__', 'constructor'])('the unknown process %s', async (key) => {
  await refused(
    () => post(`/api/processes/${key}/instances`, {}),
    404,
    new RegExp(`no version of the process "${key}"`),
  );
});

test('variables of 100 MB', async () => {
  const variables = { text: 'x'.repeat(100_000_000) };
  await refused(() => post('/api/processes/waits/instances', { variables }), 413, /larger than 1 MB/);
  const { id } = await started();
  await refused(() => post(`/api/instances/${id}/variables`, { variables }), 413, /larger than 1 MB/);
});

test('variables nested 60 deep', async () => {
  const variables = JSON.parse(`{"deep": ${'['.repeat(60)}${']'.repeat(60)}}`);
  await refused(() => post('/api/processes/waits/instances', { variables }), 400, /nested more than 50 deep/);
});

test('variables whose names JavaScript knows are only variables', async () => {
  // given
  const variables = JSON.parse('{"__proto__": {"polluted": 1}, "constructor": 2, "toString": 3}');
  // when
  const { id } = await started(variables);
  // then
  const { body } = await admin.call('GET', `/api/instances/${id}`);
  expect(JSON.stringify(body)).toContain('"constructor":2');
  expect(JSON.stringify(body)).toContain('"__proto__":{"polluted":1}');
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
});

test('a task that is completed twice', async () => {
  const { id, task } = await started();
  await post(`/api/tasks/${task}/complete`, { values: {} });
  await refused(
    () => post(`/api/tasks/${task}/complete`, { values: {} }),
    404,
    /no longer open: it was completed/,
  );
  expect((await admin.call('GET', `/api/instances/${id}`)).body.standing).toMatchObject([
    { element: 'hear' },
  ]);
});

test('a task and an instance that never were', async () => {
  await refused(() => post('/api/tasks/__proto__/complete', { values: {} }), 404, /no longer open/);
  await refused(
    () => post(`/api/instances/${NOWHERE}/variables`, { variables: { a: 1 } }),
    404,
    /no process instance of that id/,
  );
});

test('a message nobody waits for, and one that two wait for', async () => {
  await refused(() => post('/api/messages', { name: 'ping' }), 409, /Nobody waits for the message “ping”/);
  const both = [await listening(), await listening()];
  await refused(
    () => post('/api/messages', { name: 'ping' }),
    409,
    /2 receivers wait for the message “ping”; narrow/,
  );
  for (const instanceId of both)
    expect((await post('/api/messages', { name: 'ping', instanceId })).status).toBe(200);
  // The second time there is nobody left.
  await refused(
    () => post('/api/messages', { name: 'ping', instanceId: both[0] }),
    409,
    /Nobody waits for the message “ping”/,
  );
});

test('an instance that is changed after its end', async () => {
  const { id } = await started();
  expect((await post(`/api/instances/${id}/cancel`, {})).status).toBe(204);
  await refused(() => post(`/api/instances/${id}/cancel`, {}), 404, /already ended/);
  await refused(() => post(`/api/instances/${id}/variables`, { variables: { a: 1 } }), 404, /already ended/);
});

test('twenty who complete one task, cancel and change its instance at once: one truth', async () => {
  // given
  const { id, task } = await started();
  // when
  const replies = await Promise.all(
    Array.from({ length: 20 }, (_, at) =>
      at % 4 === 3
        ? post(`/api/instances/${id}/variables`, { variables: { at } })
        : post(`/api/tasks/${task}/complete`, { values: {} }),
    ),
  );
  // then
  const completed = replies.filter((_, at) => at % 4 !== 3);
  expect(completed.filter(({ status }) => status === 200)).toHaveLength(1);
  for (const { status, body } of completed)
    if (status !== 200) expect([404, 409], JSON.stringify(body)).toContain(status);
  const { body } = await admin.call('GET', `/api/instances/${id}`);
  expect(body.standing).toMatchObject([{ element: 'hear' }]);
  expect(body.visited).toMatchObject({ start: 1, approve: 1 });
});
