/** Camunda's user tasks, forms, service implementations, scripts and decisions. */
import type { DecisionSpec, ScriptSpec, ServiceSpec } from '../../../process/activity.ts';
import type { FormField, FormSpec } from '../../../process/form.ts';
import { childrenNamed, extensions, type Foreign, type Moddle } from '../../moddle.ts';
import type { Reading, TaskWords } from '../dialect.ts';
import { taskType } from '../task-type.ts';
import { attribute, CAMUNDA } from './names.ts';

const MAPS = ['singleEntry', 'singleResult', 'collectEntries', 'resultList'] as const;

export function task({ element, expressions }: Reading): TaskWords | null {
  const read = (name: string, what: string) => {
    const text = attribute(element, name);
    return text === undefined ? null : expressions.value(text, what);
  };
  return {
    assignee: read('assignee', 'assignee'),
    users: read('candidateUsers', 'candidate users'),
    groups: read('candidateGroups', 'candidate groups'),
    due: read('dueDate', 'due date'),
    followUp: read('followUpDate', 'follow-up date'),
    priority: read('priority', 'priority'),
  };
}

export function form({ element, expressions }: Reading): FormSpec | null {
  const foreign = attribute(element, 'formKey') ?? attribute(element, 'formRef') ?? null;
  const [data] = extensions(element, CAMUNDA, 'formData');
  const fields = data ? childrenNamed(data, 'formField').map((field) => formField(field, expressions)) : [];
  return foreign === null && fields.length === 0 ? null : { key: null, foreign, fields };
}

/** By class, delegate expression, expression or external worker; of a message event, at its event definition. */
export function service(reading: Reading): ServiceSpec | null {
  const { expressions, report, options, id } = reading;
  const element = implementingElement(reading.element);
  const result = attribute(element, 'resultVariable') ?? attribute(element, 'resultVariableName') ?? null;
  const type = attribute(element, 'type');
  const topic = attribute(element, 'topic');
  if (type === 'external') {
    if (!topic?.trim()) report.error('task.topic', id);
    const priority = attribute(element, 'taskPriority');
    return {
      kind: 'external',
      topic: expressions.value(topic ?? '', 'topic'),
      priority: priority === undefined ? null : expressions.value(priority, 'priority'),
      errors: extensions(element, CAMUNDA, 'errorEventDefinition').flatMap((one) =>
        externalError(reading, one),
      ),
    };
  }
  const expression = attribute(element, 'expression');
  if (expression !== undefined)
    return { kind: 'expression', expression: expressions.value(expression, 'expression'), result };
  const what =
    attribute(element, 'class') ?? attribute(element, 'delegateExpression') ?? connector(element) ?? type;
  if (what === undefined) return null;
  const implementation = options.implementations?.get(what);
  if (implementation === undefined) {
    report.error('task.foreign', id, { what });
    return { kind: 'none' };
  }
  const inputs = Object.entries(implementation.inputs).map(([name, text]) => ({
    name,
    value: expressions.value(text, `input “${name}”`),
  }));
  return taskType(options, implementation.taskType, inputs, result);
}

export function script(reading: Reading): Partial<ScriptSpec> | null {
  const { element, report, id } = reading;
  const resource = attribute(element, 'resource');
  if (resource !== undefined) report.error('script.resource', id, { resource });
  return { result: attribute(element, 'resultVariable') ?? null };
}

export function decision({ element, expressions, report, id }: Reading): Partial<DecisionSpec> | null {
  const key = attribute(element, 'decisionRef');
  if (key === undefined) return null;
  const binding = attribute(element, 'decisionRefBinding') ?? 'latest';
  const version = attribute(
    element,
    binding === 'versionTag' ? 'decisionRefVersionTag' : 'decisionRefVersion',
  );
  const map = attribute(element, 'mapDecisionResult') ?? 'resultList';
  if (!(MAPS as readonly string[]).includes(map)) report.error('decision.map', id, { map });
  return {
    decision: {
      key: expressions.value(key, 'decision'),
      binding: binding as DecisionSpec['decision']['binding'],
      version: version === undefined ? null : expressions.value(version, 'version'),
    },
    result: attribute(element, 'resultVariable') ?? null,
    map: map as DecisionSpec['map'],
  };
}

// helpers //////////

function implementingElement(element: Moddle): Moddle {
  const [definition] = (element.eventDefinitions as readonly Moddle[] | undefined) ?? [];
  return definition?.$type === 'bpmn:MessageEventDefinition' ? definition : element;
}

function connector(element: Moddle): string | undefined {
  const [found] = extensions(element, CAMUNDA, 'connector');
  return found && (childrenNamed(found, 'connectorId')[0]?.text.trim() ?? 'a connector');
}

function externalError({ expressions, element }: Reading, one: Foreign) {
  const { errorRef, expression } = one.attributes;
  if (errorRef === undefined || expression === undefined) return [];
  const code = errorCode(element, errorRef) ?? errorRef;
  return [
    { code: expressions.value(code, 'error code'), when: expressions.value(expression, 'error expression') },
  ];
}

/** The code of a `bpmn:error` of the file. */
function errorCode(element: Moddle, id: string): string | undefined {
  let top: Moddle = element;
  while (top.$parent !== undefined) top = top.$parent;
  const roots = (top.rootElements as readonly Moddle[] | undefined) ?? [];
  const error = roots.find((root) => root.$type === 'bpmn:Error' && root.id === id);
  return error?.errorCode as string | undefined;
}

function formField(field: Foreign, expressions: Reading['expressions']): FormField {
  const { id = '', label, type = 'string', defaultValue } = field.attributes;
  const [validation] = childrenNamed(field, 'validation');
  const constraints = validation ? childrenNamed(validation, 'constraint') : [];
  return {
    id,
    label: label ?? null,
    type,
    default: defaultValue === undefined ? null : expressions.value(defaultValue, `default of “${id}”`),
    options: childrenNamed(field, 'value').map((one) => ({
      key: one.attributes.id ?? '',
      label: one.attributes.name ?? one.attributes.id ?? '',
    })),
    constraints: Object.fromEntries(
      constraints.map((one) => [one.attributes.name ?? '', one.attributes.config ?? '']),
    ),
  };
}
