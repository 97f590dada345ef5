import { describe, expect, test } from 'vitest';
import { bpmn, flows, running } from '../../../support/process.ts';

const adHoc = (attributes: string, inside: string) =>
  bpmn(`<bpmn:startEvent id="start"/>
    <bpmn:adHocSubProcess id="free" ${attributes}>
      <bpmn:userTask id="a"/><bpmn:userTask id="b"/><bpmn:userTask id="c"/>${flows('b -> c')}${inside}
    </bpmn:adHocSubProcess>
    <bpmn:endEvent id="end"/>${flows('start -> free -> end')}`);

const UNTIL_DONE = '<bpmn:completionCondition>= enough</bpmn:completionCondition>';

describe('ad-hoc sub-process', () => {
  test('starts every activity without incoming flow, and ends when all is done', async () => {
    // given
    const run = await running(adHoc('', ''));
    expect(run.tasks()).toEqual(['a', 'b']);

    // when
    run.complete('a');
    run.complete('b');
    expect(run.tasks()).toEqual(['c']);
    run.complete('c');

    // then
    expect(run.status()).toBe('completed');
  });

  test('in sequence, starts one after the other', async () => {
    const run = await running(adHoc('ordering="Sequential"', ''));
    expect(run.tasks()).toEqual(['a']);
    run.complete('a');
    expect(run.tasks()).toEqual(['b']);
  });

  test('cancels the rest once its completion condition is true', async () => {
    const run = await running(adHoc('', UNTIL_DONE), { variables: { enough: false } });
    run.complete('a', { enough: true });
    expect(run.status()).toBe('completed');
    expect(run.cancelled()).toEqual(['b']);
  });

  test('lets the rest finish where the model says so', async () => {
    const run = await running(adHoc('cancelRemainingInstances="false"', UNTIL_DONE), {
      variables: { enough: false },
    });
    run.complete('a', { enough: true });
    expect(run.tasks()).toEqual(['b']);
    run.complete('b');
    run.complete('c');
    expect(run.status()).toBe('completed');
  });

  test('waits to be told while its condition is false and nothing goes on, and takes further activities', async () => {
    // given
    const run = await running(adHoc('', UNTIL_DONE), { variables: { enough: false } });
    for (const task of ['a', 'b', 'c']) run.complete(task);
    expect(run.status()).toBe('active');

    // when a person starts one more
    expect(run.command({ type: 'modify', start: [{ element: 'a', place: 'before' }] }).ok).toBe(true);
    expect(run.tasks()).toEqual(['a']);
    run.complete('a', { enough: true });

    // then
    expect(run.status()).toBe('completed');
  });

  test('starts only what the model chooses', async () => {
    const chosen =
      '<bpmn:extensionElements><potik:adHoc active="= [&quot;b&quot;]"/></bpmn:extensionElements>';
    const xml = adHoc('', '').replace('<bpmn:userTask id="a"/>', `${chosen}<bpmn:userTask id="a"/>`);
    expect((await running(xml)).tasks()).toEqual(['b']);
  });
});
