import { expect, test, vi } from 'vitest';
import { realClock } from '../../../runtime/server/clock.ts';
import { removeOutlived } from '../../../runtime/server/jobs/retention.ts';
import { ADMIN, testApp } from '../../support/app.ts';
import { bpmn, flows } from '../../support/process.ts';
import { projected } from '../../support/projected.ts';

const app = await testApp();
const admin = await app.signIn();
const { db } = app.services;

const task = (id: string) =>
  `<bpmn:userTask id="${id}"><bpmn:extensionElements><potik:assignment person="${ADMIN.email}"/></bpmn:extensionElements></bpmn:userTask>`;

/** Two tasks, one after the other. */
const orders = (first: string, second: string, keepDays = '') =>
  bpmn(
    `<bpmn:extensionElements><potik:version keepDays="${keepDays || '90'}"/></bpmn:extensionElements>
     <bpmn:startEvent id="start"/>${task(first)}${task(second)}<bpmn:endEvent id="end"/>${flows(
       `start -> ${first} -> ${second} -> end`,
     )}`,
    '',
    'orders',
  );

async function deploy(xml: string): Promise<number> {
  const form = new FormData();
  form.append('files', new Blob([xml]), 'orders.bpmn');
  const { status, body } = await admin.call('POST', '/api/deployments', form);
  expect(status, JSON.stringify(body)).toBe(201);
  return body.processes[0].version;
}

async function start(businessKey: string): Promise<string> {
  const { status, body } = await admin.call('POST', '/api/processes/orders/instances', {
    businessKey,
    variables: { amount: 7 },
  });
  expect(status, JSON.stringify(body)).toBe(201);
  return body.id;
}

async function completeTask(instance: string): Promise<void> {
  const { body } = await admin.call('GET', `/api/instances/${instance}`);
  const done = await admin.call('POST', `/api/tasks/${instance}.${body.standing[0].key}/complete`, {
    values: {},
  });
  expect(done.status, JSON.stringify(done.body)).toBe(200);
}

const standsAt = async (instance: string): Promise<string[]> =>
  (await admin.call('GET', `/api/instances/${instance}`)).body.standing.map(
    ({ element }: { element: string }) => element,
  );

/** The batch once it has ended. */
async function carriedOut(input: object) {
  const begun = await admin.call('POST', '/api/batches', input);
  expect(begun.status, JSON.stringify(begun.body)).toBe(202);
  return vi.waitFor(
    async () => {
      const { body } = await admin.call('GET', `/api/batches/${begun.body.id}`);
      expect(body.batch.endedAt).not.toBeNull();
      return body;
    },
    { timeout: 60_000, interval: 20 },
  );
}

test('instances go on with another version, after a look at what would happen to each', async () => {
  // given one instance at each task of the first version, and a second version that calls the first task otherwise
  const before = await deploy(orders('check', 'ship'));
  const early = await start('early');
  const late = await start('late');
  await completeTask(late);
  const version = await deploy(orders('review', 'ship'));
  const filter = { process: 'orders', version: before };

  // when it is only tried
  const preview = (elements?: object) =>
    admin.call('POST', '/api/batches/preview', {
      operation: { type: 'migrate', version, ...(elements && { elements }) },
      filter,
    });
  const { body: blunt } = await preview();
  const { body: mapped } = await preview({ check: 'review' });

  // then nothing has changed, and it is said per instance
  expect(blunt).toMatchObject({ total: 2, examined: 2, possible: 1 });
  expect(blunt.items.find(({ instance }: { instance: string }) => instance === early)).toMatchObject({
    at: ['check'],
    message: expect.stringContaining('“check” can’t go on as “check”'),
  });
  expect(mapped).toMatchObject({ possible: 2 });
  expect(await standsAt(early)).toEqual(['check']);

  // when it is carried out without the map
  const { batch, refusals } = await carriedOut({ operation: { type: 'migrate', version }, filter });

  // then what fits has moved, and what doesn't is as it was
  expect(batch).toMatchObject({ total: 2, done: 2, refused: 1, by: { name: expect.any(String) } });
  expect(refusals).toMatchObject([{ instance: early }]);
  expect((await admin.call('GET', `/api/instances/${late}`)).body.item.process.version).toBe(version);
  expect((await admin.call('GET', `/api/instances/${early}`)).body.item.process.version).toBe(before);

  // when the other is moved by hand
  const moved = await admin.call('POST', `/api/instances/${early}/migrate`, {
    version,
    elements: { check: 'review' },
  });

  // then it stands at the task of the new version, its history tells who did it, and it goes on there
  expect(moved.status, JSON.stringify(moved.body)).toBe(204);
  expect(await standsAt(early)).toEqual(['review']);
  const { body: history } = await admin.call('GET', `/api/instances/${early}/history`);
  expect(history.items.find(({ type }: { type: string }) => type === 'migrated')).toMatchObject({
    cause: { kind: 'person' },
  });
  await completeTask(early);
  expect(await standsAt(early)).toEqual(['ship']);
});

test('a preview of a migration says what begins, what ends and what is waited for', async () => {
  // given an instance with a message on its task, and a version with a timer in a sub-process around it
  const boundary = (id: string, event: string) =>
    `<bpmn:boundaryEvent id="${id}" name="${id}!" attachedToRef="check">${event}</bpmn:boundaryEvent><bpmn:endEvent id="after-${id}"/>${flows(`${id} -> after-${id}`)}`;
  const message = boundary('paid', '<bpmn:messageEventDefinition messageRef="m"/>');
  const timer = boundary(
    'late',
    '<bpmn:timerEventDefinition><bpmn:timeDuration>PT1H</bpmn:timeDuration></bpmn:timerEventDefinition>',
  );
  await deploy(
    bpmn(
      `<bpmn:startEvent id="start"/>${task('check')}${message}${flows('start -> check')}`,
      '<bpmn:message id="m" name="paid"/>',
      'orders',
    ),
  );
  const id = await start('changing');
  const version = await deploy(
    bpmn(
      `<bpmn:startEvent id="start"/><bpmn:subProcess id="sub" name="Checks"><bpmn:startEvent id="in"/>${task('check')}${timer}${flows('in -> check')}</bpmn:subProcess>${flows('start -> sub')}`,
      '',
      'orders',
    ),
  );

  // when
  const { body } = await admin.call('POST', '/api/batches/preview', {
    operation: { type: 'migrate', version },
    instances: [id],
  });

  // then
  expect(body.items[0]).toMatchObject({ message: null, at: ['check', 'paid'] });
  expect(body.items[0].changes).toEqual([
    { kind: 'begins', element: 'sub', name: 'Checks' },
    { kind: 'awaitsNoMore', element: 'paid', name: 'paid!' },
    { kind: 'awaits', element: 'late', name: 'late!' },
  ]);
});

test('many are cancelled at once; an ended one is started anew or removed with its history', async () => {
  // given
  await deploy(orders('check', 'ship'));
  const ids = await Promise.all(Array.from({ length: 40 }, (_, n) => start(`many-${n}`)));
  const [one] = ids as [string];

  // when a running one is to be removed or restarted
  const tooEarly = await Promise.all([
    admin.call('DELETE', `/api/instances/${one}`),
    admin.call('POST', `/api/instances/${one}/restart`, {}),
  ]);

  // then it is refused
  expect(tooEarly.map(({ status }) => status)).toEqual([409, 409]);

  // when they are cancelled, one of them twice
  const { batch } = await carriedOut({
    operation: { type: 'cancel', reason: 'by mistake' },
    instances: [...ids, one],
  });
  await projected(db);

  // then each is over, once
  expect(batch).toMatchObject({ total: 40, done: 40, refused: 0 });
  const { body: detail } = await admin.call('GET', `/api/instances/${one}`);
  expect(detail.item.status).toBe('cancelled');

  // when one is started anew
  const again = await admin.call('POST', `/api/instances/${one}/restart`, {});

  // then a new one stands at the first task with the variables and the key of the old
  expect(again.status, JSON.stringify(again.body)).toBe(201);
  const { body: restarted } = await admin.call('GET', `/api/instances/${again.body.id}`);
  expect(restarted).toMatchObject({
    item: { businessKey: 'many-0', status: 'active' },
    standing: [{ element: 'check' }],
    variables: { amount: 7 },
  });

  // when the others are started anew together, and one that has begun just now
  const { batch: anew, refusals } = await carriedOut({
    operation: { type: 'restart', values: 'last', latest: true },
    instances: [...ids.slice(1), again.body.id],
  });

  // then each has another one like it, but for the one that runs
  expect(anew).toMatchObject({ total: 40, done: 40, refused: 1 });
  expect(refusals).toMatchObject([{ instance: again.body.id }]);
  const { rows: keys } = await db.query<{ n: number }>(
    "select count(distinct business_key)::int as n from potik.instance where business_key like 'many-%' and status = 'active'",
  );
  expect(keys[0]!.n).toBe(40);

  // when the old one is removed
  expect((await admin.call('DELETE', `/api/instances/${one}`)).status).toBe(204);

  // then nothing of it is left, but for the auditor
  expect((await admin.call('GET', `/api/instances/${one}`)).status).toBe(404);
  const left = await db.query('select 1 from potik.history where instance_id = $1', [one]);
  expect(left.rows).toEqual([]);
  const audit = await db.query(
    "select 1 from potik.audit where deed = 'instance_deleted' and detail->>'instance' = $1",
    [one],
  );
  expect(audit.rowCount).toBe(1);
});

test('history is removed when its process has kept it long enough', async () => {
  // given one that has just ended, of a process that keeps history for a day
  await deploy(orders('check', 'pack', '1'));
  const id = await start('old');
  await completeTask(id);
  await completeTask(id);
  await projected(db);
  const later = (days: number) => ({ ...realClock, now: () => Date.now() + days * 86_400_000 });

  // when half a day has gone by, then it is there; when two have, then it is not
  await removeOutlived({ db, clock: later(0.5), historyDays: null });
  expect((await admin.call('GET', `/api/instances/${id}`)).status).toBe(200);
  await removeOutlived({ db, clock: later(2), historyDays: null });
  expect((await admin.call('GET', `/api/instances/${id}`)).status).toBe(404);
});

test('figures say what stands where now, and how often and how long elements took', async () => {
  // given one done, one at its second task, one suspended at the first
  await deploy(orders('measure', 'send'));
  const { body: before } = await admin.call('GET', '/api/operations/processes/orders');
  const [done, half, held] = (await Promise.all(['x', 'y', 'z'].map((n) => start(`figure-${n}`)))) as [
    string,
    string,
    string,
  ];
  await completeTask(done);
  await completeTask(done);
  await completeTask(half);
  await admin.call('POST', `/api/instances/${held}/suspend`);
  await projected(db);

  // when
  const { version } = before.versions[0];
  const { status, body } = await admin.call('GET', `/api/operations/processes/orders?version=${version}`);

  // then
  expect(status, JSON.stringify(body)).toBe(200);
  const at = (element: string) => body.elements.find((one: { element: string }) => one.element === element);
  expect(at('measure')).toMatchObject({ now: 1, done: 2, cancelled: 0, incidents: 0 });
  expect(at('measure').medianMs).toBeGreaterThan(0);
  expect(at('send')).toMatchObject({ now: 1, done: 1 });
  expect(body.versions[0]).toMatchObject({ version, running: 2, suspended: 1, ended: 1 });
  expect(body.medianMs).toBeGreaterThan(0);

  // and in another period nothing was done, while the same stands there
  const { body: then } = await admin.call(
    'GET',
    `/api/operations/processes/orders?version=${version}&from=2020-01-01&to=2020-02-01`,
  );
  expect(
    then.elements
      .map(({ element, now, done: n }: { element: string; now: number; done: number }) => [element, now, n])
      .sort(),
  ).toEqual([
    ['measure', 1, 0],
    ['send', 1, 0],
  ]);
  expect((await admin.call('GET', '/api/operations/processes/orders?from=2000-01-01')).status).toBe(422);
  const { body: list } = await admin.call('GET', '/api/operations/processes');
  expect(list.items.find(({ key }: { key: string }) => key === 'orders').ended).toBeGreaterThan(0);
});

test('instances are found by a variable and by when they were started', async () => {
  await deploy(orders('check', 'ship'));
  const id = await start('by-variable');
  await admin.call('POST', `/api/instances/${id}/variables`, { variables: { city: 'Lviv', sum: 12.5 } });
  const found = async (query: string) =>
    (await admin.call('GET', `/api/instances?process=orders&${query}`)).body.items?.map(
      (item: { id: string }) => item.id,
    );
  expect(await found('variable=city&value=Lviv')).toEqual([id]);
  expect(await found('variable=sum&value=12.5')).toEqual([id]);
  expect(await found('variable=city&value=Kyiv')).toEqual([]);
  expect(await found('businessKey=by-variable&startedFrom=2020-01-01T00:00:00Z')).toEqual([id]);
  expect(await found('businessKey=by-variable&startedTo=2020-01-01T00:00:00Z')).toEqual([]);
  expect((await admin.call('GET', '/api/instances?variable=city&value=Lviv')).status).toBe(422);
});

test('a batch says what is wrong with it', async () => {
  const post = (body: object) => admin.call('POST', '/api/batches', body);
  expect((await post({ operation: { type: 'cancel' } })).body.errors).toMatchObject([{ path: 'instances' }]);
  expect((await post({ operation: { type: 'cancel' }, filter: { state: 'odd' } })).status).toBe(422);
  expect((await post({ operation: { type: 'cancel' }, filter: { record: 'x' } })).body.errors).toMatchObject([
    { path: 'filter.record' },
  ]);
  expect((await post({ operation: { type: 'explode' }, instances: [] })).status).toBe(422);
  expect((await admin.call('GET', '/api/batches/nothing')).status).toBe(404);
});
