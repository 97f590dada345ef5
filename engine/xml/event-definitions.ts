/** Event definitions to triggers: what an event waits for or throws. */
import type { Expression } from '../process/expression.ts';
import type { TimerTrigger, Trigger } from '../process/trigger.ts';
import type { Dialects, Reading } from './dialects/dialect.ts';
import { bodyOf, listOf, type Moddle } from './moddle.ts';
import type { Parsed } from './parse.ts';

type Single = Exclude<Trigger, { kind: 'multiple' }>;

/** The definitions of an event, inline and by reference; null if it has none. */
export function triggerOf(reading: Reading, dialects: Dialects, parsed: Parsed): Trigger | null {
  const { element } = reading;
  const definitions = [...listOf(element.eventDefinitions), ...listOf(element.eventDefinitionRef)];
  const triggers = definitions.flatMap((definition): Single[] => {
    const read = READERS[definition.$type];
    const trigger = read?.({ reading, dialects, parsed, definition }) ?? null;
    return trigger === null ? [] : [trigger];
  });
  if (triggers.length <= 1) return triggers[0] ?? null;
  return { kind: 'multiple', triggers, parallel: element.parallelMultiple === true };
}

/** The message a receive or send task names. */
export function messageNameOf(
  { element, expressions }: Reading,
  holder: Moddle,
  parsed: Parsed,
): Expression | null {
  const message = holder.messageRef as Moddle | undefined;
  const name = message?.name ?? parsed.unresolved.get(holder)?.messageRef;
  return name === undefined || element.id === undefined ? null : expressions.value(name, 'message name');
}

// helpers //////////

interface Context {
  readonly reading: Reading;
  readonly dialects: Dialects;
  readonly parsed: Parsed;
  readonly definition: Moddle;
}

const READERS: { readonly [type: string]: (context: Context) => Single | null } = {
  'bpmn:MessageEventDefinition': message,
  'bpmn:TimerEventDefinition': timer,
  'bpmn:SignalEventDefinition': signal,
  'bpmn:ErrorEventDefinition': error,
  'bpmn:EscalationEventDefinition': escalation,
  'bpmn:ConditionalEventDefinition': condition,
  'bpmn:CompensateEventDefinition': compensation,
  'bpmn:LinkEventDefinition': ({ definition, reading }) => ({
    kind: 'link',
    name: definition.name ?? reading.element.name ?? '',
    target: null,
  }),
  'bpmn:CancelEventDefinition': () => ({ kind: 'cancel' }),
  'bpmn:TerminateEventDefinition': () => ({ kind: 'terminate' }),
};

function message({ reading, dialects, parsed, definition }: Context): Single {
  const name = messageNameOf(reading, definition, parsed);
  const correlation = dialects.correlation(reading, (definition.messageRef as Moddle | undefined) ?? null);
  return {
    kind: 'message',
    name: name ?? { kind: 'constant', value: null },
    correlation,
    payload: dialects.payload(reading),
  };
}

function timer({ reading, definition }: Context): Single | null {
  const forms = { timeDate: 'date', timeDuration: 'duration', timeCycle: 'cycle' } as const;
  for (const [property, form] of Object.entries(forms) as [string, TimerTrigger['form']][]) {
    const text = bodyOf(definition[property]);
    if (text === null || text.trim() === '') continue;
    return { kind: 'timer', form, value: reading.expressions.value(text.trim(), 'timer') };
  }
  reading.report.error('timer.missing', reading.id);
  return null;
}

function signal({ reading, dialects, parsed, definition }: Context): Single {
  const ref = definition.signalRef as Moddle | undefined;
  const name = ref ? ref.name : parsed.unresolved.get(definition)?.signalRef;
  if (name === undefined) reading.report.error('event.reference', reading.id, { what: 'signal' });
  const { asynchronous, payload, payloadAll } = dialects.event(reading, definition);
  return {
    kind: 'signal',
    name: reading.expressions.value(name ?? '', 'signal name'),
    asynchronous,
    payload,
    payloadAll,
  };
}

function error({ reading, dialects, parsed, definition }: Context): Single {
  const ref = definition.errorRef as Moddle | undefined;
  const code = ref ? (ref.errorCode as string | undefined) : parsed.unresolved.get(definition)?.errorRef;
  const { codeVariable, messageVariable } = dialects.event(reading, definition);
  return {
    kind: 'error',
    code: code === undefined || code === '' ? null : reading.expressions.value(code, 'error code'),
    message: ref ? dialects.errorMessage(reading, ref) : null,
    codeVariable,
    messageVariable,
  };
}

function escalation({ reading, dialects, parsed, definition }: Context): Single {
  const ref = definition.escalationRef as Moddle | undefined;
  const code = ref
    ? (ref.escalationCode as string | undefined)
    : parsed.unresolved.get(definition)?.escalationRef;
  const { codeVariable } = dialects.event(reading, definition);
  return {
    kind: 'escalation',
    code: code === undefined || code === '' ? null : reading.expressions.value(code, 'escalation code'),
    codeVariable,
  };
}

function condition({ reading, dialects, definition }: Context): Single | null {
  const text = bodyOf(definition.condition);
  if (text === null || text.trim() === '') {
    reading.report.error('condition.missing', reading.id);
    return null;
  }
  const language = (definition.condition as { language?: string }).language;
  const expression = reading.expressions.formula(text, 'condition', language);
  const { variable, variableEvents } = dialects.event(reading, definition);
  return {
    kind: 'condition',
    condition: expression,
    variable,
    events: variableEvents,
    reads: readsOf(expression),
  };
}

function compensation({ reading, parsed, definition }: Context): Single {
  const ref = definition.activityRef as Moddle | undefined;
  const activity = ref?.id ?? parsed.unresolved.get(definition)?.activityRef ?? null;
  if (ref === undefined && activity !== null)
    reading.report.error('compensation.activity', reading.id, { activity });
  const catches =
    reading.element.$type !== 'bpmn:IntermediateThrowEvent' && reading.element.$type !== 'bpmn:EndEvent';
  if (catches && Object.hasOwn(definition, 'waitForCompletion'))
    reading.report.error('compensation.catching', reading.id, { attribute: 'waitForCompletion' });
  return { kind: 'compensation', activity, waits: definition.waitForCompletion !== false };
}

function readsOf(expression: Expression): readonly string[] | null {
  if (expression.kind === 'constant') return [];
  if (expression.kind !== 'expression') return null;
  return [...new Set(expression.compiled.reads.flatMap(([name]) => (name === undefined ? [] : [name])))];
}
