import { describe, expect, it } from 'vitest';
import { simulate } from '#engine/simulate.ts';
import { isTooLarge, LARGEST } from '#engine/state/size.ts';
import { bpmn, compiled, flows, NOW } from '../../../support/process.ts';

describe('the size of a variable', () => {
  it.each([
    ['text', 'x'.repeat(20), true],
    ['a short text', 'x', false],
    ['a list', Array(20).fill(1), true],
    ['names of properties', { aaaaaaaaaaaaaaaaaaaaaaaa: 1 }, true],
    ['what lies deep', { a: [{ b: 'x'.repeat(20) }] }, true],
    ['nothing', null, false],
  ])('%s', (_what, value, expected) => {
    expect(isTooLarge(value, 15)).toBe(expected);
  });

  it('refuses a start and a completion, and nothing has changed', async () => {
    // given
    const simulation = simulate({ now: NOW });
    const [definition] = simulation.deploy(
      await compiled(
        bpmn(
          `<bpmn:startEvent id="start"/><bpmn:userTask id="one"/><bpmn:endEvent id="end"/>${flows('start -> one -> end')}`,
        ),
      ),
    );
    const large = { picture: 'x'.repeat(LARGEST) };

    // when
    const refused = simulation.start(definition!, { variables: large });
    simulation.start(definition!);
    const [task] = simulation.tasks.values();
    const completed = simulation.command(task!.instance, {
      type: 'complete',
      key: task!.key,
      variables: large,
    });

    // then
    const failure = { code: 'variable.size', params: { name: 'picture' } };
    expect(refused).toMatchObject({ ok: false, failure });
    expect(completed).toMatchObject({ ok: false, failure });
    expect(simulation.tasks.size).toBe(1);
  });
});
