/** Events that wait for something that nothing can cause. Messages, signals, times and data come from outside. */

import type { Expression } from '../../process/expression.ts';
import type { Trigger } from '../../process/trigger.ts';
import type { Element, Process } from '../../process.ts';
import type { Tell } from '../prove.ts';

export function findUncaused({ elements }: Process, tell: Tell): void {
  const all = [...elements.values()];
  for (const element of all) {
    const source = sourceOf(element);
    if (source === null || element.trigger === null) continue;
    const { trigger } = element;
    const never = (what: string) =>
      tell('possible', 'event.never', element.id, { activity: source.id, what });
    if (trigger.kind === 'error' && !canThrow(source, trigger)) never(named('error', trigger.code));
    if (trigger.kind === 'escalation' && source.children.length > 0 && !canThrow(source, trigger))
      never(named('escalation', trigger.code));
    if (trigger.kind === 'cancel' && !source.children.some(cancels)) never('cancel event');
  }
  const compensates = all.some((element) => throws(element, 'compensation') || cancels(element));
  for (const element of all) {
    if (element.kind === 'boundaryEvent' && element.trigger?.kind === 'compensation' && !compensates)
      tell('possible', 'compensation.never', element.id);
  }
}

// helpers //////////

/** Where what the event catches must come from: the activity under it or the scope around its event sub-process. */
function sourceOf({ kind, attachedTo, scope }: Element): Element | null {
  if (kind === 'boundaryEvent') return attachedTo;
  return kind === 'startEvent' && scope?.kind === 'eventSubProcess' ? scope.scope : null;
}

function cancels(element: Element): boolean {
  return throws(element, 'cancel');
}

function throws({ kind, trigger }: Element, what: Trigger['kind']): boolean {
  if (kind !== 'endEvent' && kind !== 'intermediateThrowEvent') return false;
  const triggers = trigger?.kind === 'multiple' ? trigger.triggers : trigger ? [trigger] : [];
  return triggers.some((one) => one.kind === what);
}

type Coded = Extract<Trigger, { kind: 'error' | 'escalation' }>;

/** Whether an error or escalation of that code may come out of the element. */
function canThrow(element: Element, caught: Coded): boolean {
  if (throws(element, caught.kind)) return mayBe(element.trigger as Coded, caught);
  if (element.children.length > 0) return element.children.some((child) => canThrow(child, caught));
  // Whoever does the work may report either; what computes may fail, which some report as an error.
  const { kind, service, listeners, inputs, outputs } = element;
  if (WORKS.has(kind) || (service && service.kind !== 'none')) return true;
  return caught.kind === 'error' && listeners.length + inputs.length + outputs.length > 0;
}

const WORKS = new Set(['userTask', 'callActivity', 'scriptTask', 'businessRuleTask', 'adHocSubProcess']);

function mayBe(thrown: Coded, caught: Coded): boolean {
  const [one, other] = [thrown.code, caught.code];
  if (one?.kind !== 'constant' || other?.kind !== 'constant') return true;
  return one.value === other.value;
}

function named(what: string, code: Expression | null): string {
  return code?.kind === 'constant' ? `${what} “${code.value}”` : what;
}
