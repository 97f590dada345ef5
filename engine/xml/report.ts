/** Collects what is wrong with a file. The sentences are here; the README explains every code. */
import { filled } from '#metadata/said.ts';
import type { Problem } from '../deployment.ts';
import type { Params } from '../failures.ts';

export interface Report {
  error(code: ProblemCode, elementId: string | undefined, params?: Params): void;
  warn(code: ProblemCode, elementId: string | undefined, params?: Params): void;
}

export type ProblemCode = keyof typeof PROBLEMS;

export function newReport(): Report & { readonly problems: Problem[] } {
  const problems: Problem[] = [];
  const add =
    (severity: Problem['severity']) =>
    (code: ProblemCode, elementId: string | undefined, params: Params = {}) => {
      const message = filled(PROBLEMS[code], { ...params, element: elementId ?? '' });
      problems.push({ severity, code, message, ...(elementId !== undefined && { elementId }), params });
    };
  return { problems, error: add('error'), warn: add('warning') };
}

export const PROBLEMS = {
  // the file
  'xml.empty': 'The file is empty.',
  'xml.size': 'The file has {size} characters; at most {limit} are allowed.',
  'xml.elements': 'The file has more than {limit} XML elements.',
  'xml.depth': 'The XML is nested more than {limit} deep.',
  'xml.doctype':
    'The file declares a document type or entities, which are not allowed; remove the <!DOCTYPE …> part.',
  'xml.encoding': 'The file declares the encoding {encoding}; it was read as UTF-8.',
  'xml.malformed': 'The file is no well-formed XML: {reason}',
  'xml.not_bpmn': 'The file is no BPMN 2.0 document: its root must be bpmn:definitions.',
  'xml.unknown': 'The file contains something that is no BPMN and was left out: {reason}',
  'id.missing': 'A {type}{near} has no id; give it one, so that it can be named.',
  'id.duplicate': 'The id “{element}” is used more than once.',
  'reference.unresolved':
    '“{element}” refers to “{value}” as its {property}, which does not exist in the file.',
  'process.none': 'The file contains no executable process; set isExecutable="true" on the one to run.',
  'process.empty': 'The file contains no process with anything in it.',
  'process.size': 'The process “{element}” has {count} elements; at most {limit} are allowed.',
  // structure
  'flow.end_missing': 'The sequence flow “{element}” has no {end} in this process.',
  'flow.scope':
    'The sequence flow “{element}” leaves its sub-process: “{source}” and “{target}” must lie in the same one.',
  'flow.into': '“{element}” can’t have incoming sequence flows: {why}.',
  'flow.out_of': '“{element}” can’t have outgoing sequence flows: {why}.',
  'flow.default_condition': 'The default flow “{flow}” of “{element}” must not have a condition.',
  'flow.default_unknown': 'The default flow “{flow}” of “{element}” is no flow out of it.',
  'gateway.no_outgoing': 'The gateway “{element}” has no outgoing sequence flow.',
  'gateway.condition_single': 'The only flow out of the gateway “{element}” must not have a condition.',
  'gateway.unconditional':
    'The flow “{flow}” out of the gateway “{element}” needs a condition, or must be its default flow.',
  'gateway.event_target':
    'The event-based gateway “{element}” must lead to catching events or receive tasks only, not to “{target}”.',
  'gateway.event_incoming':
    '“{target}” after the event-based gateway “{element}” must have no other incoming flow.',
  'gateway.event_async':
    'The event-based gateway “{element}” can’t be asynchronous after: its events are what goes on.',
  'start.missing':
    '“{element}” has no start event. (In files with elements of urn:potik:bpmn:1 it would begin with what has no incoming flow.)',
  'start.several': '“{element}” has several start events without a trigger; only one is possible.',
  'start.trigger': 'The start event “{element}” can’t wait for a {trigger}: {why}.',
  'start.in_event_sub_process':
    'The event sub-process “{element}” needs exactly one start event with a trigger.',
  'event.undefined': 'The event “{element}” needs an event definition: say what it waits for or throws.',
  'event.unsupported': 'The event “{element}” can’t have a {trigger} there.',
  'boundary.host': 'The boundary event “{element}” must be attached to an activity; “{host}” is none.',
  'event.interrupting': 'The event “{element}” must interrupt: {trigger} events always do.',
  'event.boundary':
    'The boundary event “{element}” is attached to nothing that can have events on its border.',
  'event.duplicate':
    '“{element}” and “{other}” catch the same {what} in the same place; only one of them could.',
  'event.reference': 'The event “{element}” does not say which {what} it means.',
  'event.never': 'The event “{element}” can never happen: “{activity}” throws no {what}.',
  'event.code': 'The {what} that “{element}” throws has no code.',
  'message.duplicate':
    'The message “{message}” starts the process at “{element}” and at “{other}”; only one place is possible.',
  'compensation.never':
    'Nothing in this process compensates, so the compensation event “{element}” will never happen.',
  'signal.duplicate': 'The signal name “{name}” is declared twice, by “{element}” and “{other}”.',
  'link.several': 'Several link events catch “{link}”: “{element}” and “{other}”.',
  'link.none': 'No link event catches “{link}”, which “{element}” throws in the same scope.',
  'cancel.place': 'The cancel event “{element}” must stand in or on a transaction.',
  'compensation.handler':
    'The compensation event “{element}” must be connected by an association to an activity that is for compensation.',
  'compensation.activity': '“{element}” compensates “{activity}”, which is no activity it can reach.',
  'compensation.catching': 'The event “{element}” catches compensation, so it can’t have “{attribute}”.',
  'compensation.twice':
    '“{element}” has both a compensation handler on its border and a compensation event sub-process; one must go.',
  'compensation.no_wait':
    '“{element}” is to throw compensation without waiting for it (waitForCompletion="false"); it will wait.',
  'compensation.place':
    'The compensation event sub-process “{element}” can’t stand in the process itself, only in a sub-process.',
  'event_sub_process.flow':
    'The event sub-process “{element}” can’t have sequence flows: its start event starts it.',
  // proofs
  'element.unreachable': 'Nothing leads to “{element}”: it will never be reached.',
  'flow.dead_end': 'The path stops at “{element}”; let it go on, or lead it to an end event.',
  'gateway.no_default':
    'It may be that no condition of the flows out of “{element}” is true; give it a default flow.',
  'gateway.unjoined':
    'Parallel paths from “{fork}” come together at “{element}” without a join: what follows runs once for each.',
  'loop.endless': 'A token that goes round by {path} goes round for ever: nothing waits or changes there.',
  'join.stuck':
    'The join “{element}” can get stuck: it may wait for {flows} although nothing more comes there.',
  'join.stuck_after':
    'After {way} the join “{element}” can get stuck: it may wait for {flows} although nothing more comes there.',
  'element.never': '“{element}” never happens: what leads there in “{scope}” gets stuck, or ends before.',
  'path.doubled': 'After {way} two tokens can come to “{element}”: what follows then runs once for each.',
  'scope.endless': '“{element}” may never be completed: from {elements} no way leads to an end.',
  'scope.stuck': '“{element}” can never be completed: every way through it gets stuck at {joins}.',
  // content
  'element.unsupported': '“{element}” is a {type}, which can’t be executed.',
  'task.implementation':
    'The task “{element}” doesn’t say what to do: give it a task type, an expression or a topic.',
  'task.topic': 'The external task “{element}” has no topic by which workers could find it.',
  'task.foreign':
    '“{element}” is implemented by {what}; map it to a task type (kind task_types), or give it one.',
  'task.type_unknown': 'The task type “{type}” of “{element}” is not known.{hint}',
  'task.listener_foreign':
    'A listener of “{element}” is implemented by {what}; map it to a task type (kind task_types), or use a script.',
  'expression.invalid': 'The {what} of “{element}” can’t be read: {reason}',
  'expression.wrong': 'The {what} of “{element}” must give {expected}, but it gives {actual}.',
  'entity.unknown':
    'The variable “{name}” of “{element}” is to be a record of “{entity}”, which is no entity.',
  'expression.assigns': '“{element}” sets “{name}” to {actual}, but the process declares it as {expected}.',
  'expression.plain': 'The {what} of “{element}”, “{text}”, is no expression; FEEL begins with “=”.',
  'expression.warning': 'The {what} of “{element}”: {reason}',
  'script.language': 'The script of “{element}” is written in {language}; only JavaScript and FEEL can run.',
  'script.none': '“{element}” has no script.',
  'script.resource':
    'The script of “{element}” lies outside the file ({resource}); put its text into the file.',
  'timer.missing': 'The timer “{element}” doesn’t say when: give it a date, a duration or a cycle.',
  'calendar.unknown': 'The calendar “{calendar}” of “{element}” is not known.{hint}',
  'timer.invalid': 'The timer “{element}” has “{text}”, which is no {form}.',
  'condition.missing': 'The conditional event “{element}” has no condition.',
  'loop.missing':
    'The multi-instance activity “{element}” doesn’t say how often: give it a number or a collection.',
  'mapping.name': 'A mapping of “{element}” has no name.',
  'mapping.end': 'A mapping of the call activity “{element}” has no {end}.',
  'listener.empty': 'A listener of “{element}” says nothing to do.',
  'mapping.place': '“{element}” can’t have {what}: {why}.',
  'call.missing': 'The call activity “{element}” doesn’t say which process it calls.',
  'binding.version': '“{element}” binds to a {binding} but names none.',
  'decision.missing': 'The business rule task “{element}” doesn’t say which decision it asks for.',
  'decision.map':
    'The decision result mapping “{map}” of “{element}” is none of singleEntry, singleResult, collectEntries, resultList.',
  'value.invalid': 'The {what} of “{element}” must be {expected}, not “{value}”.',
  'extension.kept': '{what} of “{element}” is kept, but not run.',
} as const;
