import { describe, expect, test } from 'vitest';
import { bpmn, flows, running } from '../../../support/process.ts';

const threeWays = (condition: string) =>
  bpmn(`<bpmn:startEvent id="start"/><bpmn:parallelGateway id="fork"/>
    <bpmn:userTask id="a"/><bpmn:userTask id="b"/><bpmn:userTask id="c"/>
    <bpmn:complexGateway id="join"><bpmn:activationCondition>${condition}</bpmn:activationCondition></bpmn:complexGateway>
    <bpmn:userTask id="after"/><bpmn:endEvent id="end"/>
    ${flows('start -> fork -> a -> join -> after -> end', 'fork -> b -> join', 'fork -> c -> join')}`);

describe('complex gateway', () => {
  test('goes on with two of three, and swallows the third', async () => {
    // given
    const run = await running(threeWays('= activationCount >= 2'));

    // when
    run.complete('a');
    expect(run.tasks()).toEqual(['b', 'c']);
    run.complete('b');
    expect(run.tasks()).toEqual(['after', 'c']);
    run.complete('c');

    // then
    expect(run.tasks()).toEqual(['after']);
    run.complete('after');
    expect(run.status()).toBe('completed');
    expect(run.completed().filter((element) => element === 'after')).toHaveLength(1);
  });

  test('goes on when nothing more can come, though its condition stays false', async () => {
    const run = await running(threeWays('= activationCount > 3'));
    for (const task of ['a', 'b', 'c']) run.complete(task);
    expect(run.tasks()).toEqual(['after']);
  });

  test('a token by a flow that has had its turn belongs to the next round', async () => {
    // given: a boundary event may send tokens down both ways again and again
    const run = await running(
      bpmn(
        `<bpmn:startEvent id="start"/><bpmn:userTask id="work"/>
        <bpmn:boundaryEvent id="again" attachedToRef="work" cancelActivity="false"><bpmn:messageEventDefinition messageRef="m"/></bpmn:boundaryEvent>
        <bpmn:parallelGateway id="fork"/><bpmn:userTask id="a"/><bpmn:userTask id="b"/>
        <bpmn:complexGateway id="join"><bpmn:activationCondition>= activationCount >= 1</bpmn:activationCondition></bpmn:complexGateway>
        <bpmn:userTask id="after"/><bpmn:endEvent id="end"/><bpmn:endEvent id="done"/>
        ${flows('start -> work -> end', 'again -> fork -> a -> join -> after -> done', 'fork -> b -> join')}`,
        '<bpmn:message id="m" name="again"/>',
      ),
    );
    const again = () => run.simulation.message('again');
    // when: the first round goes on by a, the second one's a comes before the first one's b
    again();
    run.complete('a');
    expect(run.tasks()).toEqual(['after', 'b', 'work']);
    again();
    run.complete('a');
    expect(run.tasks()).toEqual(['after', 'b', 'b', 'work']);
    run.complete('b');
    // then: the first round is over, and the second goes on
    expect(run.tasks()).toEqual(['after', 'after', 'b', 'work']);
    run.complete('b');
    for (const task of ['after', 'after', 'work']) run.complete(task);
    expect(run.status()).toBe('completed');
  });
});
