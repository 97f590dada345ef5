/** What a model wants to be done beside its flow: when an element begins, ends, or something happens to its task. */
import type { Expression, Mapping } from './expression.ts';

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
