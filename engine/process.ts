/**
 * The compiled process: a read-only graph that `deploy.ts` makes of BPMN XML and every step walks. Everything that can be
 * known beforehand is here: flows, scopes, boundary events, compiled expressions. It holds no state and refers to nothing
 * outside, so that one copy serves all instances.
 */
import type { Type } from '#metadata/expression.ts';
import type { ElementType } from './elements/element-type.ts';
import type {
  AdHocSpec,
  Asynchronous,
  CallSpec,
  ComplexSpec,
  DecisionSpec,
  LoopSpec,
  MessageSpec,
  RetryPlan,
  ScriptSpec,
  ServiceSpec,
  UserTaskSpec,
} from './process/activity.ts';
import type { Expression, Labels, Mapping } from './process/expression.ts';
import type { FormSpec } from './process/form.ts';
import type { Listener } from './process/listener.ts';
import type { Trigger, TriggerKind } from './process/trigger.ts';

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

export interface Flow {
  readonly id: string;
  readonly name: string | null;
  readonly labels: Labels | null;
  readonly source: Element;
  readonly target: Element;
  readonly condition: Expression | null;
  readonly listeners: readonly Listener[];
}
