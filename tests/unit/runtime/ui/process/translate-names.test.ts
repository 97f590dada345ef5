import { BpmnModdle } from 'bpmn-moddle';
import { expect, test } from 'vitest';
import { type ModelElement, translateNames } from '../../../../../runtime/ui/process/translate-names.ts';

const XML = `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:potik="urn:potik:bpmn:1" id="d" targetNamespace="t">
  <collaboration id="c"><participant id="pool" name="Approval" processRef="p"/></collaboration>
  <process id="p" name="Approval">
    <extensionElements><potik:label language="uk" text="Погодження"/></extensionElements>
    <task id="a" name="Ask"><extensionElements>
      <potik:label language="ru" text="Спросить"/><potik:label language="uk" text="Запитати"/>
    </extensionElements></task>
    <task id="b" name="Go on"/>
  </process>
</definitions>`;

test('a picture names its elements in the language of who looks, where the model has it', async () => {
  // given
  const { elementsById } = await new BpmnModdle().fromXML(XML);
  const elements = elementsById as unknown as Record<string, ModelElement>;

  // when
  translateNames(elements, 'uk');

  // then
  const names = ['p', 'pool', 'a', 'b'].map((id) => elements[id]?.name);
  expect(names).toEqual(['Погодження', 'Погодження', 'Запитати', 'Go on']);
});

test('a translated label has room beside its element', () => {
  const event: ModelElement = {
    name: 'Late',
    extensionElements: { values: [{ $type: 'potik:label', language: 'uk', text: 'Прострочено' }] },
  };
  const bounds = { x: 100, width: 30 };
  translateNames({ event, shape: { bpmnElement: event, label: { bounds } } }, 'uk');
  expect(bounds).toEqual({ x: 67, width: 96 });
});
