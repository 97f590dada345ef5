/** A process beside the random one: a message begins it, another lets it go on, so that messages between processes have somebody to reach. */
import { bpmn, flows } from '../process.ts';

export const PARTNER = 'partner';
export const PARTNER_MESSAGES = ['partner-begins', 'partner-goes-on'] as const;

const [BEGINS, GOES_ON] = PARTNER_MESSAGES;

export const PARTNER_FILE = bpmn(
  `<bpmn:startEvent id="partner-start"><bpmn:messageEventDefinition messageRef="m-1"/></bpmn:startEvent>
   <bpmn:intermediateCatchEvent id="partner-waits"><bpmn:messageEventDefinition messageRef="m-2"/></bpmn:intermediateCatchEvent>
   <bpmn:userTask id="partner-task"/>${flows('partner-start -> partner-waits -> partner-task')}`,
  `<bpmn:message id="m-1" name="${BEGINS}"/><bpmn:message id="m-2" name="${GOES_ON}"/>`,
  PARTNER,
);
