/**
 * The compiled process: a read-only graph that `deploy.ts` makes of BPMN XML and every step walks. Everything that can be
 * known beforehand is here: flows, scopes, boundary events, compiled expressions. It holds no state and refers to nothing
 * outside, so that one copy serves all instances.
 */
import type { Compiled, Type } from '#metadata/expression.ts';
import type { Json } from '#metadata/value.ts';
import type { ScriptSource } from './asks.ts';
import type { ElementType } from './elements/element-type.ts';
import type { TaskAttributes } from './instance.ts';

export type Dialect = 'potik' | 'camunda' | 'zeebe';

/** A process together with what the registry of deployed processes knows of it. */
export interface Definition {
  /** Names it for ever: instances keep it. */
  readonly ref: string;
  readonly version: number;
  /** Deployed together with it: `binding="deployment"` finds these. */
  readonly deployment?: string;
  readonly process: Process;
}

export interface Process {
  /** Id of the `bpmn:process`. */
  readonly key: string;
  readonly name: string | null;
  readonly versionTag: string | null;
  readonly documentation: string | null;
  /** The documentation in further languages. */
  readonly descriptions: Labels | null;
  readonly dialect: Dialect;
  /** The process as the outermost scope; its id is the key. */
  readonly root: Element;
  /** Every element by id, the process itself included. */
  readonly elements: ReadonlyMap<string, Element>;
  /** Every sequence flow by id. */
  readonly flows: ReadonlyMap<string, Flow>;
  readonly context: ProcessContext;
  /** It has joins that look at the other tokens (inclusive, complex gateways). */
  readonly hasWaitingJoins: boolean;
  /** Expressions of it read records. */
  readonly hasRecords: boolean;
  /** It has call activities. */
  readonly hasCalls: boolean;
  /** It has conditional events within it. */
  readonly hasConditions: boolean;
  /** Who may start it by hand. */
  readonly starters: { readonly users: readonly string[]; readonly groups: readonly string[] };
  /** Days that history of ended instances is kept (`P30D` as 30); null: as the installation says. */
  readonly historyDays: number | null;
}

/** `potik:context`: what the process is about and the variables it declares. */
export interface ProcessContext {
  readonly variables: readonly DeclaredVariable[];
  /** Role whose rights the process has; null: unrestricted in its solution. */
  readonly runAs: string | null;
  /** Zone of its timers; null: as the installation says. */
  readonly zone: string | null;
  /** For every variable that holds a record: the paths that some expression of the process reads. */
  readonly recordPaths: Readonly<Record<string, readonly (readonly string[])[]>>;
}

export interface DeclaredVariable {
  readonly name: string;
  readonly type: Type;
  /** It must be given at the start. */
  readonly required: boolean;
}

/** The element kinds; each has its file in `elements/` and its line in `elements/table.ts`. */
export type ElementKind =
  | 'process'
  | 'subProcess'
  | 'eventSubProcess'
  | 'transaction'
  | 'adHocSubProcess'
  | 'callActivity'
  | 'task'
  | 'manualTask'
  | 'userTask'
  | 'serviceTask'
  | 'sendTask'
  | 'receiveTask'
  | 'scriptTask'
  | 'businessRuleTask'
  | 'exclusiveGateway'
  | 'parallelGateway'
  | 'inclusiveGateway'
  | 'complexGateway'
  | 'eventBasedGateway'
  | 'startEvent'
  | 'intermediateCatchEvent'
  | 'intermediateThrowEvent'
  | 'boundaryEvent'
  | 'endEvent';

export interface Element {
  readonly id: string;
  readonly kind: ElementKind;
  /** How it behaves; the line of `elements/table.ts`. */
  readonly type: ElementType;
  readonly name: string | null;
  /** The name in further languages; null: in none. */
  readonly labels: Labels | null;
  /** The scope it lies in; null for the process. */
  readonly scope: Element | null;
  /** What lies directly in it, for scopes. */
  readonly children: readonly Element[];
  readonly incoming: readonly Flow[];
  readonly outgoing: readonly Flow[];
  readonly defaultFlow: Flow | null;
  /** Boundary events attached to it. */
  readonly boundaries: readonly Element[];
  /** Event sub-processes directly in it, for scopes. */
  readonly eventSubProcesses: readonly Element[];
  /** The activity a boundary event is attached to. */
  readonly attachedTo: Element | null;
  readonly asynchronous: Asynchronous | null;
  readonly retries: RetryPlan | null;
  readonly loop: LoopSpec | null;
  readonly inputs: readonly Mapping[];
  readonly outputs: readonly Mapping[];
  /** Its timers and due dates count in the working time of this calendar (no key: of the default one); null: in calendar time. */
  readonly calendar: { readonly key: string | null } | null;
  readonly listeners: readonly Listener[];
  /** It only runs as the compensation handler of another activity. */
  readonly forCompensation: boolean;
  /** Its compensation handler, named by an association from its compensation boundary event. */
  readonly compensatedBy: Element | null;
  /** What an event catches or throws; for an event sub-process see its start event. */
  readonly trigger: Trigger | null;
  /** For boundary events and start events of event sub-processes. */
  readonly interrupting: boolean;
  /** An event-based gateway or receive task that starts the process. */
  readonly instantiate: boolean;
  /** Of an event-based gateway that starts a process: all its events must happen, not only one (10.5.6, "Parallel"). */
  readonly waitsForAll: boolean;
  /** Kinds of events that are waited for in it or on it, at any depth. */
  readonly catches: ReadonlySet<TriggerKind>;
  /**
   * For joins that look at other tokens: from where in its scope each incoming flow can be reached without passing the join;
   * ids of elements, and of flows with `>` in front.
   */
  readonly reachedBy: ReadonlyMap<string, ReadonlySet<string>> | null;
  // What only some kinds have:
  readonly task?: UserTaskSpec;
  readonly service?: ServiceSpec;
  readonly script?: ScriptSpec;
  readonly decision?: DecisionSpec;
  readonly call?: CallSpec;
  readonly message?: MessageSpec;
  readonly adHoc?: AdHocSpec;
  readonly complex?: ComplexSpec;
  readonly form?: FormSpec;
}

/** Texts by language (`uk`), beside the one that stands in the element's `name`. */
export type Labels = Readonly<Record<string, string>>;

export interface Flow {
  readonly id: string;
  readonly name: string | null;
  readonly labels: Labels | null;
  readonly source: Element;
  readonly target: Element;
  readonly condition: Expression | null;
  readonly listeners: readonly Listener[];
}

/** A value that is known, or is found when it is needed. */
export type Expression =
  | { readonly kind: 'constant'; readonly value: Json }
  | { readonly kind: 'expression'; readonly compiled: Compiled }
  /** The value of a variable, null where there is none. */
  | { readonly kind: 'variable'; readonly name: string }
  | { readonly kind: 'script'; readonly script: ScriptSource }
  | { readonly kind: 'list'; readonly items: readonly Expression[] }
  | { readonly kind: 'map'; readonly entries: readonly (readonly [Expression, Expression])[] };

export interface Asynchronous {
  readonly before: boolean;
  readonly after: boolean;
  /** Jobs of one instance don't run at the same time (the default). */
  readonly exclusive: boolean;
  /** The same for each inner instance of a loop. */
  readonly eachBefore: boolean;
  readonly eachAfter: boolean;
  readonly priority: number;
}

/** How often and when a failing job is tried again: one pause per retry, in milliseconds or as a calendar duration. */
export interface RetryPlan {
  readonly retries: number;
  readonly pauses: readonly string[];
}

export interface LoopSpec {
  readonly kind: 'sequential' | 'parallel' | 'standard';
  readonly cardinality: Expression | null;
  readonly collection: Expression | null;
  readonly item: string | null;
  /** Collection of results: variable and what each inner instance adds. */
  readonly output: { readonly collection: string; readonly element: Expression } | null;
  readonly completion: Expression | null;
  /** Standard loops: go on while true, tested before or after each turn, at most so often. */
  readonly condition: Expression | null;
  readonly testBefore: boolean;
  readonly maximum: number | null;
}

/** Sets variable `name` to `value`. */
export interface Mapping {
  readonly name: string;
  readonly value: Expression;
}

/** When listeners are called; `take` on sequence flows, the last six on user tasks. */
export type ListenerEvent =
  | 'start'
  | 'end'
  | 'take'
  | 'create'
  | 'assignment'
  | 'update'
  | 'complete'
  | 'delete'
  | 'timeout';

export interface Listener {
  readonly event: ListenerEvent;
  readonly run: ListenerAction;
}

export type ListenerAction =
  | { readonly kind: 'expression'; readonly expression: Expression }
  /** A task type that runs within the step (`record.update` …), with inputs. */
  | { readonly kind: 'task'; readonly type: string; readonly inputs: readonly Mapping[] };

// triggers //////////

export type Trigger =
  | { readonly kind: 'none' }
  | MessageTrigger
  | TimerTrigger
  | SignalTrigger
  | ErrorTrigger
  | EscalationTrigger
  | ConditionTrigger
  | CompensationTrigger
  | { readonly kind: 'cancel' }
  | { readonly kind: 'terminate' }
  | { readonly kind: 'link'; readonly name: string; readonly target: string | null }
  | MultipleTrigger;

export type TriggerKind = Trigger['kind'];

export interface MessageTrigger {
  readonly kind: 'message';
  readonly name: Expression;
  readonly correlation: Expression | null;
  /** What a throwing event sends along. */
  readonly payload: readonly Mapping[];
}

export interface TimerTrigger {
  readonly kind: 'timer';
  readonly form: 'date' | 'duration' | 'cycle';
  readonly value: Expression;
}

export interface SignalTrigger {
  readonly kind: 'signal';
  readonly name: Expression;
  /** Receivers get it by jobs of their own. */
  readonly asynchronous: boolean;
  readonly payload: readonly Mapping[];
  readonly payloadAll: boolean;
}

export interface ErrorTrigger {
  readonly kind: 'error';
  /** Null catches every error. */
  readonly code: Expression | null;
  readonly message: Expression | null;
  readonly codeVariable: string | null;
  readonly messageVariable: string | null;
}

export interface EscalationTrigger {
  readonly kind: 'escalation';
  readonly code: Expression | null;
  readonly codeVariable: string | null;
}

export interface ConditionTrigger {
  readonly kind: 'condition';
  readonly condition: Expression;
  /** Only changes of this variable count. */
  readonly variable: string | null;
  /** Only these changes count; null: all. */
  readonly events: readonly VariableEvent[] | null;
  /** Names the condition reads; null when that can't be known (scripts). */
  readonly reads: readonly string[] | null;
}

export type VariableEvent = 'create' | 'update' | 'delete';

export interface CompensationTrigger {
  readonly kind: 'compensation';
  /** Id of the one activity to compensate; null: everything in the scope. */
  readonly activity: string | null;
  readonly waits: boolean;
}

/** Catches one of several, or with `parallel` only all of them together. */
export interface MultipleTrigger {
  readonly kind: 'multiple';
  readonly triggers: readonly Exclude<Trigger, MultipleTrigger>[];
  readonly parallel: boolean;
}

// what single kinds have //////////

/** What the model may say of a task, found when the task is created. */
export type TaskAttribute = Exclude<keyof TaskAttributes, 'delegation'>;

export interface UserTaskSpec {
  readonly attributes: readonly { readonly attribute: TaskAttribute; readonly expression: Expression }[];
  /** Person who completed this other task may not take it (four eyes). */
  readonly notBy: string | null;
  /** How one of the candidates is chosen: by the server's rule of this name; null: they choose themselves. */
  readonly rule: string | null;
  readonly outcomes: readonly Outcome[];
  /** What is to be done when the task is open for so long, or at such a time. */
  readonly timeouts: readonly { readonly timer: TimerTrigger; readonly run: ListenerAction }[];
}

/** A button of a user task: completing by it sets `variable` to its key. */
export interface Outcome {
  readonly key: string;
  readonly label: string;
  readonly labels: Labels | null;
  readonly variable: string;
}

/** What people fill in: a form of the solution, a foreign form by its key, or fields listed in the file. */
export interface FormSpec {
  readonly key: string | null;
  readonly foreign: string | null;
  readonly fields: readonly FormField[];
}

export interface FormField {
  readonly id: string;
  readonly label: string | null;
  readonly type: string;
  readonly default: Expression | null;
  readonly options: readonly { readonly key: string; readonly label: string }[];
  readonly constraints: Readonly<Record<string, string>>;
}

export type ServiceSpec =
  /** A value, set in `result` where named. */
  | { readonly kind: 'expression'; readonly expression: Expression; readonly result: string | null }
  /** A task type: within the step (`record.*`) or by a job after it. Inputs beside the element's own. */
  | {
      readonly kind: 'inline' | 'job';
      readonly type: string;
      readonly inputs: readonly Mapping[];
      readonly result: string | null;
    }
  | {
      readonly kind: 'external';
      readonly topic: Expression;
      readonly priority: Expression | null;
      readonly errors: readonly { readonly code: Expression; readonly when: Expression }[];
    }
  /** Nothing to be done: a message throw event or task without an implementation. */
  | { readonly kind: 'none' };

export interface ScriptSpec {
  readonly expression: Expression;
  readonly result: string | null;
}

export interface DecisionSpec {
  readonly decision: RequiredDecisionSpec;
  readonly result: string | null;
  readonly map: 'value' | 'singleEntry' | 'singleResult' | 'collectEntries' | 'resultList';
}

export interface RequiredDecisionSpec {
  readonly key: Expression;
  readonly binding: Binding;
  readonly version: Expression | null;
}

export type Binding = 'latest' | 'deployment' | 'version' | 'versionTag';

/** A decision as it is looked up. */
export interface RequiredDecision {
  readonly decision: string;
  readonly binding: Binding;
  readonly version: string | null;
}

export interface CallSpec {
  readonly process: Expression;
  readonly binding: Binding;
  readonly version: Expression | null;
  readonly businessKey: Expression | null;
  readonly in: readonly CallMapping[];
  readonly out: readonly CallMapping[];
}

/** A process as it is looked up. */
export interface CalledProcess {
  readonly process: string;
  readonly binding: Binding;
  readonly version: string | null;
}

/** One `in` or `out` of a call activity: all variables, or one value under a name. */
export type CallMapping =
  | { readonly all: true; readonly local: boolean }
  | { readonly all: false; readonly name: string; readonly value: Expression; readonly local: boolean };

/** What a message throw event or send task sends when it has no other implementation. */
export interface MessageSpec {
  readonly name: Expression;
  readonly correlation: Expression | null;
  readonly payload: readonly Mapping[];
}

export interface AdHocSpec {
  readonly ordering: 'parallel' | 'sequential';
  readonly completion: Expression | null;
  readonly cancelRemaining: boolean;
  /** Which inner activities begin at once; null: all without incoming flow. */
  readonly active: Expression | null;
}

export interface ComplexSpec {
  readonly activation: Expression | null;
}
