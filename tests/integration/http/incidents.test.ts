/** What stands still in all processes: one list with what operators know it by, a page at a time, only for operators. */
import { expect, test, vi } from 'vitest';
import { testApp } from '../../support/app.ts';
import { bpmn, flows } from '../../support/process.ts';

const app = await testApp();
const admin = await app.signIn();

/** Its step fails by a job, with no further attempts. */
const failing = (key: string) =>
  bpmn(
    `<bpmn:startEvent id="start"/><bpmn:scriptTask id="sum" name="Add it up" scriptFormat="feel" camunda:resultVariable="x"><bpmn:extensionElements><potik:async before="true"/><potik:label language="uk" text="Порахувати"/><camunda:failedJobRetryTimeCycle>R1/PT1H</camunda:failedJobRetryTimeCycle></bpmn:extensionElements><bpmn:script>count(for i in 1..10000000000 return i)</bpmn:script></bpmn:scriptTask><bpmn:endEvent id="end"/>${flows('start -> sum -> end')}`,
    '',
    key,
  );

async function stuck(key: string, businessKey: string): Promise<string> {
  const { status, body } = await admin.call('POST', `/api/processes/${key}/instances`, { businessKey });
  expect(status, JSON.stringify(body)).toBe(201);
  return body.id;
}

test('incidents of all processes are one list, the latest first, and go with their instance', async () => {
  // given
  const form = new FormData();
  for (const key of ['orders', 'claims']) form.append('files', new Blob([failing(key)]), `${key}.bpmn`);
  const deployed = await admin.call('POST', '/api/deployments', form);
  expect(deployed.status, JSON.stringify(deployed.body)).toBe(201);
  const ids = [await stuck('orders', 'A-1'), await stuck('claims', 'B-1'), await stuck('orders', 'A-2')];

  // when
  const all = await vi.waitFor(
    async () => {
      const { body } = await admin.call('GET', '/api/incidents');
      expect(body.items).toHaveLength(3);
      return body.items;
    },
    { timeout: 60_000, interval: 200 },
  );

  // then
  expect(all.map(({ instanceId }: { instanceId: string }) => instanceId).sort()).toEqual(ids.toSorted());
  const one = all.find(({ instanceId }: { instanceId: string }) => instanceId === ids[1]);
  expect(one).toMatchObject({
    process: { key: 'claims', version: 1 },
    element: 'sum',
    name: 'Add it up',
    code: 'expression.failed',
    message: expect.stringContaining('“sum” could not be evaluated'),
    businessKey: 'B-1',
    record: null,
  });
  expect(all.map(({ at }: { at: string }) => at)).toEqual(
    all
      .map(({ at }: { at: string }) => at)
      .toSorted()
      .toReversed(),
  );

  // narrowed, and a page at a time
  const orders = await admin.call('GET', '/api/incidents?process=orders&element=sum&code=expression.failed');
  expect(orders.body.items.map((item: { businessKey: string }) => item.businessKey).sort()).toEqual([
    'A-1',
    'A-2',
  ]);
  const first = await admin.call('GET', '/api/incidents?limit=2');
  expect(first.body.items).toEqual(all.slice(0, 2));
  const rest = await admin.call('GET', `/api/incidents?limit=2&cursor=${first.body.next}`);
  expect(rest.body).toEqual({ items: all.slice(2), next: null });

  // one is cancelled: it stands in the list no more
  await admin.call('POST', `/api/instances/${ids[1]}/cancel`, {});
  const { body: left } = await admin.call('GET', '/api/incidents?process=claims');
  expect(left).toEqual({ items: [], next: null });
});
