/**
 * How a process can begin other than by its key: for each trigger the server keeps a subscription or timer while this version is
 * the latest. Names and times of start events are known without an instance.
 */
import type { Calendars } from '#metadata/calendar.ts';
import { type Env, EvaluationFailure, type Scope } from '#metadata/expression.ts';
import type { Json, Value } from '#metadata/value.ts';
import { fromState, toState } from '#metadata/value-json.ts';
import type { StartTrigger } from './deployment.ts';
import type { Variables } from './instance.ts';
import type { Expression } from './process/expression.ts';
import type { ConditionTrigger, TimerTrigger, Trigger } from './process/trigger.ts';
import type { Element, Process } from './process.ts';
import { type Clock, calendarOf } from './time/clock.ts';
import { nextRun } from './time/cycle.ts';
import { timerDue } from './time/due.ts';

/** What is at hand without an instance. */
export type StartEnv = Env & { readonly calendars?: Calendars };

/** All triggers of a process. One that can't be found out (a broken timer text) is left out; `broken` names it. */
export function startTriggers(
  process: Process,
  env: StartEnv,
): { triggers: StartTrigger[]; broken: string[] } {
  const triggers: StartTrigger[] = [];
  const broken: string[] = [];
  const zoned = { ...env, zone: process.context.zone ?? env.zone };
  for (const element of startingElements(process)) {
    for (const trigger of singles(element.trigger)) {
      const found = startTrigger(element, trigger, zoned);
      if (found) triggers.push(found);
      else broken.push(element.id);
    }
  }
  return { triggers, broken };
}

/** The next run of a repeating start timer of this process; null when there is none. */
export function nextStart(
  process: Process,
  timer: Extract<StartTrigger, { kind: 'timer' }>,
  { now, zone, calendars }: Pick<StartEnv, 'now' | 'zone' | 'calendars'>,
): Extract<StartTrigger, { kind: 'timer' }> | null {
  if (timer.cycle === undefined) return null;
  const calendar = calendarOf(process.elements.get(timer.element)!, calendars);
  if (calendar === undefined) return null;
  const clock: Clock = { now, zone: process.context.zone ?? zone, calendar };
  const next = nextRun(timer.cycle, timer.repeat ?? -1, timer.due, clock);
  return next && { ...timer, ...next };
}

/** Whether a conditional start event's condition is true for these variables; unknown names make it false. */
export function startConditionHolds(
  process: Process,
  element: string,
  variables: Variables,
  env: Env,
): boolean {
  const { trigger } = process.elements.get(element)!;
  return singles(trigger).some((one) => one.kind === 'condition' && holds(one, variables, env));
}

// helpers //////////

/** Start events of the process itself, receive tasks and events after gateways that start it. */
function startingElements(process: Process): Element[] {
  return process.root.children.flatMap((child) => {
    if (child.kind === 'startEvent') return [child];
    if (!child.instantiate || child.incoming.length > 0) return [];
    return child.kind === 'eventBasedGateway' ? child.outgoing.map((flow) => flow.target) : [child];
  });
}

function startTrigger(element: Element, trigger: Trigger, env: StartEnv): StartTrigger | null {
  switch (trigger.kind) {
    case 'message':
    case 'signal': {
      const name = constant(trigger.name, env);
      return typeof name === 'string' && name !== ''
        ? { kind: trigger.kind, element: element.id, name }
        : null;
    }
    case 'timer': {
      const due = dueOf(element, trigger, env);
      return due && { kind: 'timer', element: element.id, ...due };
    }
    case 'condition': {
      const { variable, events, reads } = trigger;
      return { kind: 'condition', element: element.id, variable, events, reads };
    }
    default:
      return null;
  }
}

function dueOf(element: Element, trigger: TimerTrigger, env: StartEnv) {
  const value = constant(trigger.value, env);
  const calendar = calendarOf(element, env.calendars);
  return value === null || calendar === undefined
    ? null
    : timerDue(trigger.form, value, { ...env, calendar });
}

function constant(expression: Expression, env: Env): Json {
  if (expression.kind === 'constant') return expression.value;
  if (expression.kind !== 'expression') return null;
  return evaluate(expression, {}, env);
}

function holds({ condition, variable }: ConditionTrigger, variables: Variables, env: Env): boolean {
  if (variable !== null && !Object.hasOwn(variables, variable)) return false;
  if (condition.kind === 'constant') return condition.value === true;
  return condition.kind === 'expression' && evaluate(condition, variables, env) === true;
}

function evaluate(
  { compiled }: Extract<Expression, { kind: 'expression' }>,
  variables: Variables,
  env: Env,
): Json {
  const scope: Scope = {
    get: (name): Value | undefined =>
      Object.hasOwn(variables, name) ? fromState(variables[name]!) : undefined,
  };
  try {
    return toState(compiled.evaluate(scope, env));
  } catch (error) {
    if (error instanceof EvaluationFailure) return null;
    throw error;
  }
}

/** A start event without a trigger of its own has none to keep. */
function singles(trigger: Trigger | null): readonly Trigger[] {
  if (trigger === null || trigger.kind === 'none') return [];
  return trigger.kind === 'multiple' ? trigger.triggers : [trigger];
}
