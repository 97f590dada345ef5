/** Event definitions, boundary events and event sub-processes. */
import { type Boundary, type Code, isWaited, type Part, partsOf, type Trigger } from '../block.ts';
import { type Drawing, end, flow, merged, node } from './drawing.ts';

/** What an event waits for. Messages have the event's id for a name, conditions read a variable of their own. */
export function definitions(on: Drawing, trigger: Trigger, id: string): string {
  if (!isWaited(trigger)) return coded(on, trigger.kind, trigger.code);
  return partsOf(trigger)
    .map((kind) => DEFINITIONS[kind](on, id))
    .join('');
}

/** An attribute of catching events. */
export function several(trigger: Trigger): string {
  return trigger.kind === 'multiple' && trigger.parallel ? ' parallelMultiple="true"' : '';
}

export function coded(on: Drawing, kind: 'error' | 'escalation', code: Code | null): string {
  if (code === null) return `<bpmn:${kind}EventDefinition/>`;
  on.roots.set(`${kind}-${code}`, `<bpmn:${kind} id="${kind}-${code}" ${kind}Code="${code}"/>`);
  return `<bpmn:${kind}EventDefinition ${kind}Ref="${kind}-${code}"/>`;
}

export function message(on: Drawing, name: string): string {
  on.roots.set(`m-${name}`, `<bpmn:message id="m-${name}" name="${name}"/>`);
  return `<bpmn:messageEventDefinition messageRef="m-${name}"/>`;
}

export function signal(on: Drawing): string {
  on.roots.set('signal', '<bpmn:signal id="signal" name="signal"/>');
  return '<bpmn:signalEventDefinition signalRef="signal"/>';
}

/** The variable that the condition of an event reads. */
export function conditionOf(id: string): string {
  return `c_${id}`;
}

/** What boundary events lead to; gives where interrupted work goes on. */
export function attach(on: Drawing, id: string, boundaries: readonly Boundary[]): string | null {
  const exits: (string | null)[] = [id];
  for (const one of boundaries) {
    const { trigger, interrupting } = one;
    node(
      on,
      `<bpmn:boundaryEvent id="${one.id}" attachedToRef="${id}" cancelActivity="${interrupting}"${several(trigger)}>${definitions(on, trigger, one.id)}</bpmn:boundaryEvent>`,
    );
    const handler = on.part(one.block, on);
    flow(on, one.id, handler.entry);
    if (interrupting) exits.push(handler.exit);
    else end(on, handler.exit, `${one.id}-end`);
  }
  return merged(on, `${id}-after`, exits);
}

export function eventSubProcess(on: Drawing, { id, trigger, interrupting, block }: Boundary): string {
  const start = `<bpmn:startEvent id="${id}-s" isInterrupting="${interrupting}"${several(trigger)}>${definitions(on, trigger, id)}</bpmn:startEvent>`;
  return `<bpmn:subProcess id="${id}" triggeredByEvent="true">${on.scope(block, `${id}-s`, on, start)}</bpmn:subProcess>`;
}

// helpers //////////

const DEFINITIONS: { readonly [K in Part]: (on: Drawing, id: string) => string } = {
  message,
  timer: () =>
    '<bpmn:timerEventDefinition><bpmn:timeDuration>PT1H</bpmn:timeDuration></bpmn:timerEventDefinition>',
  signal,
  condition: (_on, id) =>
    `<bpmn:conditionalEventDefinition><bpmn:condition>= ${conditionOf(id)}</bpmn:condition></bpmn:conditionalEventDefinition>`,
};
