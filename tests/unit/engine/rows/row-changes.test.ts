/** Index rows of a wait that is closed and opened again within a unit. */
import { expect, test } from 'vitest';
import { bpmn, flows, running } from '../../../support/process.ts';

test('the row of an asynchronous step becomes the row of the work behind it, kind and inputs too', async () => {
  // given
  const { simulation } = await running(
    bpmn(
      `<bpmn:startEvent id="s"/><bpmn:serviceTask id="t" camunda:asyncBefore="true">
       <bpmn:extensionElements><potik:task type="log.write"/><potik:input name="message" value="= 1 + 1"/></bpmn:extensionElements>
       </bpmn:serviceTask><bpmn:endEvent id="e"/>${flows('s -> t -> e')}`,
    ),
  );
  const jobs = () => [...simulation.jobs.values()].map(({ kind, topic, input }) => ({ kind, topic, input }));
  expect(jobs()).toEqual([{ kind: 'async', topic: undefined, input: undefined }]);

  // when
  simulation.runDueJob();

  // then
  expect(jobs()).toEqual([{ kind: 'service', topic: 'log.write', input: { message: 2 } }]);
});
