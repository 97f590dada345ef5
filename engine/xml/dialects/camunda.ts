/**
 * Files of Camunda 7 (and Activiti, Flowable): attributes and elements with a meaning of their own run as they are; Java classes,
 * delegate expressions and connectors run as the task type they are mapped to.
 */

import type { UserTaskSpec } from '../../process/activity.ts';
import type { Mapping } from '../../process/expression.ts';
import type { TimerTrigger, VariableEvent } from '../../process/trigger.ts';
import { extensions, type Moddle } from '../moddle.ts';
import { asynchronous, call, loop, retries } from './camunda/flow.ts';
import { actionOf, inputs, listeners, outputs } from './camunda/mappings.ts';
import { attribute, CAMUNDA, flag, names } from './camunda/names.ts';
import { decision, form, script, service, task } from './camunda/tasks.ts';
import type { DialectReader, EventExtras, ProcessExtras, Reading } from './dialect.ts';

export const camunda: DialectReader = {
  name: 'camunda',
  process,
  asynchronous,
  retries,
  inputs,
  outputs,
  listeners,
  loop,
  task: (reading) => ({ ...task(reading), ...timeouts(reading) }),
  form,
  service,
  script,
  decision,
  call,
  event,
  errorMessage: ({ expressions }, error) => {
    const text = attribute(error, 'errorMessage');
    return text === undefined ? null : expressions.value(text, 'error message');
  },
};

// helpers //////////

function process({ element, report, id }: Reading): Partial<ProcessExtras> {
  const text = attribute(element, 'historyTimeToLive')?.trim() || undefined;
  const historyDays = days(text);
  if (text !== undefined && historyDays === null)
    report.error('value.invalid', id, {
      what: 'history time to live',
      expected: 'a number of days or P30D',
      value: text,
    });
  return {
    versionTag: attribute(element, 'versionTag') ?? null,
    ...(historyDays !== null && { historyDays }),
    starters: {
      users: names(attribute(element, 'candidateStarterUsers')),
      groups: names(attribute(element, 'candidateStarterGroups')),
    },
  };
}

/** `30` or `P30D`. */
function days(text: string | undefined): number | null {
  const match = /^(?:P(\d+)D|(\d+))$/.exec(text?.trim() ?? '');
  return match === null ? null : Number(match[1] ?? match[2]);
}

function event(reading: Reading, definition: Moddle): Partial<EventExtras> {
  const events = names(attribute(definition, 'variableEvents')) as VariableEvent[];
  const { payload, payloadAll } = signalPayload(reading, definition);
  return {
    codeVariable:
      attribute(definition, 'errorCodeVariable') ?? attribute(definition, 'escalationCodeVariable') ?? null,
    messageVariable: attribute(definition, 'errorMessageVariable') ?? null,
    variable: attribute(definition, 'variableName') ?? null,
    variableEvents: events.length > 0 ? events : null,
    asynchronous: flag(definition, 'async'),
    payload,
    payloadAll,
  };
}

function signalPayload(
  { expressions }: Reading,
  definition: Moddle,
): Pick<EventExtras, 'payload' | 'payloadAll'> {
  const payload: Mapping[] = [];
  let payloadAll = false;
  for (const { attributes } of extensions(definition, CAMUNDA, 'in')) {
    const { source, sourceExpression, target, variables } = attributes;
    if (variables === 'all') payloadAll = true;
    else if (target !== undefined && sourceExpression !== undefined)
      payload.push({ name: target, value: expressions.value(sourceExpression, `payload “${target}”`) });
    else if (target !== undefined && source !== undefined)
      payload.push({ name: target, value: { kind: 'variable', name: source } });
  }
  return { payload, payloadAll };
}

/** Task listeners for `timeout`, each with its timer. */
function timeouts(reading: Reading): Pick<UserTaskSpec, 'timeouts'> {
  const found: UserTaskSpec['timeouts'][number][] = [];
  for (const listener of extensions(reading.element, CAMUNDA, 'taskListener')) {
    if (listener.attributes.event !== 'timeout') continue;
    const run = actionOf(reading, listener);
    const definition = listener.children.find((child) => child.name === 'timerEventDefinition');
    const timer = definition && timerOf(reading, definition);
    if (run !== null && timer) found.push({ timer, run });
    else reading.report.error('timer.missing', reading.id);
  }
  return { timeouts: found };
}

function timerOf(
  { expressions }: Reading,
  definition: { children: readonly { name: string; text: string }[] },
): TimerTrigger | null {
  const forms = { timeDate: 'date', timeDuration: 'duration', timeCycle: 'cycle' } as const;
  for (const [name, form] of Object.entries(forms)) {
    const child = definition.children.find((one) => one.name === name);
    if (child) return { kind: 'timer', form, value: expressions.value(child.text.trim(), 'timer') };
  }
  return null;
}
