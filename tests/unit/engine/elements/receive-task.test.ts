import { expect, test } from 'vitest';
import { simulate } from '#engine/simulate.ts';
import { bpmn, compiled, flows, NOW } from '../../../support/process.ts';

test('a receive task that instantiates starts the process and has then been passed', async () => {
  // given
  const simulation = simulate({ now: NOW });
  simulation.deploy(
    await compiled(
      bpmn(
        `<bpmn:receiveTask id="receive" instantiate="true" messageRef="m"/><bpmn:userTask id="work"/>${flows('receive -> work')}`,
        '<bpmn:message id="m" name="order"/>',
      ),
    ),
  );

  // when
  const outcome = simulation.message('order', { variables: { number: 7 } });

  // then
  expect(outcome.ok).toBe(true);
  expect([...simulation.tasks.values()].map(({ element }) => element)).toEqual(['work']);
});
