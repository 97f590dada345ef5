import { describe, expect, test } from 'vitest';
import { bpmn, flows, running } from '../../../support/process.ts';

const NESTED = bpmn(`<bpmn:startEvent id="start"/><bpmn:userTask id="a"/>
  <bpmn:subProcess id="sub"><bpmn:startEvent id="in"/><bpmn:userTask id="b"/><bpmn:userTask id="c"/>${flows('in -> b -> c')}</bpmn:subProcess>
  <bpmn:boundaryEvent id="late" attachedToRef="sub"><bpmn:timerEventDefinition><bpmn:timeDuration>PT1H</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:boundaryEvent>
  <bpmn:userTask id="d"/>${flows('start -> a -> sub -> d')}`);

describe('modify', () => {
  test('moves a token into a sub-process, which is made with its boundary events', async () => {
    // given
    const run = await running(NESTED);

    // when
    const outcome = run.command({
      type: 'modify',
      cancel: [{ element: 'a' }],
      start: [{ element: 'c', place: 'before', variables: { moved: true } }],
    });

    // then
    expect(outcome.ok).toBe(true);
    expect(run.tasks()).toEqual(['c']);
    expect(run.simulation.jobs.size).toBe(1);
    expect(run.variables()).toEqual({ moved: true });
    run.complete('c');
    expect(run.tasks()).toEqual(['d']);
  });

  test('starts after an element as if it were done, in the scope that lives', async () => {
    const run = await running(NESTED);
    run.complete('a');
    run.command({ type: 'modify', start: [{ element: 'b', place: 'after' }] });
    expect(run.tasks()).toEqual(['b', 'c']);
  });

  test('ends scopes and the instance that it leaves empty', async () => {
    const run = await running(NESTED);
    run.complete('a');
    run.command({ type: 'modify', cancel: [{ element: 'b' }] });
    expect(run.cancelled()).toEqual(['b', 'sub']);
    expect(run.status()).not.toBe('active');
  });

  test('is refused for elements and keys that don’t exist, and changes nothing', async () => {
    const run = await running(NESTED);
    const before = run.events().length;
    expect(run.command({ type: 'modify', start: [{ element: 'zzz', place: 'before' }] })).toMatchObject({
      ok: false,
      rejection: { code: 'element.unknown', message: expect.stringContaining('zzz') },
    });
    for (const key of ['99', '99.5', '1.2.3', 'x.y'])
      expect(run.command({ type: 'modify', cancel: [key] })).toMatchObject({
        rejection: { code: 'node.unknown' },
      });
    expect(run.events()).toHaveLength(before);
  });
});
