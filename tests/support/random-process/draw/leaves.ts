/** Draws blocks without others in them. */

import { type Drawing, type Drawn, type Draws, flow, node, through } from './drawing.ts';
import { attach, coded, conditionOf, definitions, message, several, signal } from './events.ts';

type Leaf =
  | 'user'
  | 'external'
  | 'catch'
  | 'add'
  | 'later'
  | 'settle'
  | 'mapped'
  | 'undoable'
  | 'decide'
  | 'compensate'
  | 'signal'
  | 'raise'
  | 'send'
  | 'link'
  | 'escalate'
  | 'fail'
  | 'stop'
  | 'cancel';

export const LEAVES: Pick<Draws, Leaf> = {
  user({ id, boundaries }, on) {
    node(on, `<bpmn:userTask id="${id}"/>`);
    return { entry: id, exit: attach(on, id, boundaries) };
  },
  external({ id, boundaries }, on) {
    node(on, `<bpmn:serviceTask id="${id}" camunda:type="external" camunda:topic="${TOPIC}"/>`);
    return { entry: id, exit: attach(on, id, boundaries) };
  },
  catch({ id, trigger }, on) {
    node(
      on,
      `<bpmn:intermediateCatchEvent id="${id}"${several(trigger)}>${definitions(on, trigger, id)}</bpmn:intermediateCatchEvent>`,
    );
    return through(id);
  },
  add({ id, amount }, on) {
    node(on, sum(id, String(amount)));
    return through(id);
  },
  later({ id, amount }, on) {
    node(on, sum(id, String(amount), '', '<potik:async before="true"/>'));
    return through(id);
  },
  settle({ id, amount }, on) {
    node(on, sum(id, String(amount), '', '<potik:async after="true"/>'));
    return through(id);
  },
  mapped({ id, amount }, on) {
    node(
      on,
      `<bpmn:userTask id="${id}"><bpmn:extensionElements><potik:input name="own" value="= ${amount}"/><potik:output name="total" value="= total + own"/></bpmn:extensionElements></bpmn:userTask>`,
    );
    return through(id);
  },
  undoable({ id, amount }, on) {
    node(on, sum(id, String(amount)));
    node(
      on,
      `<bpmn:boundaryEvent id="${id}-b" attachedToRef="${id}"><bpmn:compensateEventDefinition/></bpmn:boundaryEvent>`,
    );
    node(on, sum(`${id}-undo`, `(-${amount})`, ' isForCompensation="true"'));
    node(on, `<bpmn:association id="${id}-a" sourceRef="${id}-b" targetRef="${id}-undo"/>`);
    return through(id);
  },
  decide({ id, variable }, on) {
    node(
      on,
      `<bpmn:businessRuleTask id="${id}"><bpmn:extensionElements><potik:decision key="table" result="p_${id}"/><potik:input name="x" value="= ${variable}"/></bpmn:extensionElements></bpmn:businessRuleTask>`,
    );
    node(on, sum(`${id}-sum`, `p_${id}`));
    flow(on, id, `${id}-sum`);
    return { entry: id, exit: `${id}-sum` };
  },
  compensate: ({ id }, on) => thrown(on, id, '<bpmn:compensateEventDefinition/>'),
  signal: ({ id }, on) => thrown(on, id, signal(on)),
  escalate: ({ id, code }, on) => thrown(on, id, coded(on, 'escalation', code)),
  raise({ id, target }, on) {
    node(on, script(id, conditionOf(target.id), 'true'));
    return through(id);
  },
  send: ({ id, target, last }, on) =>
    last ? ended(on, id, message(on, target.id)) : thrown(on, id, message(on, target.id)),
  link({ id }, on) {
    const definition = `<bpmn:linkEventDefinition name="${id}"/>`;
    thrown(on, id, definition);
    node(on, `<bpmn:intermediateCatchEvent id="${id}-to">${definition}</bpmn:intermediateCatchEvent>`);
    return { entry: id, exit: `${id}-to` };
  },
  fail: ({ id, code }, on) => ended(on, id, coded(on, 'error', code)),
  stop: ({ id }, on) => ended(on, id, '<bpmn:terminateEventDefinition/>'),
  cancel: ({ id }, on) => ended(on, id, '<bpmn:cancelEventDefinition/>'),
};

/** A script task that sets a variable. */
export function script(id: string, variable: string, text: string, attributes = '', extensions = ''): string {
  return `<bpmn:scriptTask id="${id}" scriptFormat="feel"${attributes}><bpmn:extensionElements><potik:script result="${variable}"/>${extensions}</bpmn:extensionElements><bpmn:script>${text}</bpmn:script></bpmn:scriptTask>`;
}

/** A script task that adds to the sum. */
export function sum(id: string, summand: string, attributes = '', extensions = ''): string {
  return script(id, 'total', `total + ${summand}`, attributes, extensions);
}

// helpers //////////

const TOPIC = 'work';

function thrown(on: Drawing, id: string, definition: string): Drawn {
  node(on, `<bpmn:intermediateThrowEvent id="${id}">${definition}</bpmn:intermediateThrowEvent>`);
  return through(id);
}

function ended(on: Drawing, id: string, definition: string): Drawn {
  node(on, `<bpmn:endEvent id="${id}">${definition}</bpmn:endEvent>`);
  return { entry: id, exit: null };
}
