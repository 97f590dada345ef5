/** Publishing deploys processes and decisions: versions, start triggers, refusals with file and element. */
import pino from 'pino';
import { describe, expect, it } from 'vitest';
import { testClock } from '../../../../runtime/server/clock.ts';
import { logWrite } from '../../../../runtime/server/processes/log-write.ts';
import { createTaskTypes } from '../../../../runtime/server/processes/task-types.ts';
import { processHooks } from '../../../../runtime/server/publish/process-hooks.ts';
import { publish } from '../../../../runtime/server/publish/publish.ts';
import { rollback } from '../../../../runtime/server/publish/rollback.ts';
import { Rejection } from '../../../../runtime/server/rejection.ts';
import { findDecision, findProcess } from '../../../../runtime/server/store/processes.ts';
import type { Files } from '../../../support/configuration.ts';
import { installation, START } from '../../../support/installation.ts';
import { bpmn, flows } from '../../../support/process.ts';

const log = pino({ level: 'silent' });
const taskTypes = createTaskTypes([logWrite(log)]);
const potik = await installation({}, processHooks({ taskTypes, clock: testClock(START), zone: 'UTC' }));
const { db } = potik;

const service = (attributes: string) =>
  bpmn(
    `<bpmn:startEvent id="start"/><bpmn:serviceTask id="work" name="Work" ${attributes}/><bpmn:endEvent id="end"/>${flows('start -> work -> end')}`,
    '',
    'order',
  );
const PLAIN = bpmn(
  `<bpmn:startEvent id="start"/><bpmn:userTask id="look"/><bpmn:endEvent id="end"/>${flows('start -> look -> end')}`,
  '',
  'order',
);
const BY_MESSAGE = bpmn(
  `<bpmn:startEvent id="start"><bpmn:messageEventDefinition messageRef="m"/></bpmn:startEvent><bpmn:endEvent id="end"/>${flows('start -> end')}`,
  '<bpmn:message id="m" name="order placed"/>',
  'order',
);

async function versions(): Promise<{ version: number; active: boolean }[]> {
  const { rows } = await db.query<{ version: number; active: boolean }>(
    `select version, active from potik.process where key = 'order' order by version`,
  );
  return rows;
}

async function triggers(): Promise<string[]> {
  const { rows } = await db.query<{ name: string }>('select name from potik.start_trigger order by name');
  return rows.map(({ name }) => name);
}

async function refused(files: Files): Promise<Rejection['detail']> {
  try {
    await potik.publishFiles(files);
  } catch (error) {
    if (error instanceof Rejection) return error.detail;
    throw error;
  }
  throw new Error('it was published');
}

describe('publishing processes', () => {
  it('makes a version where what runs has changed, and only there', async () => {
    await potik.publishFiles({ 'processes/order.bpmn': PLAIN });
    expect(await versions()).toEqual([{ version: 1, active: true }]);

    // when only the drawing is another
    const drawn = PLAIN.replace('</bpmn:definitions>', '<!-- drawn elsewhere --></bpmn:definitions>');
    await potik.publishFiles({ 'processes/order.bpmn': drawn });
    expect(await versions()).toHaveLength(1);

    await potik.publishFiles({ 'processes/order.bpmn': BY_MESSAGE });
    expect(await versions()).toHaveLength(2);
    expect(await triggers()).toEqual(['order placed']);
  });

  it('finds for a version what was live when it was deployed, though that was not deployed anew', async () => {
    const helper = PLAIN.replaceAll('id="order"', 'id="helper"');
    const files = { 'processes/order.bpmn': BY_MESSAGE, 'processes/helper.bpmn': helper };
    await potik.publishFiles(files);
    await potik.publishFiles({ ...files, 'processes/order.bpmn': PLAIN });
    const order = await findProcess(db, 'order', { by: 'latest' });
    await potik.publishFiles({
      'processes/order.bpmn': PLAIN,
      'processes/helper.bpmn': BY_MESSAGE.replaceAll('id="order"', 'id="helper"'),
    });

    const by = { by: 'deployment', deployment: order!.deploymentId } as const;
    expect(await findProcess(db, 'helper', by)).toMatchObject({ version: 1 });
    expect(await findProcess(db, 'helper', { by: 'latest' })).toMatchObject({ version: 2 });
    await potik.publishFiles({ 'processes/order.bpmn': BY_MESSAGE });
  });

  it('withdraws what is taken away: it starts by nothing any more', async () => {
    await potik.publishFiles({ 'entities/note.yaml': 'fields: {name: {type: text}}\n' });
    expect((await versions()).every(({ active }) => !active)).toBe(true);
    expect(await triggers()).toEqual([]);
  });

  it('brings it back by rolling back, as the version it was', async () => {
    await rollback(potik.ground, potik.model.live().release - 1, null);
    expect((await versions()).at(-1)).toEqual({ version: 4, active: true });
    expect(await triggers()).toEqual(['order placed']);
  });

  it('takes a decision away: the latest is none, a version by its number stays, rolling back brings it back', async () => {
    const dmn = `<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" name="d" namespace="t"><decision id="discount" name="Discount"><variable name="discount"/><literalExpression><text>5</text></literalExpression></decision></definitions>`;
    await potik.publishFiles({ 'processes/order.bpmn': BY_MESSAGE, 'decisions/discount.dmn': dmn });
    expect(await findDecision(db, 'discount', { by: 'latest' })).toMatchObject({ version: 1 });
    // when
    await potik.publishFiles({ 'processes/order.bpmn': BY_MESSAGE });
    // then
    expect(await findDecision(db, 'discount', { by: 'latest' })).toBeNull();
    expect(await findDecision(db, 'discount', { by: 'version', version: 1 })).toMatchObject({ version: 1 });
    await rollback(potik.ground, potik.model.live().release - 1, null);
    expect(await findDecision(db, 'discount', { by: 'latest' })).toMatchObject({ version: 1 });
    await potik.publishFiles({
      'processes/order.bpmn': BY_MESSAGE,
      'decisions/discount.dmn': dmn.replace('>5<', '>7<'),
    });
    expect(await findDecision(db, 'discount', { by: 'latest' })).toMatchObject({ version: 2 });
    await potik.publishFiles({ 'processes/order.bpmn': BY_MESSAGE });
  });

  it('refuses what can not run with the definition and the element, and changes nothing', async () => {
    const before = potik.model.live().release;
    const detail = await refused({ 'processes/order.bpmn': service('camunda:class="org.example.Archive"') });
    expect(detail).toMatchObject({
      status: 422,
      extra: {
        problems: [{ code: 'task.foreign', definition: 'process/order', elementId: 'work' }],
      },
    });
    expect(potik.model.live().release).toBe(before);
    expect((await versions()).at(-1)!.version).toBe(4);
  });

  it('runs a Java class as the task type it is mapped to, and keeps the mapping as long as it is needed', async () => {
    const mapping = (task: string) =>
      `map:\n  - {java_class: org.example.Archive, task: ${task}, inputs: {message: '= "archived"'}}\n`;
    const files = {
      'processes/order.bpmn': service('camunda:class="org.example.Archive"'),
      'task_types/archive.yaml': mapping('log.write'),
    };
    const misspelt = await refused({ ...files, 'task_types/archive.yaml': mapping('log.wirte') });
    expect(misspelt.message).toContain('Did you mean "log.write"?');

    await potik.publishFiles(files);
    expect((await versions()).at(-1)).toEqual({ version: 5, active: true });

    const detail = await refused({ 'processes/order.bpmn': files['processes/order.bpmn'] });
    expect(detail.extra!.problems).toMatchObject([{ code: 'task.foreign', elementId: 'work' }]);
  });

  it('refuses one process in two files', async () => {
    const detail = await refused({ 'processes/order.bpmn': PLAIN, 'processes/again.bpmn': PLAIN });
    expect(detail.extra!.problems).toMatchObject([{ code: 'process.doubled', elementId: 'order' }]);
  });

  it('refuses changes whose contents have no shape', async () => {
    const attempt = publish(potik.ground, {
      changes: [{ change: 'put', kind: 'form', key: 'odd', solution: 'test', content: { sections: 'none' } }],
      personId: null,
      note: '',
    });
    await expect(attempt).rejects.toMatchObject({
      detail: {
        code: 'invalid_configuration',
        extra: { problems: [{ code: 'shape', definition: 'form/odd' }] },
      },
    });
  });
});

describe('a calendar', () => {
  const DAILY = bpmn(
    `<bpmn:startEvent id="start"><bpmn:extensionElements><potik:calendar key="office"/></bpmn:extensionElements><bpmn:timerEventDefinition><bpmn:timeDuration>PT12H</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:startEvent><bpmn:endEvent id="end"/>${flows('start -> end')}`,
    '',
    'daily',
  );
  const OFFICE = 'hours: {weekdays: 09:00-17:00}\n';

  it('counts for the start timers of processes that are published with it', async () => {
    await potik.publishFiles({ 'calendars/office.yaml': OFFICE, 'processes/daily.bpmn': DAILY });
    const { rows } = await db.query<{ due_at: Date }>(
      `select due_at from potik.start_trigger where element = 'start' and kind = 'timer'`,
    );
    // from Sunday on: eight hours on Monday, four on Tuesday
    expect(rows.map(({ due_at }) => new Date(due_at).toISOString())).toEqual(['2026-11-24T13:00:00.000Z']);
  });

  it('can not be taken away while a process counts by it', async () => {
    const gone = await refused({ 'processes/daily.bpmn': DAILY });
    expect(gone.extra!.problems).toMatchObject([{ code: 'calendar.unknown', elementId: 'start' }]);
    const empty = await refused({ 'calendars/office.yaml': 'hours: {}\n', 'processes/daily.bpmn': DAILY });
    expect(empty.extra!.problems).toContainEqual(expect.objectContaining({ code: 'calendar_empty' }));
  });
});
