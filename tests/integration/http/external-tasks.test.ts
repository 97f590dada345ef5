/** External tasks as a worker outside does them: with a key of its own, over HTTP. */
import { expect, test } from 'vitest';
import { type Reply, testApp } from '../../support/app.ts';

const app = await testApp();
const admin = await app.signIn();
const { db } = app.services;

const PROCESS = `<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn" targetNamespace="urn:test">
  <bpmn:error id="declined" errorCode="declined"/>
  <bpmn:process id="payment" isExecutable="true">
    <bpmn:startEvent id="start"/>
    <bpmn:serviceTask id="charge" camunda:type="external" camunda:topic="charge-card" camunda:taskPriority="\${urgent ? 90 : 10}"/>
    <bpmn:boundaryEvent id="no" attachedToRef="charge"><bpmn:errorEventDefinition errorRef="declined"/></bpmn:boundaryEvent>
    <bpmn:userTask id="receipt"/><bpmn:userTask id="ask"/><bpmn:endEvent id="end"/>
    <bpmn:sequenceFlow id="a" sourceRef="start" targetRef="charge"/><bpmn:sequenceFlow id="b" sourceRef="charge" targetRef="receipt"/>
    <bpmn:sequenceFlow id="c" sourceRef="no" targetRef="ask"/><bpmn:sequenceFlow id="d" sourceRef="receipt" targetRef="end"/>
    <bpmn:sequenceFlow id="e" sourceRef="ask" targetRef="end"/>
  </bpmn:process></bpmn:definitions>`;

const form = new FormData();
form.append('files', new Blob([PROCESS]), 'payment.bpmn');
const deployed = await admin.call('POST', '/api/deployments', form);
expect(deployed.status, JSON.stringify(deployed.body)).toBe(201);
const made = await admin.call('POST', '/api/me/keys', { name: 'Worker', scopes: ['do_external_tasks'] });
const token: string = made.body.token;

/** What a worker gets. */
async function post(path: string, body: object, signal?: AbortSignal): Promise<Omit<Reply, 'headers'>> {
  const response = await fetch(`${app.url}/api/external-tasks/${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
    ...(signal && { signal }),
  });
  const text = await response.text();
  return { status: response.status, body: text ? JSON.parse(text) : null };
}

async function start(variables: object = { amount: 7, urgent: false }): Promise<string> {
  const { status, body } = await admin.call('POST', '/api/processes/payment/instances', {
    businessKey: 'order 1',
    variables,
  });
  expect(status, JSON.stringify(body)).toBe(201);
  return body.id;
}

const topics = [{ topic: 'charge-card' }];
const fetchFor = async (worker: string, more: object = {}) =>
  (await post('fetch', { worker, topics, ...more })).body.items as { id: string; [name: string]: unknown }[];
const standsAt = async (instance: string): Promise<string[]> =>
  (await admin.call('GET', `/api/instances/${instance}`)).body.standing.map(
    ({ element }: { element: string }) => element,
  );
const remove = (instance: string) => admin.call('POST', `/api/instances/${instance}/cancel`, {});

test('a task is fetched by topic with what it knows, held, and completed', async () => {
  // given
  const instance = await start();

  // when
  const [task] = await fetchFor('one');
  const other = await fetchFor('two');
  const done = await post(`${task!.id}/complete`, { worker: 'one', variables: { receipt: 'R-1' } });

  // then
  expect(task).toMatchObject({
    topic: 'charge-card',
    process: 'payment',
    instance,
    businessKey: 'order 1',
    element: 'charge',
    retries: 3,
    priority: 10,
    variables: { amount: 7, urgent: false },
  });
  expect(other).toEqual([]);
  expect(done.status).toBe(204);
  expect(await standsAt(instance)).toEqual(['receipt']);
  expect((await admin.call('GET', `/api/instances/${instance}`)).body.variables).toMatchObject({
    receipt: 'R-1',
  });
  expect(await post(`${task!.id}/complete`, { worker: 'one' })).toMatchObject({ status: 404 });
  await remove(instance);
});

test('the most important come first; only as many as asked, only the variables asked', async () => {
  const plain = await start({ urgent: false, amount: 1 });
  const urgent = await start({ urgent: true, amount: 2 });
  const first = await fetchFor('one', { max: 1, topics: [{ topic: 'charge-card', variables: ['amount'] }] });
  const second = await fetchFor('one', { topics: [{ topic: 'charge-card' }, { topic: 'other' }] });
  expect(first).toEqual([
    expect.objectContaining({ instance: urgent, priority: 90, variables: { amount: 2 } }),
  ]);
  expect(second).toEqual([expect.objectContaining({ instance: plain })]);
  expect(await fetchFor('one', { topics: [{ topic: 'charge-card', process: 'another' }] })).toEqual([]);
  await Promise.all([remove(plain), remove(urgent)]);
});

test('who does not hold a task answers nothing', async () => {
  const instance = await start();
  const [task] = await fetchFor('one');
  const refused = await post(`${task!.id}/complete`, { worker: 'two' });
  expect(refused).toMatchObject({ status: 409, body: { code: 'external_task_not_held' } });

  // its lock runs out, and another takes it
  await db.query(`update potik.job set locked_until = now() - interval '1 second' where instance_id = $1`, [
    instance,
  ]);
  expect(await fetchFor('two')).toHaveLength(1);
  expect(await post(`${task!.id}/complete`, { worker: 'one' })).toMatchObject({ status: 409 });
  expect(await post(`${task!.id}/extend`, { worker: 'one', lock: 1000 })).toMatchObject({ status: 409 });

  // given back, it is free at once
  expect((await post(`${task!.id}/extend`, { worker: 'two', lock: 600_000 })).status).toBe(204);
  expect(await fetchFor('three')).toEqual([]);
  expect((await post(`${task!.id}/extend`, { worker: 'two', lock: 0 })).status).toBe(204);
  expect(await fetchFor('three')).toHaveLength(1);
  await remove(instance);
});

test('a failure is tried again, after its time, and with no attempt left it is an incident that can be retried', async () => {
  const instance = await start();
  const [task] = await fetchFor('one');
  expect(
    (await post(`${task!.id}/fail`, { worker: 'one', message: 'The bank is closed.', after: 60_000 })).status,
  ).toBe(204);
  expect(await fetchFor('one')).toEqual([]);
  await db.query(`update potik.job set locked_until = now() - interval '1 second' where instance_id = $1`, [
    instance,
  ]);
  const [again] = await fetchFor('one');
  expect(again).toMatchObject({ id: task!.id, retries: 2 });

  await post(`${task!.id}/fail`, { worker: 'one', message: 'No such card.', retries: 0 });
  expect(await fetchFor('one')).toEqual([]);
  const { body } = await admin.call('GET', `/api/instances/${instance}`);
  expect(body.standing[0].incident).toMatchObject({ code: 'external_task', message: 'No such card.' });

  expect((await admin.call('POST', `/api/instances/${instance}/retry`, {})).status).toBe(204);
  expect(await fetchFor('one')).toEqual([expect.objectContaining({ id: task!.id, retries: 3 })]);
  await remove(instance);
});

test('a BPMN error goes to its boundary event', async () => {
  const instance = await start();
  const [task] = await fetchFor('one');
  const thrown = await post(`${task!.id}/error`, {
    worker: 'one',
    code: 'declined',
    variables: { why: 'limit' },
  });
  expect(thrown.status).toBe(204);
  expect(await standsAt(instance)).toEqual(['ask']);
  await remove(instance);
});

test('of a suspended instance nothing is fetched', async () => {
  const instance = await start();
  await admin.call('POST', `/api/instances/${instance}/suspend`);
  expect(await fetchFor('one')).toEqual([]);
  await admin.call('POST', `/api/instances/${instance}/resume`);
  expect(await fetchFor('one')).toHaveLength(1);
  await remove(instance);
});

test('a worker that waits gets the task when it comes; twenty workers share twenty tasks', async () => {
  // given
  const waiting = post('fetch', { worker: 'patient', topics, wait: 20_000 });
  const instance = await start();
  expect((await waiting).body.items).toEqual([expect.objectContaining({ instance })]);
  await remove(instance);

  // when
  const instances = await Promise.all(Array.from({ length: 20 }, () => start()));
  const fetched = await Promise.all(
    Array.from({ length: 20 }, (_, n) => fetchFor(`worker ${n}`, { max: 3 })),
  );

  // then
  const ids = fetched.flat().map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids).toHaveLength(20);
  await Promise.all(instances.map(remove));
});

test('who goes away while waiting takes no task along', async () => {
  const gone = new AbortController();
  const waiting = post('fetch', { worker: 'hasty', topics, wait: 20_000 }, gone.signal).catch(() => null);
  await expect.poll(async () => (await fetch(`${app.url}/health`)).status).toBe(200);
  gone.abort();
  await waiting;
  const instance = await start();
  expect(await fetchFor('one', { wait: 2000 })).toEqual([expect.objectContaining({ instance })]);
  await remove(instance);
});

test('wrong input is named; without the right nothing is fetched', async () => {
  expect((await post('fetch', { worker: 'one', topics: [] })).status).toBe(422);
  expect((await post('nonsense/complete', { worker: 'one' })).status).toBe(404);
  expect((await post(`${crypto.randomUUID()}.1/complete`, { worker: 'one' })).status).toBe(404);
  const { body } = await admin.call('POST', '/api/me/keys', { name: 'Reader', scopes: ['read', 'write'] });
  const response = await fetch(`${app.url}/api/external-tasks/fetch`, {
    method: 'POST',
    headers: { authorization: `Bearer ${body.token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ worker: 'one', topics }),
  });
  expect(response.status).toBe(403);
});
