/** Models written to hurt, handed in over HTTP: each is refused by a sentence, and nothing is deployed. */
import { expect, test } from 'vitest';
import { hostileApp } from '../../../support/hostile-app.ts';
import { HOSTILE_FILES } from '../../../support/hostile-files.ts';
import { bpmn, flows } from '../../../support/process.ts';

const { admin, deploy, refused } = await hostileApp();

test.each(HOSTILE_FILES)('$what', async ({ xml, says }) => {
  await refused(() => deploy(xml), 422, says);
});

test('a file of more than the platform takes', async () => {
  await refused(() => deploy(bpmn(`<!-- ${'x'.repeat(20_000_000)} -->`)), 413, /larger than/);
});

test('one bad file among good ones: none is deployed', async () => {
  const good = bpmn(
    `<bpmn:startEvent id="start"/><bpmn:endEvent id="end"/>${flows('start -> end')}`,
    '',
    'good',
  );
  const both = new FormData();
  both.append('files', new Blob([good]), 'good.bpmn');
  both.append('files', new Blob([good.replaceAll('"good"', '"bad"').slice(0, -30)]), 'bad.bpmn');
  const { body } = await refused(
    () => admin.call('POST', '/api/deployments', both),
    422,
    /no well-formed XML/,
  );
  expect(body.errors.map(({ path }: { path: string }) => path)).toEqual(['bad.bpmn']);
});

test('ids that JavaScript knows are only ids', async () => {
  // given
  const xml = bpmn(
    `<bpmn:startEvent id="constructor"/><bpmn:userTask id="__proto__"/><bpmn:endEvent id="toString"/>${flows('constructor -> __proto__ -> toString')}`,
    '',
    'hasOwnProperty',
  );
  expect((await deploy(xml)).status).toBe(201);
  // when
  const started = await admin.call('POST', '/api/processes/hasOwnProperty/instances', {});
  // then
  expect(started.status).toBe(201);
  const { body } = await admin.call('GET', `/api/instances/${started.body.id}`);
  expect(body.standing.map(({ element }: { element: string }) => element)).toEqual(['__proto__']);
  expect(({} as Record<string, unknown>).element).toBeUndefined();
});
