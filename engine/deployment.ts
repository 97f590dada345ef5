/**
 * The shapes of a deployment: what `deploy(xml, options)` of `deploy.ts` takes and gives, and the start triggers of a compiled
 * process for which the server keeps subscriptions and timers while it is the latest version (`starts.ts`).
 */
import type { FunctionSignature, Type } from '#metadata/expression.ts';
import type { Params } from './failures.ts';
import type { VariableEvent } from './process/trigger.ts';
import type { Process } from './process.ts';

export interface DeployOptions {
  /**
   * Task types that exist, by name. `inline` ones (`record.*`) run within the step, the others after the commit.
   * Left out: every type is accepted, `record.*` being inline.
   */
  readonly taskTypes?: ReadonlyMap<string, { readonly inline: boolean }>;
  /** What foreign implementations mean (kind `task_types`): Java class or delegate expression to a task type. */
  readonly implementations?: ReadonlyMap<string, Implementation>;
  /** Keys of the calendars that exist; left out: every key is accepted. */
  readonly calendars?: ReadonlySet<string>;
  /** Functions of the platform beyond FEEL's own; they run as `env.functions`. */
  readonly functions?: Readonly<Record<string, FunctionSignature>>;
  /** Fields of the entities, for typed paths over records; null for an unknown entity. */
  readonly fieldsOf?: (entity: string) => Readonly<Record<string, Type>> | null;
  /** The text was deployed before: it is compiled again whatever is found in it by now. */
  readonly deployed?: boolean;
  /** Deploy processes without `isExecutable="true"` too (checking a drawing; simulation). */
  readonly drafts?: boolean;
}

export interface Implementation {
  readonly taskType: string;
  /** Inputs of the task type: FEEL text after `=`, or literal text. */
  readonly inputs: Readonly<Record<string, string>>;
}

export type DeployResult =
  | { readonly ok: true; readonly processes: readonly Process[]; readonly warnings: readonly Problem[] }
  | { readonly ok: false; readonly problems: readonly Problem[] };

export interface Problem {
  readonly severity: 'error' | 'warning';
  /** Documented in the README, e.g. `flow.unresolved`, `element.unsupported`. */
  readonly code: string;
  /** A sentence that names the element and says what to do. */
  readonly message: string;
  readonly elementId?: string;
  readonly params?: Params;
}

/** How a process can begin other than by its key. Names are constants at deployment. */
export type StartTrigger =
  | { readonly kind: 'message'; readonly element: string; readonly name: string }
  | { readonly kind: 'signal'; readonly element: string; readonly name: string }
  /** First due time; of a repeating one its period or cron text and the runs left after the first (`-1`: for ever). */
  | {
      readonly kind: 'timer';
      readonly element: string;
      readonly due: number;
      readonly cycle?: string;
      readonly repeat?: number;
    }
  | {
      readonly kind: 'condition';
      readonly element: string;
      readonly variable: string | null;
      readonly events: readonly VariableEvent[] | null;
      readonly reads: readonly string[] | null;
    };
