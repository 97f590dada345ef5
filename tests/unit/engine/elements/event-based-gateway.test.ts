import { describe, expect, test } from 'vitest';
import { simulate } from '#engine/simulate.ts';
import { bpmn, compiled, flows, NOW, running } from '../../../support/process.ts';

const ROOTS = '<bpmn:message id="m1" name="order"/><bpmn:message id="m2" name="payment"/>';
const catching = (id: string, message: string) =>
  `<bpmn:intermediateCatchEvent id="${id}"><bpmn:messageEventDefinition messageRef="${message}"/></bpmn:intermediateCatchEvent>`;
const starting = (type: string) =>
  bpmn(
    `<bpmn:eventBasedGateway id="gate" instantiate="true" eventGatewayType="${type}"/>${catching('order', 'm1')}${catching('payment', 'm2')}
    <bpmn:userTask id="ship"/><bpmn:userTask id="book"/>${flows('gate -> order -> ship', 'gate -> payment -> book')}`,
    ROOTS,
  );

describe('event-based gateway', () => {
  test('the first event wins, the others are given up', async () => {
    // given
    const run = await running(
      bpmn(
        `<bpmn:startEvent id="start"/><bpmn:eventBasedGateway id="gate"/>${catching('order', 'm1')}
        <bpmn:intermediateCatchEvent id="late"><bpmn:timerEventDefinition><bpmn:timeDuration>PT1H</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>
        <bpmn:userTask id="ship"/><bpmn:userTask id="remind"/>${flows('start -> gate -> order -> ship', 'gate -> late -> remind')}`,
        ROOTS,
      ),
    );
    expect(run.simulation.jobs.size + run.simulation.subscriptions.size).toBe(2);

    // when
    run.simulation.setNow(NOW + 3_600_000);
    run.simulation.runDueJob();

    // then
    expect(run.tasks()).toEqual(['remind']);
    expect(run.simulation.subscriptions.size).toBe(0);
  });

  test('starts a process by any of its events', async () => {
    const simulation = simulate({ now: NOW });
    simulation.deploy(await compiled(starting('Exclusive')));
    expect(simulation.message('payment')).toMatchObject({ ok: true });
    expect([...simulation.tasks.values()].map(({ element }) => element)).toEqual(['book']);
    expect(simulation.subscriptions.size).toBe(0);
  });

  test('in parallel, the process then waits for the other events too', async () => {
    // given
    const simulation = simulate({ now: NOW });
    simulation.deploy(await compiled(starting('Parallel')));

    // when
    const outcome = simulation.message('payment');
    const [id] = outcome.ok ? outcome.started : [];

    // then
    expect([...simulation.subscriptions.values()].map(({ name }) => name)).toEqual(['order']);
    expect(simulation.message('order', { correlation: { instance: id } })).toMatchObject({ ok: true });
    expect([...simulation.tasks.values()].map(({ element }) => element).sort()).toEqual(['book', 'ship']);
    expect(simulation.instances.size).toBe(1);
  });
});
