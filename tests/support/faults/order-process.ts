/**
 * A process that goes through everything a crash may cut: a record written within a step, an asynchronous step, a call, a timer, work of
 * a person, a join, and a message that begins another process. Each instance makes one team and one partner, or something was done twice.
 */
import { bpmn, flows } from '../process.ts';

export const ORDER = 'order';
export const SHIPMENT = 'shipment';

const sum = (id: string, extensions = '') =>
  `<bpmn:scriptTask id="${id}" scriptFormat="feel"><bpmn:extensionElements><potik:script result="total"/>${extensions}</bpmn:extensionElements><bpmn:script>total + 1</bpmn:script></bpmn:scriptTask>`;

const ORDER_FILE = bpmn(
  `<bpmn:startEvent id="start"/>
   <bpmn:serviceTask id="record"><bpmn:extensionElements>
     <potik:task type="record.create"/><potik:input name="entity" value="team"/><potik:input name="values" value="= {key: number, name: number}"/>
   </bpmn:extensionElements></bpmn:serviceTask>
   ${sum('later', '<potik:async before="true"/>')}
   <bpmn:parallelGateway id="fork"/>
   <bpmn:userTask id="approve"><bpmn:extensionElements><potik:assignment person="= approver"/></bpmn:extensionElements></bpmn:userTask>
   <bpmn:callActivity id="check" calledElement="check"><bpmn:extensionElements><potik:in all="true"/></bpmn:extensionElements></bpmn:callActivity>
   <bpmn:parallelGateway id="join"/>
   <bpmn:endEvent id="end"><bpmn:messageEventDefinition messageRef="m"/></bpmn:endEvent>
   ${flows('start -> record -> later -> fork -> approve -> join -> end', 'fork -> check -> join')}`,
  '<bpmn:message id="m" name="ordered"/>',
  ORDER,
);

const CHECK_FILE = bpmn(
  `<bpmn:startEvent id="start"/>
   <bpmn:intermediateCatchEvent id="pause"><bpmn:timerEventDefinition><bpmn:timeDuration>PT0.2S</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>
   ${sum('count', '<potik:async before="true"/>')}<bpmn:endEvent id="end"/>${flows('start -> pause -> count -> end')}`,
  '',
  'check',
);

const SHIPMENT_FILE = bpmn(
  `<bpmn:startEvent id="start"><bpmn:messageEventDefinition messageRef="m"/></bpmn:startEvent><bpmn:endEvent id="end"/>${flows('start -> end')}`,
  '<bpmn:message id="m" name="ordered"/>',
  SHIPMENT,
);

export const ORDER_FILES: Readonly<Record<string, string>> = {
  'order.bpmn': ORDER_FILE,
  'check.bpmn': CHECK_FILE,
  'shipment.bpmn': SHIPMENT_FILE,
};
