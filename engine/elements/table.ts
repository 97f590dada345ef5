/** All elements that can be executed. A sub-process is an event sub-process when an event triggers it. */
import type { Moddle } from '../xml/moddle.ts';
import { adHocSubProcess } from './ad-hoc-sub-process.ts';
import { boundaryEvent } from './boundary-event.ts';
import { businessRuleTask } from './business-rule-task.ts';
import { callActivity } from './call-activity.ts';
import { complexGateway } from './complex-gateway.ts';
import type { ElementType } from './element-type.ts';
import { endEvent } from './end-event.ts';
import { eventBasedGateway } from './event-based-gateway.ts';
import { eventSubProcess } from './event-sub-process.ts';
import { exclusiveGateway } from './exclusive-gateway.ts';
import { inclusiveGateway } from './inclusive-gateway.ts';
import { intermediateCatchEvent } from './intermediate-catch-event.ts';
import { intermediateThrowEvent } from './intermediate-throw-event.ts';
import { manualTask } from './manual-task.ts';
import { parallelGateway } from './parallel-gateway.ts';
import { process } from './process.ts';
import { receiveTask } from './receive-task.ts';
import { scriptTask } from './script-task.ts';
import { sendTask } from './send-task.ts';
import { serviceTask } from './service-task.ts';
import { startEvent } from './start-event.ts';
import { subProcess } from './sub-process.ts';
import { task } from './task.ts';
import { transaction } from './transaction.ts';
import { userTask } from './user-task.ts';

const ELEMENTS: readonly ElementType[] = [
  // tasks
  task,
  manualTask,
  userTask,
  serviceTask,
  sendTask,
  receiveTask,
  scriptTask,
  businessRuleTask,
  // gateways
  exclusiveGateway,
  parallelGateway,
  inclusiveGateway,
  complexGateway,
  eventBasedGateway,
  // events
  startEvent,
  intermediateCatchEvent,
  intermediateThrowEvent,
  boundaryEvent,
  endEvent,
  // containers
  process,
  subProcess,
  eventSubProcess,
  transaction,
  adHocSubProcess,
  callActivity,
];

const BY_NAME = new Map(ELEMENTS.filter((type) => type !== eventSubProcess).map((type) => [type.bpmn, type]));

/** The type of a parsed element, undefined for what is not executed (data, artifacts). */
export function typeOf(element: Moddle): ElementType | undefined {
  const type = BY_NAME.get(element.$type);
  return type === subProcess && element.triggeredByEvent === true ? eventSubProcess : type;
}
