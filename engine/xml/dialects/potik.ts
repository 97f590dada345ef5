/** Potik's own extension elements (`potik-descriptor.ts`). Values are literal text, or FEEL after `=`. */
import type { Type } from '#metadata/expression.ts';
import type { Binding } from '../../lookup.ts';
import { POTIK_URI } from '../../potik-descriptor.ts';
import type {
  Asynchronous,
  CallMapping,
  CallSpec,
  DecisionSpec,
  LoopSpec,
  UserTaskSpec,
} from '../../process/activity.ts';
import type { Expression, Labels, Mapping } from '../../process/expression.ts';
import type { Listener, ListenerAction, ListenerEvent } from '../../process/listener.ts';
import type { VariableEvent } from '../../process/trigger.ts';
import type { DeclaredVariable, Element } from '../../process.ts';
import { childrenNamed, extensions, type Foreign, type Moddle, type Uris } from '../moddle.ts';
import type { DialectReader, ProcessExtras, Reading, TaskWords } from './dialect.ts';
import { taskType } from './task-type.ts';

const POTIK: Uris = new Set([POTIK_URI]);
const EVENTS = ['start', 'end', 'take', 'create', 'assignment', 'update', 'complete', 'delete', 'timeout'];

export const potik: DialectReader = {
  name: 'potik',
  process,
  labels: ({ element }) => labelsOf(extensions(element, POTIK, 'label')),
  context,
  asynchronous,
  retries: ({ element }) => {
    const { retries, pause } = one(element, 'task')?.attributes ?? {};
    if (retries === undefined) return null;
    return {
      retries: Math.max(0, Math.trunc(Number(retries)) || 0),
      pauses: pause ? pause.split(/[\s,]+/) : ['PT10S', 'PT1M'],
    };
  },
  inputs: (reading) => mappings(reading, 'input'),
  outputs: (reading) => mappings(reading, 'output'),
  calendar,
  listeners,
  loop,
  task,
  form: ({ element }) => {
    const key = one(element, 'form')?.attributes.key;
    return key === undefined ? null : { key, foreign: null, fields: [] };
  },
  service: ({ element, options, report, id }) => {
    const { type, result } = one(element, 'task')?.attributes ?? {};
    if (type === undefined) return null;
    if (options.taskTypes && !options.taskTypes.has(type))
      report.error('task.type_unknown', id, { type, hint: nearest(type, [...options.taskTypes.keys()]) });
    return taskType(options, type, [], result ?? null);
  },
  script: ({ element }) => {
    const found = one(element, 'script');
    if (found === undefined) return null;
    const { name, result = null } = found.attributes;
    // Without a name or text of its own it only says where the result goes.
    if (name === undefined && found.text.trim() === '') return { result };
    const text = name === undefined ? found.text : null;
    const form = name === undefined ? 'expression' : 'function';
    const script = { language: 'javascript', text, ...(name !== undefined && { name }), form } as const;
    return { expression: { kind: 'script', script }, result };
  },
  decision: ({ element, expressions }) => {
    const { key, binding, version, result, map } = one(element, 'decision')?.attributes ?? {};
    if (key === undefined) return null;
    return {
      decision: {
        key: expressions.value(key, 'decision'),
        binding: (binding as Binding | undefined) ?? 'latest',
        version: version === undefined ? null : expressions.value(version, 'version'),
      },
      result: result ?? null,
      map: (map as DecisionSpec['map'] | undefined) ?? 'value',
    };
  },
  call,
  correlation: ({ element, expressions }, message) => {
    const text =
      one(element, 'correlation')?.attributes.key ?? (message && one(message, 'correlation')?.attributes.key);
    return text ? expressions.value(text, 'correlation key') : null;
  },
  activeElements: ({ element, expressions }) => {
    const text = one(element, 'adHoc')?.attributes.active;
    return text ? expressions.value(text, 'active elements') : null;
  },
  payload: (reading) => {
    const found = mappings(reading, 'payload');
    return found.length > 0 ? found : null;
  },
  event: (reading, definition) => {
    const { code, message, variable, on } = one(definition, 'catch')?.attributes ?? {};
    const payload = mappings(reading, 'payload');
    return {
      codeVariable: code ?? null,
      messageVariable: message ?? null,
      variable: variable ?? null,
      variableEvents: on === undefined ? null : (on.split(/[\s,]+/) as VariableEvent[]),
      ...(payload.length > 0 && { payload }),
    };
  },
};

// helpers //////////

function one(element: Moddle, name: string): Foreign | undefined {
  return extensions(element, POTIK, name)[0];
}

function process({ element }: Reading): Partial<ProcessExtras> {
  const { tag, keepDays } = one(element, 'version')?.attributes ?? {};
  const starters = extensions(element, POTIK, 'starter').map(({ attributes }) => attributes);
  return {
    ...(tag !== undefined && { versionTag: tag }),
    ...(keepDays !== undefined && { historyDays: Number(keepDays) || 0 }),
    descriptions: labelsOf(extensions(element, POTIK, 'description')),
    ...(starters.length > 0 && {
      starters: {
        users: starters.flatMap(({ user }) => (user === undefined ? [] : [user])),
        groups: starters.flatMap(({ role }) => (role === undefined ? [] : [role])),
      },
    }),
  };
}

function labelsOf(found: readonly Foreign[]): Labels | null {
  const entries = found.flatMap(({ attributes: { language, text } }) =>
    language && text ? [[language, text] as const] : [],
  );
  return entries.length > 0 ? Object.fromEntries(entries) : null;
}

const SIMPLE_TYPES = new Set([
  'any',
  'boolean',
  'string',
  'number',
  'date',
  'time',
  'date and time',
  'days and time duration',
  'years and months duration',
  'context',
]);

function context({
  element,
  report,
  id,
  options,
}: Reading): ReturnType<NonNullable<DialectReader['context']>> {
  const found = one(element, 'context');
  if (found === undefined) return null;
  const variables = childrenNamed(found, 'variable').flatMap(({ attributes }): DeclaredVariable[] => {
    const { name, type = 'any', entity, required, list } = attributes;
    if (name === undefined) {
      report.error('mapping.name', id);
      return [];
    }
    if (entity !== undefined && options.fieldsOf?.(entity) === null)
      report.error('entity.unknown', id, { name, entity });
    const base = typeOf(type, entity);
    if (base === null)
      report.error('value.invalid', id, { what: `type of “${name}”`, expected: 'a FEEL type', value: type });
    const typed: Type =
      list === 'true' ? { kind: 'list', of: base ?? { kind: 'any' } } : (base ?? { kind: 'any' });
    return [{ name, type: typed, required: required === 'true' }];
  });
  return { variables, runAs: found.attributes.runAs ?? null, zone: found.attributes.zone ?? null };
}

function typeOf(type: string, entity: string | undefined): Type | null {
  if (entity !== undefined) return { kind: 'record', entity };
  if (type === 'context') return { kind: 'context', fields: null };
  return SIMPLE_TYPES.has(type) ? ({ kind: type } as Type) : null;
}

function asynchronous({ element }: Reading): Asynchronous | null {
  const found = one(element, 'async')?.attributes;
  if (found === undefined) return null;
  const is = (name: string) => found[name] === 'true';
  return {
    before: is('before'),
    after: is('after'),
    exclusive: found.exclusive !== 'false',
    eachBefore: is('eachBefore'),
    eachAfter: is('eachAfter'),
    priority: Number(found.priority ?? 0) || 0,
  };
}

function mappings(
  { element, expressions, report, id }: Reading,
  name: 'input' | 'output' | 'payload',
): Mapping[] {
  return extensions(element, POTIK, name).flatMap(({ attributes }) => {
    if (!attributes.name) {
      report.error('mapping.name', id);
      return [];
    }
    return [
      {
        name: attributes.name,
        value: expressions.value(attributes.value ?? '', `${name} “${attributes.name}”`),
      },
    ];
  });
}

function listeners(reading: Reading): Listener[] {
  const { element, report, id } = reading;
  return extensions(element, POTIK, 'listener').flatMap((listener): Listener[] => {
    const { on = element.$type === 'bpmn:SequenceFlow' ? 'take' : '' } = listener.attributes;
    if (!EVENTS.includes(on)) {
      report.error('value.invalid', id, {
        what: 'listener’s event',
        expected: `one of ${EVENTS.join(', ')}`,
        value: on,
      });
      return [];
    }
    const run = on === 'timeout' ? null : actionOf(reading, listener);
    return run === null ? [] : [{ event: on as ListenerEvent, run }];
  });
}

function actionOf({ expressions }: Reading, listener: Foreign): ListenerAction | null {
  const { value, task: type } = listener.attributes;
  if (type !== undefined) {
    const inputs = childrenNamed(listener, 'input').map(({ attributes }) => ({
      name: attributes.name ?? '',
      value: expressions.value(attributes.value ?? '', `input “${attributes.name}”`),
    }));
    return { kind: 'task', type, inputs };
  }
  const expression =
    value !== undefined
      ? expressions.value(value, 'listener')
      : expressions.script(listener.text, 'javascript', 'listener');
  return expression && { kind: 'expression', expression };
}

function loop({ element, expressions }: Reading): Partial<LoopSpec> | null {
  const found = one(element, 'loop')?.attributes;
  if (found === undefined) return null;
  const { collection, item, output, outputElement } = found;
  return {
    ...(collection !== undefined && { collection: expressions.value(collection, 'collection') }),
    ...(item !== undefined && { item }),
    ...(output !== undefined &&
      outputElement !== undefined && {
        output: { collection: output, element: expressions.value(outputElement, 'output element') },
      }),
  };
}

function calendar({ element, options, report, id }: Reading): Element['calendar'] {
  const found = one(element, 'calendar');
  if (found === undefined) return null;
  const key = found.attributes.key?.trim() || null;
  if (key !== null && options.calendars && !options.calendars.has(key))
    report.error('calendar.unknown', id, { calendar: key, hint: known([...options.calendars]) });
  return { key };
}

function task(reading: Reading): TaskWords | null {
  const { element, expressions } = reading;
  const assignment = one(element, 'assignment')?.attributes ?? {};
  const subject = one(element, 'subject')?.attributes ?? {};
  const due = one(element, 'due')?.attributes ?? {};
  const priority = one(element, 'priority')?.attributes.value;
  const read = (text: string | undefined, what: string) =>
    text === undefined ? null : expressions.value(text, what);
  const outcomes = extensions(element, POTIK, 'outcome').map((outcome) => {
    const { key = '', label, variable } = outcome.attributes;
    return {
      key,
      label: label ?? key,
      labels: labelsOf(childrenNamed(outcome, 'label')),
      variable: variable ?? 'outcome',
    };
  });
  return {
    name: read(subject.name, 'name'),
    description: read(subject.description, 'description'),
    assignee: read(assignment.person ?? (assignment.field && `= ${assignment.field}`), 'assignee'),
    owner: read(assignment.owner, 'owner'),
    users: read(assignment.people, 'candidates'),
    groups: groups(assignment, expressions),
    due: read(due.date, 'due date'),
    followUp: read(due.followUp, 'follow-up date'),
    priority: read(priority, 'priority'),
    notBy: assignment.notBy ?? null,
    rule: assignment.rule ?? null,
    ...(outcomes.length > 0 && { outcomes }),
    ...timeouts(reading),
  };
}

/** A role and a queue are both candidates. */
function groups(
  { role, queue }: Foreign['attributes'],
  expressions: Reading['expressions'],
): Expression | null {
  const items = [role, queue]
    .filter((text): text is string => text !== undefined)
    .map((text) => expressions.value(text, 'candidate groups'));
  return items.length === 0 ? null : items.length === 1 ? items[0]! : { kind: 'list', items };
}

/** `<potik:listener on="timeout" after="PT1H">`. */
function timeouts(reading: Reading): Partial<Pick<UserTaskSpec, 'timeouts'>> {
  const { element, expressions, report, id } = reading;
  const found: UserTaskSpec['timeouts'][number][] = [];
  for (const listener of extensions(element, POTIK, 'listener')) {
    if (listener.attributes.on !== 'timeout') continue;
    const run = actionOf(reading, listener);
    const { after } = listener.attributes;
    if (after === undefined) report.error('timer.missing', id);
    else if (run !== null)
      found.push({
        timer: { kind: 'timer', form: 'duration', value: expressions.value(after, 'timeout') },
        run,
      });
  }
  return found.length > 0 ? { timeouts: found } : {};
}

function call(reading: Reading): Partial<CallSpec> | null {
  const { element, expressions } = reading;
  const found = one(element, 'call')?.attributes;
  const read = (text: string | undefined, what: string) =>
    text === undefined ? null : expressions.value(text, what);
  const mapped = (name: 'in' | 'out'): CallMapping[] =>
    extensions(element, POTIK, name).flatMap(({ attributes }): CallMapping[] => {
      if (attributes.all === 'true') return [{ all: true, local: false }];
      const target = attributes.name;
      if (target === undefined) return [];
      const value: Expression =
        attributes.value === undefined
          ? { kind: 'variable', name: target }
          : expressions.value(attributes.value, `mapping “${target}”`);
      return [{ all: false, name: target, value, local: false }];
    });
  const ins = mapped('in');
  const outs = mapped('out');
  if (found === undefined && ins.length === 0 && outs.length === 0) return null;
  const all: CallMapping[] = found?.all === 'true' ? [{ all: true, local: false }] : [];
  return {
    process: read(found?.process, 'called process') ?? undefined,
    ...(found?.binding !== undefined && { binding: found.binding as Binding }),
    version: read(found?.version, 'version') ?? undefined,
    businessKey: read(found?.businessKey, 'business key') ?? undefined,
    in: [...all, ...ins],
    out: [...all, ...outs],
  };
}

/** A hint at the known name that is most alike. */
function nearest(name: string, all: readonly string[]): string {
  const [head] = name.split('.');
  const alike = all.filter(
    (one) => one.startsWith(`${head}.`) || one.endsWith(name.slice(name.indexOf('.'))),
  );
  return known(alike);
}

function known(names: readonly string[]): string {
  return names.length > 0 ? ` Known are, for example, ${names.slice(0, 3).join(', ')}.` : '';
}
