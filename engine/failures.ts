/**
 * The catalogue of what the engine can say no with. *Rejections* answer a command that may not be carried out now; *failures* are
 * faults of the model or its data, found while a step runs; *problems* are found at deployment. All carry a code, the
 * names that fill its sentence, and the element. The README documents every code.
 */

import { filled, type SaidParams } from '#metadata/said.ts';

export type RejectionCode = keyof typeof REJECTIONS;
export type FailureCode = keyof typeof FAILURES;

/** A command refused: nothing has changed. */
export interface Rejection {
  readonly code: RejectionCode;
  readonly message: string;
  readonly params: Params;
}

/** A step that could not be carried out: nothing has changed (DECISIONS 3). */
export interface Failure {
  readonly code: FailureCode;
  readonly message: string;
  readonly instance: string;
  readonly element: string;
  readonly params: Params;
}

export type Params = SaidParams;

const REJECTIONS = {
  'instance.ended': 'The process instance has already ended.',
  'instance.suspended': 'The process instance is suspended; resume it first.',
  'instance.not_suspended': 'The process instance is not suspended.',
  'instance.started': 'The process instance has already been started.',
  'wait.unknown':
    'There is no open task, job or subscription “{key}” in this instance; perhaps it was completed.',
  'wait.kind': '“{element}” waits for {actual}, not for {expected}.',
  'node.unknown': 'There is no active element instance “{key}” in this instance.',
  'element.unknown': 'The process “{process}” has no element “{element}”.',
  'task.taken': 'The task “{task}” is already taken by {assignee}.',
  'task.outcome': 'The task “{task}” has no outcome “{outcome}”; it offers {outcomes}.',
  'start.none':
    'The process “{process}” has no start event without a trigger, so it can’t be started by its key.',
  'start.variable': 'The process “{process}” needs the variable “{name}” to start.',
  'message.nobody': 'Nobody waits for the message “{message}” with this correlation.',
  'message.many':
    '{count} receivers wait for the message “{message}”; narrow the correlation or send it to all.',
  'escalation.uncaught': 'No event catches the escalation “{code}” of “{element}”.',
  'modify.scope': '“{element}” can’t be started here: {why}.',
  'migrate.element': '“{element}” can’t go on as “{target}”: {why}.',
} as const;

const FAILURES = {
  'expression.failed': 'The {what} of “{element}” could not be evaluated: {reason}',
  'expression.type': 'The {what} of “{element}” must give {expected}, but gave {actual}.',
  'script.failed': 'The {what} of “{element}” failed: {reason}',
  'task.failed': 'The task type “{type}” of “{element}” failed: {reason}',
  'error.uncatchable':
    'A listener of “{element}” threw the error “{code}” where no event can catch it: {reason}',
  'flow.none': 'No condition of a flow out of “{element}” is true, and there is no default flow.',
  'variable.size':
    'The variable “{name}” would take more than {limit} characters; keep large things as files.',
  'decision.unknown': 'The decision “{decision}” that “{element}” asks for is not deployed.',
  'decision.failed': 'The decision “{decision}” of “{element}” failed: {reason}',
  'decision.result': 'The decision “{decision}” of “{element}” gave {actual}; its mapping needs {expected}.',
  'call.unknown': 'The process “{process}” that “{element}” calls is not deployed{which}.',
  'call.depth': '“{element}” calls processes more than {limit} deep; the calls seem to go in a circle.',
  'timer.far': 'The timer of “{element}”, {text}, lies beyond the years that its calendar counts.',
  'calendar.unknown': 'The calendar “{calendar}”, by which “{element}” counts, is not there any more.',
  'timer.text': 'The timer of “{element}” gave “{text}”, which is no {form} of ISO 8601{hint}.',
  'loop.count': 'The loop of “{element}” must have a whole number of instances from 0 on, not {actual}.',
  'loop.collection': 'The loop of “{element}” needs a list, but got {actual}.',
  'loop.limit': 'The loop of “{element}” has {count} instances; at most {limit} are allowed.',
  'step.budget':
    'The step was stopped at “{element}” after {limit} elements: the process seems to loop without ever waiting.',
  'link.target': 'The link “{link}” of “{element}” leads nowhere.',
} as const;

export function rejection(code: RejectionCode, params: Params = {}): Rejection {
  return { code, message: filled(REJECTIONS[code], params), params };
}

export function failure(code: FailureCode, instance: string, element: string, params: Params = {}): Failure {
  return { code, message: filled(FAILURES[code], { element, ...params }), instance, element, params };
}

/** Every code with its sentence, for the README's check and for translations. */
export const SENTENCES: Readonly<Record<string, string>> = { ...REJECTIONS, ...FAILURES };
