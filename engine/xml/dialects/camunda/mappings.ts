/** Camunda's input and output parameters, listeners and scripts. */
import type { Expression, Mapping } from '../../../process/expression.ts';
import type { Listener, ListenerAction, ListenerEvent } from '../../../process/listener.ts';
import { childrenNamed, extensions, type Foreign } from '../../moddle.ts';
import type { Reading } from '../dialect.ts';
import { CAMUNDA } from './names.ts';

export function inputs(reading: Reading): Mapping[] {
  return parameters(reading, 'inputParameter');
}

export function outputs(reading: Reading): Mapping[] {
  return parameters(reading, 'outputParameter');
}

/** Execution listeners of any element, and task listeners of user tasks. */
export function listeners(reading: Reading): Listener[] {
  const { element } = reading;
  const isFlow = element.$type === 'bpmn:SequenceFlow';
  const found: Listener[] = [];
  for (const one of [
    ...extensions(element, CAMUNDA, 'executionListener'),
    ...extensions(element, CAMUNDA, 'taskListener'),
  ]) {
    const event = isFlow ? 'take' : eventOf(reading, one);
    // Timeout listeners belong to their timer (see the task).
    const run = event === null || event === 'timeout' ? null : actionOf(reading, one);
    if (event !== null && run !== null) found.push({ event, run });
  }
  return found;
}

const EVENTS: { readonly [element: string]: readonly ListenerEvent[] } = {
  executionListener: ['start', 'end', 'take'],
  taskListener: ['create', 'assignment', 'update', 'complete', 'delete', 'timeout'],
};

function eventOf({ report, id }: Reading, { name, attributes }: Foreign): ListenerEvent | null {
  const allowed = EVENTS[name] ?? [];
  const { event: value = '' } = attributes;
  const event = allowed.find((one) => one === value);
  if (event === undefined)
    report.error('value.invalid', id, {
      what: 'listener’s event',
      expected: `one of ${allowed.join(', ')}`,
      value,
    });
  return event ?? null;
}

export function actionOf(reading: Reading, listener: Foreign): ListenerAction | null {
  const { expression, class: javaClass, delegateExpression } = listener.attributes;
  if (expression !== undefined)
    return { kind: 'expression', expression: reading.expressions.value(expression, 'listener') };
  const [script] = childrenNamed(listener, 'script');
  if (script !== undefined) {
    const read = scriptOf(reading, script, 'listener');
    return read && { kind: 'expression', expression: read };
  }
  const what = javaClass ?? delegateExpression;
  if (!what) {
    reading.report.error('listener.empty', reading.id);
    return null;
  }
  const implementation = reading.options.implementations?.get(what);
  if (implementation === undefined) {
    reading.report.error('task.listener_foreign', reading.id, { what });
    return null;
  }
  const inputs = Object.entries(implementation.inputs).map(([name, text]) => ({
    name,
    value: reading.expressions.value(text, `input “${name}”`),
  }));
  return { kind: 'task', type: implementation.taskType, inputs };
}

/** A `camunda:script` element. */
export function scriptOf(reading: Reading, script: Foreign, what: string): Expression | null {
  const { scriptFormat, resource } = script.attributes;
  if (resource !== undefined) {
    reading.report.error('script.resource', reading.id, { resource });
    return null;
  }
  return reading.expressions.script(script.text, scriptFormat, what);
}

// helpers //////////

function parameters(reading: Reading, kind: 'inputParameter' | 'outputParameter'): Mapping[] {
  return extensions(reading.element, CAMUNDA, 'inputOutput')
    .flatMap((one) => childrenNamed(one, kind))
    .flatMap((parameter) => {
      const { name } = parameter.attributes;
      if (name === undefined || name === '') {
        reading.report.error('mapping.name', reading.id);
        return [];
      }
      return [
        {
          name,
          value: definition(
            reading,
            parameter,
            `${kind === 'inputParameter' ? 'input' : 'output'} “${name}”`,
          ),
        },
      ];
    });
}

/** Text, an expression, a script, a list or a map, nested as one likes. */
function definition(reading: Reading, holder: Foreign, what: string): Expression {
  const [child] = holder.children;
  if (child === undefined) {
    const text = holder.text.trim();
    return text === '' ? { kind: 'constant', value: null } : reading.expressions.value(text, what);
  }
  if (child.name === 'script') return scriptOf(reading, child, what) ?? { kind: 'constant', value: null };
  if (child.name === 'list')
    return { kind: 'list', items: child.children.map((item) => value(reading, item, what)) };
  if (child.name === 'map') {
    const entries = childrenNamed(child, 'entry').map(
      (entry) =>
        [
          reading.expressions.value(entry.attributes.key ?? '', what),
          definition(reading, entry, what),
        ] as const,
    );
    return { kind: 'map', entries };
  }
  return reading.expressions.value(holder.text.trim(), what);
}

/** An item of a list: `value`, or itself a script, list or map. */
function value(reading: Reading, item: Foreign, what: string): Expression {
  if (item.name === 'value') return reading.expressions.value(item.text.trim(), what);
  return definition(reading, { ...item, children: [item], text: '' }, what);
}
