import { describe, expect, test } from 'vitest';
import { nameIn } from '#engine/name-in.ts';
import { bpmn, compiled, flows, running } from '#tests/support/process.ts';

const LABELS = (uk: string, ru = '') =>
  `<potik:label language="uk" text="${uk}"/>${ru && `<potik:label language="ru" text="${ru}"/>`}`;
const extension = (content: string) => `<bpmn:extensionElements>${content}</bpmn:extensionElements>`;

describe('names in further languages', () => {
  test('the description of a process too', async () => {
    const described = '<potik:description language="uk" text="Від умов до договору"/>';
    const [process] = await compiled(
      bpmn(
        `<bpmn:documentation>From terms to contract</bpmn:documentation>${extension(described)}<bpmn:startEvent id="start"/>`,
      ),
    );
    const description = { name: process!.documentation, labels: process!.descriptions };
    expect(nameIn(description, 'uk')).toBe('Від умов до договору');
    expect(nameIn(description, 'ru')).toBe('From terms to contract');
  });

  test('of processes, elements, flows and outcomes', async () => {
    // given
    const xml = bpmn(`${extension(LABELS('Погодження'))}<bpmn:startEvent id="start"/>
      <bpmn:userTask id="a" name="Approve">${extension(`${LABELS('Погодити', 'Согласовать')}<potik:outcome key="yes" label="Yes">${LABELS('Так')}</potik:outcome><potik:outcome key="no"/>`)}</bpmn:userTask>
      <bpmn:sequenceFlow id="f" name="yes" sourceRef="start" targetRef="a">${extension(LABELS('так'))}</bpmn:sequenceFlow>`);

    // when
    const [process] = await compiled(xml);
    const a = process!.elements.get('a')!;

    // then
    expect(nameIn(process!.root, 'uk')).toBe('Погодження');
    expect(nameIn(process!.root, 'en')).toBeNull();
    expect(['en', 'uk', 'ru', 'toString'].map((language) => nameIn(a, language))).toEqual([
      'Approve',
      'Погодити',
      'Согласовать',
      'Approve',
    ]);
    expect(nameIn(process!.flows.get('f')!, 'uk')).toBe('так');
    expect(a.task!.outcomes).toMatchObject([
      { key: 'yes', label: 'Yes', labels: { uk: 'Так' } },
      { key: 'no', label: 'no', labels: null },
    ]);
  });
});

test('a task is assigned to the person a field of a record refers to', async () => {
  // given
  const context = '<potik:context><potik:variable name="deal" entity="deal"/></potik:context>';
  const xml = bpmn(`${extension(context)}<bpmn:startEvent id="start"/>
    <bpmn:userTask id="a">${extension('<potik:assignment field="deal.responsible"/>')}</bpmn:userTask>${flows('start -> a')}`);

  // when
  const run = await running(xml, {
    variables: { deal: { $record: { entity: 'deal', id: '7' } } },
    answer: () => ({ responsible: { $record: { entity: 'user', id: '42' } } }),
  });

  // then
  expect([...run.simulation.tasks.values()]).toMatchObject([{ element: 'a', assignee: '42' }]);
});
