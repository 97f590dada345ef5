/**
 * The draft of the person, live in the page and kept on the server. A change shows at once; saving goes on behind it, one
 * request after the other, and says when it failed. Pages read it with `useDraft` (draft.tsx).
 */
import { type Client, Problem } from '#api/client.ts';
import {
  addChanges,
  type Draft,
  discardDraft,
  getConfiguration,
  getDraft,
  type Model,
  moveDraft,
} from '#api/metadata.ts';
import { applyChanges, type Change } from '#metadata/change.ts';
import {
  type Configuration,
  configurationOf,
  type Definition,
  type DefinitionProblem,
} from '#metadata/definition.ts';
import { buildRegistry, type Registry } from '#metadata/registry.ts';
import {
  type DraftState,
  draftConfiguration,
  redoPosition,
  replacesLast,
  undoPosition,
  withChanges,
} from './draft-state.ts';

export type Saving = 'saved' | 'saving' | 'failed';

export interface DraftView extends DraftState {
  readonly configuration: Configuration;
  readonly registry: Registry;
  /** Of the metadata; those of processes and decisions are found by model-problems.ts. */
  readonly problems: readonly DefinitionProblem[];
  /** The registry of the live release. */
  readonly live: Registry;
  /** A change that does not fit the live release any more. */
  readonly conflict: { readonly at: number; readonly message: string } | null;
  readonly saving: Saving;
  readonly savedAt: string | null;
  /** Why saving failed. */
  readonly failure: unknown;
}

/** An editor that writes a moment after each change. */
export interface Writer {
  /** Whether it has something to write. */
  pending(): boolean;
  /** Resolves when it has made its change. */
  now(): Promise<void>;
}

export interface DraftStore {
  /** Reads the live configuration and the draft; called before anything is drawn, and after publishing. */
  load(): Promise<void>;
  view(): DraftView;
  subscribe(heard: () => void): () => void;
  /** Makes changes; null when they fit, else a sentence. `together`: replaces the last change of the same definition. */
  make(changes: readonly Change[], options?: { readonly together?: boolean }): string | null;
  undo(): void;
  redo(): void;
  discard(): Promise<void>;
  /** Saves again what could not be saved. */
  retry(): void;
  /** Editors that are asked to write at once before anybody counts on the draft; gives back how to take one away. */
  writes(writer: Writer): () => void;
  /** Whether something would be lost if the page went now. */
  unsaved(): boolean;
  /** Resolves when everything is on the server, what editors have not yet written included. */
  settled(): Promise<void>;
}

export function createDraftStore(client: Client): DraftStore {
  const listeners = new Set<() => void>();
  const queue: (() => Promise<Draft | undefined>)[] = [];
  const writers = new Set<Writer>();
  let current: DraftView | null = null;
  let running: Promise<void> | null = null;

  const show = (next: DraftView) => {
    current = next;
    for (const heard of listeners) heard();
  };
  const view = () => {
    if (!current) throw new Error('the draft is read before it was loaded');
    return current;
  };

  async function load(): Promise<void> {
    const [model, draft] = await Promise.all([client.call(getConfiguration), client.call(getDraft)]);
    queue.length = 0;
    show(shown(stateOf(model, draft), { saving: 'saved', savedAt: draft.savedAt, failure: null }, current));
  }

  function send(...requests: (() => Promise<Draft | undefined>)[]): void {
    queue.push(...requests);
    running ??= work();
  }

  async function work(): Promise<void> {
    try {
      while (queue.length > 0) {
        if (view().saving !== 'saving') show({ ...view(), saving: 'saving', failure: null });
        const draft = await queue[0]!();
        queue.shift();
        if (draft) show({ ...view(), savedAt: draft.savedAt });
        // Whoever hears of it may have more to send: then the loop goes on.
        if (queue.length === 0) show({ ...view(), saving: 'saved' });
      }
    } catch (failure) {
      show({ ...view(), saving: 'failed', failure });
      // Somebody (another tab) has moved the draft on: what stands there is what counts.
      if (failure instanceof Problem && failure.status === 409) await load();
    } finally {
      running = null;
    }
  }

  const post = (changes: readonly Change[], position: number, replacing: number) => () =>
    client.call(addChanges, { body: { changes: changes as never, position, replacing } });
  const put = (position: number) => () => client.call(moveDraft, { body: { position } });
  const moveTo = (position: number | null) => {
    if (position === null) return;
    const { saving, savedAt, failure } = view();
    show(shown({ ...view(), position }, { saving, savedAt, failure }, current));
    send(put(position));
  };

  return {
    load,
    view,
    subscribe(heard) {
      listeners.add(heard);
      return () => listeners.delete(heard);
    },
    make(changes, { together = false } = {}) {
      const before = view();
      if (changes.length === 0) return null;
      const applied = applyChanges(before.configuration, changes);
      if (!applied.ok) return applied.message;
      const replaces = together && changes.length === 1 && replacesLast(before, changes[0]!);
      const ground = replaces ? { ...before, position: before.position - 1 } : before;
      const at = new Date().toISOString();
      const { saving, savedAt, failure } = before;
      show(shown(withChanges(ground, changes, at), { saving, savedAt, failure }, current));
      send(post(changes, before.position, replaces ? 1 : 0));
      return null;
    },
    undo: () => moveTo(undoPosition(view())),
    redo: () => moveTo(redoPosition(view())),
    async discard() {
      queue.length = 0;
      await client.call(discardDraft);
      await load();
    },
    retry: () => send(),
    writes(writer) {
      writers.add(writer);
      return () => void writers.delete(writer);
    },
    unsaved: () => queue.length > 0 || [...writers].some((writer) => writer.pending()),
    async settled() {
      for (const writer of writers) await writer.now();
      while (running) await running;
      if (view().saving === 'failed') throw view().failure;
    },
  };
}

// helpers //////////

function stateOf({ release, definitions }: Model, { changes, position }: Draft): DraftState {
  return {
    release,
    base: configurationOf(definitions as unknown as Definition[]),
    steps: changes.map(({ change, at }) => ({ change: change as unknown as Change, at })),
    position,
  };
}

type Kept = Pick<DraftView, 'saving' | 'savedAt' | 'failure'>;

/** Registries are made anew only where their configuration is another. */
function shown(state: DraftState, kept: Kept, old: DraftView | null): DraftView {
  const { release, base, steps, position } = state;
  const { configuration, conflict } = draftConfiguration(state);
  const live = old?.base === base ? old.live : buildRegistry(base).registry;
  const { registry, problems } =
    old && old.configuration === configuration ? old : buildRegistry(configuration);
  return { release, base, steps, position, configuration, registry, problems, live, conflict, ...kept };
}
