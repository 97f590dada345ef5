/**
 * A draft as data: the live configuration, the changes made on it, and how many of them are in force. Undo and redo move that
 * number; what was made together (the same instant) is undone together. draft-store.ts keeps it on the server.
 */
import { applyChange, type Change, changeAbout } from '#metadata/change.ts';
import type { Configuration } from '#metadata/definition.ts';

export interface DraftStep {
  readonly change: Change;
  /** Instant it was made; equal for changes made together. */
  readonly at: string;
}

export interface DraftState {
  /** Number of the live release. */
  readonly release: number;
  readonly base: Configuration;
  readonly steps: readonly DraftStep[];
  readonly position: number;
}

/** The configuration with the changes in force; where one does not fit any more, up to it. */
export function draftConfiguration(state: DraftState): {
  readonly configuration: Configuration;
  readonly conflict: { readonly at: number; readonly message: string } | null;
} {
  let configuration = state.base;
  for (const [at, { change }] of state.steps.slice(0, state.position).entries()) {
    const applied = applyChange(configuration, change);
    if (!applied.ok) return { configuration, conflict: { at, message: applied.message } };
    configuration = applied.configuration;
  }
  return { configuration, conflict: null };
}

/** Position after "undo"; null where there is nothing to undo. */
export function undoPosition({ steps, position }: DraftState): number | null {
  if (position === 0) return null;
  const { at } = steps[position - 1]!;
  let to = position - 1;
  while (to > 0 && steps[to - 1]!.at === at) to -= 1;
  return to;
}

export function redoPosition({ steps, position }: DraftState): number | null {
  if (position >= steps.length) return null;
  const { at } = steps[position]!;
  let to = position + 1;
  while (to < steps.length && steps[to]!.at === at) to += 1;
  return to;
}

/** Changes put behind those in force; what was undone is dropped. */
export function withChanges(state: DraftState, changes: readonly Change[], at: string): DraftState {
  const kept = state.steps.slice(0, state.position);
  const steps = [...kept, ...changes.map((change) => ({ change, at }))];
  return { ...state, steps, position: steps.length };
}

/**
 * Whether a change may take the place of the last one: both set the same thing as a whole, and nothing else was made together with
 * the last. An editor that saves by itself makes one change this way, not hundreds.
 */
export function replacesLast({ steps, position }: DraftState, change: Change): boolean {
  const last = steps[position - 1];
  if (!last || last.change.change !== change.change || !WHOLE.has(change.change)) return false;
  const same = changeAbout(last.change) === changeAbout(change) && last.change.field === change.field;
  return same && steps[position - 2]?.at !== last.at;
}

/** Kinds of change that set something as a whole, so that the later one says everything. */
const WHOLE: ReadonlySet<string> = new Set(['put', 'set_field', 'set_entity', 'order_fields']);
