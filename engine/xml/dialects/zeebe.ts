/** Files of Camunda 8: FEEL throughout; task definitions are fetched by external workers under their type. */
import type { Binding } from '../../lookup.ts';
import type { DecisionSpec, LoopSpec, ServiceSpec } from '../../process/activity.ts';
import type { Mapping } from '../../process/expression.ts';
import { childrenNamed, extensions, type Foreign, type Moddle, type Uris } from '../moddle.ts';
import type { DialectReader, Reading, TaskWords } from './dialect.ts';
import { taskType } from './task-type.ts';

const ZEEBE: Uris = new Set(['http://camunda.org/schema/zeebe/1.0']);

export const zeebe: DialectReader = {
  name: 'zeebe',
  process: ({ element }) => ({ versionTag: one(element, 'versionTag')?.attributes.value ?? null }),
  inputs: (reading) => mappings(reading, 'input'),
  outputs: (reading) => mappings(reading, 'output'),
  retries: ({ element }) => {
    const retries = Number(one(element, 'taskDefinition')?.attributes.retries);
    return Number.isInteger(retries) && retries >= 0 ? { retries, pauses: ['PT0S'] } : null;
  },
  listeners: ({ element, report, id }) => {
    for (const name of ['executionListeners', 'taskListeners'])
      if (one(element, name)) report.warn('extension.kept', id, { what: `The ${name}` });
    return [];
  },
  loop,
  task,
  form: ({ element }) => {
    const { formKey, formId, externalReference } = one(element, 'formDefinition')?.attributes ?? {};
    const foreign = formId ?? formKey ?? externalReference;
    return foreign === undefined ? null : { key: null, foreign, fields: [] };
  },
  service,
  script: ({ element, expressions }) => {
    const { expression, resultVariable } = one(element, 'script')?.attributes ?? {};
    if (expression === undefined) return null;
    return { expression: expressions.formula(expression, 'script'), result: resultVariable ?? null };
  },
  decision: ({ element, expressions }) => {
    const { decisionId, resultVariable, bindingType, versionTag } =
      one(element, 'calledDecision')?.attributes ?? {};
    if (decisionId === undefined) return null;
    const decision: DecisionSpec['decision'] = {
      key: expressions.value(decisionId, 'decision'),
      binding: (bindingType as Binding | undefined) ?? 'latest',
      version: versionTag === undefined ? null : expressions.value(versionTag, 'version'),
    };
    return { decision, result: resultVariable ?? null, map: 'value' };
  },
  call: ({ element, expressions }) => {
    const called = one(element, 'calledElement')?.attributes;
    if (called === undefined) return null;
    const { processId, bindingType, versionTag, propagateAllParentVariables, propagateAllChildVariables } =
      called;
    return {
      ...(processId !== undefined && { process: expressions.value(processId, 'called process') }),
      ...(bindingType !== undefined && { binding: bindingType as Binding }),
      ...(versionTag !== undefined && { version: expressions.value(versionTag, 'version') }),
      in: [{ all: true, local: propagateAllParentVariables === 'false' }],
      out: propagateAllChildVariables === 'false' ? [] : [{ all: true, local: false }],
    };
  },
  activeElements: ({ element, expressions }) => {
    const text = one(element, 'adHoc')?.attributes.activeElementsCollection;
    return text ? expressions.formula(text, 'active elements') : null;
  },
  correlation: (reading, message) => {
    const text = message && one(message, 'subscription')?.attributes.correlationKey;
    return text ? reading.expressions.formula(text, 'correlation key') : null;
  },
};

// helpers //////////

function one(element: Moddle, name: string): Foreign | undefined {
  return extensions(element, ZEEBE, name)[0];
}

function mappings({ element, expressions, id, report }: Reading, name: 'input' | 'output'): Mapping[] {
  const mapping = one(element, 'ioMapping');
  return (mapping ? childrenNamed(mapping, name) : []).flatMap(({ attributes: { source, target } }) => {
    if (target === undefined || target === '') {
      report.error('mapping.name', id);
      return [];
    }
    return [{ name: target, value: expressions.value(source ?? '', `${name} “${target}”`) }];
  });
}

function loop({ element, expressions }: Reading): Partial<LoopSpec> | null {
  const spec = element.loopCharacteristics as Moddle | undefined;
  const found = spec && one(spec, 'loopCharacteristics');
  if (!found) return null;
  const { inputCollection, inputElement, outputCollection, outputElement } = found.attributes;
  return {
    ...(inputCollection !== undefined && { collection: expressions.formula(inputCollection, 'collection') }),
    ...(inputElement !== undefined && { item: inputElement }),
    ...(outputCollection !== undefined &&
      outputElement !== undefined && {
        output: {
          collection: outputCollection,
          element: expressions.formula(outputElement, 'output element'),
        },
      }),
  };
}

function task({ element, expressions }: Reading): TaskWords | null {
  const { assignee, candidateGroups, candidateUsers } =
    one(element, 'assignmentDefinition')?.attributes ?? {};
  const { dueDate, followUpDate } = one(element, 'taskSchedule')?.attributes ?? {};
  const { priority } = one(element, 'priorityDefinition')?.attributes ?? {};
  const read = (text: string | undefined, what: string) =>
    text === undefined ? null : expressions.value(text, what);
  return {
    assignee: read(assignee, 'assignee'),
    groups: read(candidateGroups, 'candidate groups'),
    users: read(candidateUsers, 'candidate users'),
    due: read(dueDate, 'due date'),
    followUp: read(followUpDate, 'follow-up date'),
    priority: read(priority, 'priority'),
  };
}

function service({ element, expressions, options }: Reading): ServiceSpec | null {
  const type = one(element, 'taskDefinition')?.attributes.type;
  if (type === undefined) return null;
  if (options.taskTypes?.has(type)) return taskType(options, type, [], null);
  return { kind: 'external', topic: expressions.value(type, 'type'), priority: null, errors: [] };
}
