/** What an element of the drawing is called and the icon it has: by its type, and by its trigger for events. */
import { is, listOf, type Moddle, type Shape, typeOf } from './bpmn-types.ts';

/** Key of the texts `design.bpmn.*`, without the vocabulary's prefix. */
export function bpmnKind(element: Shape): string {
  return typeOf(element).replace(/^bpmn:/, '');
}

/** The definition of what an event waits for or throws; none for plain events. */
export function eventDefinition(element: Shape, type?: string): Moddle | undefined {
  if (!is(element, 'bpmn:Event')) return undefined;
  return listOf(element.businessObject, 'eventDefinitions').find(
    ({ $type }) => type === undefined || $type === type,
  );
}

const ICONS: readonly (readonly [type: string, icon: string])[] = [
  ['bpmn:UserTask', 'user'],
  ['bpmn:ServiceTask', 'settings'],
  ['bpmn:ScriptTask', 'code'],
  ['bpmn:BusinessRuleTask', 'table'],
  ['bpmn:SendTask', 'send'],
  ['bpmn:ReceiveTask', 'mail-opened'],
  ['bpmn:ManualTask', 'hand-stop'],
  ['bpmn:CallActivity', 'box-multiple'],
  ['bpmn:SubProcess', 'box-multiple'],
  ['bpmn:Activity', 'square'],
  ['bpmn:Gateway', 'diamond'],
  ['bpmn:EndEvent', 'circle-check'],
  ['bpmn:Event', 'circle'],
  ['bpmn:SequenceFlow', 'arrow-right'],
  ['bpmn:MessageFlow', 'arrow-right'],
  ['bpmn:Lane', 'users'],
  ['bpmn:Participant', 'route'],
  ['bpmn:Process', 'route'],
];

export function bpmnIcon(element: Shape): string {
  return ICONS.find(([type]) => is(element, type))?.[1] ?? 'square';
}
