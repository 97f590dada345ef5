/** Which event may stand where (BPMN 2.0.2, tables 10.84 to 10.93), and that no two catch the same. */
import type { Expression } from '../process/expression.ts';
import type { Trigger, TriggerKind } from '../process/trigger.ts';
import type { Graph, OpenElement } from '../xml/graph.ts';
import type { Report } from '../xml/report.ts';

type Place = 'start' | 'innerStart' | 'eventStart' | 'catch' | 'boundary' | 'throw' | 'end';

const ALLOWED: { readonly [P in Place]: ReadonlySet<TriggerKind> } = {
  start: new Set(['none', 'message', 'timer', 'signal', 'condition']),
  innerStart: new Set(['none']),
  eventStart: new Set(['message', 'timer', 'signal', 'condition', 'error', 'escalation', 'compensation']),
  catch: new Set(['message', 'timer', 'signal', 'condition', 'link']),
  boundary: new Set([
    'message',
    'timer',
    'signal',
    'condition',
    'error',
    'escalation',
    'compensation',
    'cancel',
  ]),
  throw: new Set(['none', 'message', 'signal', 'escalation', 'compensation', 'link']),
  end: new Set(['none', 'message', 'signal', 'error', 'escalation', 'compensation', 'cancel', 'terminate']),
};

const NAMES: { readonly [K in TriggerKind]: string } = {
  none: 'none event',
  message: 'message',
  timer: 'timer',
  signal: 'signal',
  error: 'error',
  escalation: 'escalation',
  condition: 'condition',
  compensation: 'compensation',
  cancel: 'cancel event',
  terminate: 'terminate event',
  link: 'link',
  multiple: 'multiple event',
};

export function checkEvents(graph: Graph, report: Report): void {
  for (const element of graph.elements.values()) {
    const place = placeOf(element);
    if (place !== null) checkEvent(element, place, report);
    checkTwice(element.boundaries, report);
    checkTwice(element.eventSubProcesses.flatMap(startsOf), report);
  }
  checkTwiceStarted(graph, report);
  checkLinks(graph, report);
}

// helpers //////////

function placeOf({ kind, scope }: OpenElement): Place | null {
  if (kind === 'intermediateCatchEvent') return 'catch';
  if (kind === 'intermediateThrowEvent') return 'throw';
  if (kind === 'boundaryEvent') return 'boundary';
  if (kind === 'endEvent') return 'end';
  if (kind !== 'startEvent') return null;
  return scope!.kind === 'process'
    ? 'start'
    : scope!.kind === 'eventSubProcess'
      ? 'eventStart'
      : 'innerStart';
}

function checkEvent(element: OpenElement, place: Place, report: Report): void {
  const { id, trigger } = element;
  if (trigger === null) {
    if (place === 'catch' || place === 'boundary') report.error('event.undefined', id);
    return;
  }
  for (const one of singles(trigger)) {
    if (!ALLOWED[place].has(one.kind)) {
      const why = place === 'start' ? 'only event sub-processes can' : 'a sub-process begins with its token';
      if (place.endsWith('tart')) report.error('start.trigger', id, { trigger: NAMES[one.kind], why });
      else report.error('event.unsupported', id, { trigger: NAMES[one.kind] });
      continue;
    }
    checkNamed(element, one, place, report);
    if (one.kind === 'cancel') checkCancel(element, report);
    if (one.kind === 'escalation' && place === 'boundary') checkEscalates(element, report);
  }
  const alwaysInterrupts =
    trigger.kind === 'error' || trigger.kind === 'cancel' || trigger.kind === 'compensation';
  if (alwaysInterrupts && !element.interrupting && (place === 'boundary' || place === 'eventStart')) {
    const says = trigger.kind === 'error' && place === 'eventStart' ? report.error : report.warn;
    if (trigger.kind !== 'compensation') says('event.interrupting', id, { trigger: trigger.kind });
    element.interrupting = true;
  }
}

function checkNamed({ id }: OpenElement, trigger: Trigger, place: Place, report: Report): void {
  const throws = place === 'throw' || place === 'end';
  if (trigger.kind === 'message' && !throws && isEmpty(trigger.name))
    report.error('event.reference', id, { what: 'message' });
  if (!throws) return;
  if ((trigger.kind === 'error' || trigger.kind === 'escalation') && trigger.code === null)
    report.error('event.code', id, { what: trigger.kind });
}

function checkCancel(element: OpenElement, report: Report): void {
  const transaction = element.attachedTo ?? element.scope!;
  if (transaction.kind !== 'transaction') report.error('cancel.place', element.id);
}

/** Escalations come out of sub-processes and called processes, and from people and workers at their tasks. */
function checkEscalates({ id, attachedTo }: OpenElement, report: Report): void {
  if (attachedTo === null || attachedTo.children.length > 0 || attachedTo.call || attachedTo.task) return;
  const { service } = attachedTo;
  if (service?.kind === 'external' || service?.kind === 'job') return;
  report.error('event.never', id, { activity: attachedTo.id, what: 'escalation' });
}

/** In one place, no two events may catch the same thing: nobody could say which. */
function checkTwice(events: readonly OpenElement[], report: Report): void {
  const seen = new Map<string, OpenElement>();
  for (const element of events) {
    for (const trigger of element.trigger ? singles(element.trigger) : []) {
      const what = caught(trigger);
      if (what === null) continue;
      const other =
        seen.get(what) ?? (trigger.kind === 'escalation' ? catchAllBeside(seen, what) : undefined);
      if (other) report.error('event.duplicate', element.id, { other: other.id, what: NAMES[trigger.kind] });
      else seen.set(what, element);
    }
  }
}

/** Where one event catches every escalation, others in the same place would get in its way. */
function catchAllBeside(seen: ReadonlyMap<string, OpenElement>, what: string): OpenElement | undefined {
  for (const [other, element] of seen) {
    if (other.startsWith('escalation ') && (other === 'escalation ' || what === 'escalation '))
      return element;
  }
  return undefined;
}

/** A text that is the same for what is the same thing; null where that can't be known or doesn't matter. */
function caught(trigger: Trigger): string | null {
  if (trigger.kind === 'message' || trigger.kind === 'signal') return constant(trigger.kind, trigger.name);
  if (trigger.kind === 'error' || trigger.kind === 'escalation')
    return trigger.code === null ? `${trigger.kind} ` : constant(trigger.kind, trigger.code);
  if (trigger.kind === 'condition')
    return trigger.condition.kind === 'expression' ? `condition ${trigger.condition.compiled.source}` : null;
  return trigger.kind === 'compensation' || trigger.kind === 'cancel' ? trigger.kind : null;
}

function constant(kind: string, expression: Expression): string | null {
  return expression.kind === 'constant' ? `${kind} ${expression.value}` : null;
}

/** A message may start a process at one place only. */
function checkTwiceStarted(graph: Graph, report: Report): void {
  const seen = new Map<string, OpenElement>();
  for (const element of graph.root.children) {
    if (element.kind !== 'startEvent' || element.trigger?.kind !== 'message') continue;
    const { name } = element.trigger;
    if (name.kind !== 'constant' || typeof name.value !== 'string') continue;
    const other = seen.get(name.value);
    if (other) report.error('message.duplicate', element.id, { message: name.value, other: other.id });
    seen.set(name.value, element);
  }
}

function checkLinks(graph: Graph, report: Report): void {
  const targets = new Map<string, OpenElement>();
  for (const element of graph.elements.values()) {
    const { trigger, scope } = element;
    if (trigger?.kind !== 'link') continue;
    if (trigger.name === '') report.error('event.reference', element.id, { what: 'link' });
    if (element.kind === 'intermediateThrowEvent' && trigger.target === null)
      report.error('link.none', element.id, { link: trigger.name });
    if (element.kind !== 'intermediateCatchEvent') continue;
    const place = `${scope!.id} ${trigger.name}`;
    const other = targets.get(place);
    if (other) report.error('link.several', element.id, { link: trigger.name, other: other.id });
    targets.set(place, element);
  }
}

function singles(trigger: Trigger): readonly Trigger[] {
  return trigger.kind === 'multiple' ? trigger.triggers : [trigger];
}

function startsOf(eventSubProcess: OpenElement): OpenElement[] {
  return eventSubProcess.children.filter((child) => child.kind === 'startEvent');
}

function isEmpty(name: Expression): boolean {
  return name.kind === 'constant' && (name.value === null || name.value === '');
}
