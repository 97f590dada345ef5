/**
 * What a scenario needs of an engine. The interpreter (`run-scenario.ts`) speaks only this, so that the same scenarios run on the
 * pure core in memory and on the server with its database.
 */

import type { Modify } from '#engine/commands.ts';
import type { Json } from '#metadata/value.ts';

export type Variables = Readonly<Record<string, Json>>;

export type Did<T = unknown> = ({ readonly ok: true } & T) | { readonly ok: false; readonly reason: string };

export interface ScenarioTask {
  readonly id: string;
  readonly instance: string;
  readonly element: string;
  readonly name?: string;
  readonly description?: string;
  readonly assignee?: string;
  readonly owner?: string;
  readonly priority: number;
  readonly due?: number;
  readonly followUp?: number;
  readonly users: readonly string[];
  readonly groups: readonly string[];
  /** As visible from the task. */
  readonly variables: Variables;
}

export interface ScenarioJob {
  readonly instance: string | null;
  readonly kind: 'timer' | 'async';
  readonly due: number;
}

export interface ScenarioSubscription {
  readonly instance: string | null;
  readonly type: 'message' | 'signal' | 'conditional' | 'compensate';
  readonly name: string;
}

export interface ScenarioExternal {
  readonly id: string;
  readonly instance: string;
  readonly element: string;
  readonly topic: string;
  readonly variables: Variables;
}

/** One leaf of the tree of active activities. */
export interface ScenarioActive {
  readonly key: string;
  readonly element: string;
}

export interface ScenarioInstance {
  readonly id: string;
  readonly process: string;
  readonly version: number;
  readonly businessKey: string | null;
  readonly ended: boolean;
  readonly caller: string | null;
}

export interface Visit {
  readonly element: string;
  readonly how: 'completed' | 'cancelled';
}

export interface Narrowing {
  readonly instance?: string;
  readonly businessKey?: string;
  readonly variables?: Variables;
  readonly localVariables?: Variables;
}

export interface Beginning {
  readonly variables?: Variables;
  readonly businessKey?: string;
}

export interface ScenarioTarget {
  // deeds
  deploy(files: readonly { readonly name: string; readonly text: string }[]): Promise<Did>;
  start(process: string, options: Beginning & { version?: number }): Promise<Did<{ id: string }>>;
  startByMessage(message: string, options: Beginning): Promise<Did<{ id: string }>>;
  completeTask(id: string, variables?: Variables): Promise<Did>;
  message(name: string, narrowing: Narrowing, options: { variables?: Variables; all: boolean }): Promise<Did>;
  signal(name: string, variables?: Variables): Promise<Did>;
  conditions(variables: Variables): Promise<Did<{ started: readonly string[] }>>;
  error(at: string, error: { code: string; message?: string; variables?: Variables }): Promise<Did>;
  escalate(task: string, escalation: { code: string; variables?: Variables }): Promise<Did>;
  trigger(instance: string, key: string, variables?: Variables): Promise<Did>;
  setVariables(instance: string, key: string | null, variables: Variables, local: boolean): Promise<Did>;
  removeVariables(instance: string, names: readonly string[]): Promise<Did>;
  /** Writes fields of a record, and tells everybody whose conditions read it. */
  changeRecord(entity: string, id: string, set: Variables): Promise<Did>;
  completeExternal(id: string, variables?: Variables): Promise<Did>;
  failExternal(id: string, failure: { retries: number; message?: string }): Promise<Did>;
  cancel(instance: string): Promise<Did>;
  /** Moved by hand: what begins before or after an element, and which instances of elements end. */
  modify(instance: string, change: Pick<Modify, 'start' | 'cancel'>): Promise<Did>;
  /** Goes on with another version of its process; `elements` names those that have another id there. */
  migrate(
    instance: string,
    version: number,
    plan: { elements: Readonly<Record<string, string>>; renew: readonly string[] },
  ): Promise<Did>;
  /** Runs every due job, and those they make, until none is due. */
  runJobs(): Promise<void>;
  moveClock(to: number): void;
  now(): number;
  // questions
  instances(): Promise<readonly ScenarioInstance[]>;
  tasks(): Promise<readonly ScenarioTask[]>;
  externals(): Promise<readonly ScenarioExternal[]>;
  jobs(): Promise<readonly ScenarioJob[]>;
  subscriptions(): Promise<readonly ScenarioSubscription[]>;
  incidents(): Promise<readonly { readonly instance: string }[]>;
  active(instance: string): Promise<readonly ScenarioActive[]>;
  visits(instance: string): Promise<readonly Visit[]>;
  variables(instance: string): Promise<Variables>;
  localVariables(instance: string, key: string): Promise<Variables>;
}
