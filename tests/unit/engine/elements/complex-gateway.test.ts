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
});
