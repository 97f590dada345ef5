/** Notes and notices over HTTP: tasks that processes give, notes on records, the live stream's hint. */
import { expect, test } from 'vitest';
import { testApp } from '../../support/app.ts';

const app = await testApp();
const admin = await app.signIn();

const PROCESS = `<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn" targetNamespace="urn:test">
  <bpmn:process id="visit" isExecutable="true">
    <bpmn:startEvent id="start"/><bpmn:userTask id="call" name="Call them" camunda:assignee="\${who}"/><bpmn:endEvent id="end"/>
    <bpmn:sequenceFlow id="a" sourceRef="start" targetRef="call"/><bpmn:sequenceFlow id="b" sourceRef="call" targetRef="end"/>
  </bpmn:process></bpmn:definitions>`;
const form = new FormData();
form.append('files', new Blob([PROCESS]), 'visit.bpmn');
expect((await admin.call('POST', '/api/deployments', form)).status).toBe(201);

async function colleague(name: string) {
  const credentials = { email: `${name.toLowerCase()}@example.com`, password: 'correct horse battery' };
  const made = await admin.call('POST', '/api/people', { name, ...credentials, roles: ['administrator'] });
  expect(made.status, JSON.stringify(made.body)).toBe(201);
  return { ...(await app.signIn(credentials)), id: made.body.id as string, email: credentials.email };
}
const olha = await colleague('Olha');

test('who is given a task by a process or a person is told once', async () => {
  // given
  const started = await admin.call('POST', '/api/processes/visit/instances', {
    variables: { who: olha.email },
  });
  expect(started.status, JSON.stringify(started.body)).toBe(201);

  // then
  await expect
    .poll(() => olha.call('GET', '/api/notices'))
    .toMatchObject({
      body: {
        unread: 1,
        items: [
          {
            kind: 'task',
            task: { name: 'Call them' },
            record: null,
            who: { name: 'admin' },
            read: false,
          },
        ],
      },
    });
  const [notice] = (await olha.call('GET', '/api/notices')).body.items;
  expect((await olha.call('GET', `/api/tasks/${notice.task.id}`)).status).toBe(200);
  expect((await olha.call('POST', '/api/notices/read', { ids: [notice.id] })).status).toBe(204);
  expect((await olha.call('GET', '/api/notices')).body).toMatchObject({ unread: 0, items: [{ read: true }] });

  // when she hands it on
  const handed = await olha.call('POST', `/api/tasks/${notice.task.id}/delegate`, {
    person: (await admin.call('GET', '/api/me')).body.person.id,
  });
  expect(handed.status, JSON.stringify(handed.body)).toBeLessThan(300);
  await expect
    .poll(() => admin.call('GET', '/api/notices'))
    .toMatchObject({
      body: { items: [{ kind: 'task', who: { name: 'Olha' }, task: { id: notice.task.id } }] },
    });
});

test('notes are written, changed, read and deleted', async () => {
  await olha.call('POST', '/api/notices/read', {});
  const team = (await admin.call('POST', '/api/records/team', { values: { name: 'Sales' } })).body.id;
  const record = `/api/records/team/${team}`;
  const note = await admin.call('POST', `${record}/notes`, {
    text: 'Welcome @Olha',
    mentions: [{ entity: 'user', id: olha.id }],
  });
  expect(note.status, JSON.stringify(note.body)).toBe(201);
  expect((await admin.call('GET', `${record}/mentionable?search=olh`)).body.items).toEqual([
    { entity: 'user', id: olha.id, name: 'Olha', sees: true },
  ]);
  expect((await olha.call('PATCH', `/api/notes/${note.body.id}`, { text: 'no' })).status).toBe(403);
  expect((await admin.call('PATCH', `/api/notes/${note.body.id}`, { text: 'Welcome' })).status).toBe(204);
  expect((await olha.call('GET', `/api/notes/${note.body.id}/texts`)).body.items).toMatchObject([
    { text: 'Welcome @Olha' },
  ]);
  await expect
    .poll(() => olha.call('GET', '/api/notices?unread=true'))
    .toMatchObject({
      body: { items: [{ kind: 'mention', record: { title: 'Sales' }, note: note.body.id }] },
    });
  expect((await olha.call('GET', `${record}/followers`)).body.follows).toBe(true);
  expect((await olha.call('PUT', `${record}/following`, { follows: false })).body.follows).toBe(false);
  expect((await admin.call('DELETE', `/api/notes/${note.body.id}`)).status).toBe(204);
  expect((await admin.call('GET', `${record}/timeline?kinds=note`)).body.items).toEqual([]);
  // A notice of a note goes with it.
  expect((await olha.call('GET', '/api/notices?unread=true')).body.items).toEqual([]);
});

test('settings are each person’s own', async () => {
  const { body: settings } = await olha.call('GET', '/api/notices/settings');
  const wanted = { ...settings, tell: { ...settings.tell, task: false } };
  expect((await olha.call('PUT', '/api/notices/settings', wanted)).body).toEqual(wanted);
  expect((await olha.call('GET', '/api/notices/settings')).body.tell.task).toBe(false);
  expect((await admin.call('GET', '/api/notices/settings')).body.tell.task).toBe(true);
});
