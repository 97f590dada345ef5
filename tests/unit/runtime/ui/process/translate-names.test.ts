import { BpmnModdle } from 'bpmn-moddle';
import { expect, test } from 'vitest';
import { type ModelElement, translateNames } from '../../../../../runtime/ui/process/translate-names.ts';

const XML = `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:potik="urn:potik:bpmn:1" id="d" targetNamespace="t">
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
  expect([elements.p?.name, elements.a?.name, elements.b?.name]).toEqual(['Погодження', 'Запитати', 'Go on']);
});
