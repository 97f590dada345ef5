/**
 * What a dialect says of an element beyond the standard. Each dialect maps its own vocabulary onto the same compiled properties
 * (DECISIONS 17); of several in one file, Potik's own beats the foreign, property by property.
 */
import type { DeployOptions } from '../../deployment.ts';
import type {
  Asynchronous,
  CallSpec,
  DecisionSpec,
  LoopSpec,
  RetryPlan,
  ScriptSpec,
  ServiceSpec,
  TaskAttribute,
  UserTaskSpec,
} from '../../process/activity.ts';
import type { Expression, Labels, Mapping } from '../../process/expression.ts';
import type { FormSpec } from '../../process/form.ts';
import type { Listener } from '../../process/listener.ts';
import type { VariableEvent } from '../../process/trigger.ts';
import type { Dialect, Element, ProcessContext } from '../../process.ts';
import type { ExpressionReader } from '../expressions.ts';
import type { Moddle } from '../moddle.ts';
import type { Report } from '../report.ts';

/** What a reader is given: the element, and how to read texts and complain. */
export interface Reading {
  readonly id: string;
  readonly element: Moddle;
  readonly expressions: ExpressionReader;
  readonly report: Report;
  readonly options: DeployOptions;
}

export interface ProcessExtras {
  readonly versionTag: string | null;
  readonly historyDays: number | null;
  /** The documentation in further languages. */
  readonly descriptions: Labels | null;
  readonly starters: { readonly users: readonly string[]; readonly groups: readonly string[] };
}

/** What a dialect says of a user task; an attribute it doesn't name is left out or null. */
export type TaskWords = Partial<Omit<UserTaskSpec, 'attributes'>> & {
  readonly [A in TaskAttribute]?: Expression | null;
};

export interface EventExtras {
  readonly codeVariable: string | null;
  readonly messageVariable: string | null;
  readonly variable: string | null;
  readonly variableEvents: readonly VariableEvent[] | null;
  readonly asynchronous: boolean;
  readonly payload: readonly Mapping[];
  readonly payloadAll: boolean;
}

/** Every answer is null (or empty) where the dialect says nothing. */
export interface DialectReader {
  readonly name: Dialect;
  process?(reading: Reading): Partial<ProcessExtras> | null;
  /** The element's name in further languages. */
  labels?(reading: Reading): Labels | null;
  context?(reading: Reading): Omit<ProcessContext, 'recordPaths'> | null;
  asynchronous?(reading: Reading): Asynchronous | null;
  retries?(reading: Reading): RetryPlan | null;
  inputs?(reading: Reading): Mapping[];
  outputs?(reading: Reading): Mapping[];
  /** By which calendar the element counts. */
  calendar?(reading: Reading): Element['calendar'];
  listeners?(reading: Reading): Listener[];
  loop?(reading: Reading): Partial<LoopSpec> | null;
  task?(reading: Reading): TaskWords | null;
  form?(reading: Reading): FormSpec | null;
  service?(reading: Reading): ServiceSpec | null;
  script?(reading: Reading): Partial<ScriptSpec> | null;
  decision?(reading: Reading): Partial<DecisionSpec> | null;
  call?(reading: Reading): Partial<CallSpec> | null;
  /** The correlation key of a message, read at the event or task and at the message itself. */
  correlation?(reading: Reading, message: Moddle | null): Expression | null;
  payload?(reading: Reading): Mapping[] | null;
  /** Which activities of an ad-hoc sub-process start at once. */
  activeElements?(reading: Reading): Expression | null;
  /** Of an event definition. */
  event?(reading: Reading, definition: Moddle): Partial<EventExtras> | null;
  /** The message text of an error. */
  errorMessage?(reading: Reading, error: Moddle): Expression | null;
}

/** All dialects as one: the same questions, without the choice. */
export interface Dialects {
  process(reading: Reading): ProcessExtras;
  labels(reading: Reading): Labels | null;
  context(reading: Reading): Omit<ProcessContext, 'recordPaths'>;
  asynchronous(reading: Reading): Asynchronous | null;
  retries(reading: Reading): RetryPlan | null;
  inputs(reading: Reading): Mapping[];
  outputs(reading: Reading): Mapping[];
  calendar(reading: Reading): Element['calendar'];
  listeners(reading: Reading): Listener[];
  loop(reading: Reading): Partial<LoopSpec>;
  task(reading: Reading): TaskWords;
  form(reading: Reading): FormSpec | null;
  service(reading: Reading): ServiceSpec | null;
  script(reading: Reading): Partial<ScriptSpec>;
  decision(reading: Reading): Partial<DecisionSpec> | null;
  call(reading: Reading): Partial<CallSpec>;
  correlation(reading: Reading, message: Moddle | null): Expression | null;
  payload(reading: Reading): Mapping[];
  activeElements(reading: Reading): Expression | null;
  event(reading: Reading, definition: Moddle): EventExtras;
  errorMessage(reading: Reading, error: Moddle): Expression | null;
}

const NO_PROCESS: ProcessExtras = {
  versionTag: null,
  historyDays: null,
  descriptions: null,
  starters: { users: [], groups: [] },
};
const NO_EVENT: EventExtras = {
  codeVariable: null,
  messageVariable: null,
  variable: null,
  variableEvents: null,
  asynchronous: false,
  payload: [],
  payloadAll: false,
};

/** `readers` in order of precedence. */
export function combine(readers: readonly DialectReader[]): Dialects {
  const first = <T>(ask: (reader: DialectReader) => T | null | undefined): T | null => {
    for (const reader of readers) {
      const answer = ask(reader);
      if (answer !== null && answer !== undefined) return answer;
    }
    return null;
  };
  // Property by property, the first reader that says something.
  const merged = <T extends object>(ask: (reader: DialectReader) => T | null | undefined): T =>
    Object.assign({}, ...[...readers].reverse().map((reader) => defined(ask(reader)))) as T;
  const all = <T>(ask: (reader: DialectReader) => T[] | undefined): T[] =>
    readers.flatMap((reader) => ask(reader) ?? []);
  return {
    process: (reading) => ({ ...NO_PROCESS, ...merged((reader) => reader.process?.(reading)) }),
    labels: (reading) => first((reader) => reader.labels?.(reading)),
    context: (reading) =>
      first((reader) => reader.context?.(reading)) ?? { variables: [], runAs: null, zone: null },
    asynchronous: (reading) => first((reader) => reader.asynchronous?.(reading)),
    retries: (reading) => first((reader) => reader.retries?.(reading)),
    inputs: (reading) => unique(all((reader) => reader.inputs?.(reading))),
    outputs: (reading) => all((reader) => reader.outputs?.(reading)),
    calendar: (reading) => first((reader) => reader.calendar?.(reading)),
    listeners: (reading) => all((reader) => reader.listeners?.(reading)),
    loop: (reading) => merged((reader) => reader.loop?.(reading)),
    task: (reading) => merged((reader) => reader.task?.(reading)),
    form: (reading) => first((reader) => reader.form?.(reading)),
    service: (reading) => first((reader) => reader.service?.(reading)),
    script: (reading) => merged((reader) => reader.script?.(reading)),
    decision: (reading) => first((reader) => reader.decision?.(reading)),
    call: (reading) => merged((reader) => reader.call?.(reading)),
    correlation: (reading, message) => first((reader) => reader.correlation?.(reading, message)),
    payload: (reading) => first((reader) => reader.payload?.(reading)) ?? [],
    activeElements: (reading) => first((reader) => reader.activeElements?.(reading)),
    event: (reading, definition) => ({
      ...NO_EVENT,
      ...merged((reader) => reader.event?.(reading, definition)),
    }),
    errorMessage: (reading, error) => first((reader) => reader.errorMessage?.(reading, error)),
  };
}

// helpers //////////

function defined(answer: object | null | undefined): object {
  return Object.fromEntries(
    Object.entries(answer ?? {}).filter(([, value]) => value !== null && value !== undefined),
  );
}

/** An input named twice counts once: the reader with precedence comes first. */
function unique(mappings: Mapping[]): Mapping[] {
  const names = new Set<string>();
  return mappings.filter(({ name }) => !names.has(name) && names.add(name));
}
