/**
 * An instance while a unit of work goes on: the last committed state, of which only what changes is copied. Appliers are the
 * only ones that write to it; the verbs read it. `freeze` gives the next state, sharing all that did not change.
 */
import type { Json } from '#metadata/value.ts';
import type { Apart, Chunk, Incident, Instance, Key, Node, Wait } from '../instance.ts';
import { ROOT } from '../instance.ts';
import { chunkOf, keyIn, numberOfKey } from './keys.ts';
import { setBits } from './open-bits.ts';

export interface Draft {
  /** All fields of the instance but its chunks. */
  readonly head: Head;
  readonly chunks: Map<Key, ChunkDraft>;
  readonly deleted: Set<Key>;
}

export type Head = { -readonly [K in Exclude<keyof Instance, 'chunks'>]: Instance[K] };

export interface ChunkDraft {
  next: number;
  nodes: Record<Key, Node>;
  waits: Record<Key, Wait>;
  incidents: Record<Key, Incident>;
  output: Json | undefined;
  changed: boolean;
  /** Children by scope and waits by node; made when first asked for. */
  index: ChunkIndex | null;
}

interface ChunkIndex {
  readonly children: Map<Key, Set<Key>>;
  readonly waits: Map<Key, Set<Key>>;
}

const NONE: ReadonlySet<Key> = new Set();

export function draftOf(instance: Instance): Draft {
  const head: Head = {
    id: instance.id,
    root: instance.root,
    caller: instance.caller,
    definition: instance.definition,
    businessKey: instance.businessKey,
    status: instance.status,
    startedAt: instance.startedAt,
    endedAt: instance.endedAt,
    revision: instance.revision,
  };
  const draft: Draft = { head, chunks: new Map(), deleted: new Set() };
  for (const id of Object.keys(instance.chunks)) draft.chunks.set(id, thaw(instance.chunks[id]!));
  return draft;
}

/** The next state, with the ids of the chunks to write. */
export function freeze(draft: Draft): { instance: Instance; written: string[]; deleted: string[] } {
  const chunks: Record<Key, Chunk> = {};
  const written: string[] = [];
  for (const [id, chunk] of draft.chunks) {
    chunks[id] = frozenChunk(chunk);
    if (chunk.changed) written.push(id);
  }
  const { id, root, caller, definition, businessKey, status, startedAt, endedAt, revision } = draft.head;
  const instance = {
    id,
    root,
    caller,
    definition,
    businessKey,
    status,
    startedAt,
    endedAt,
    revision,
    chunks,
  };
  return { instance, written, deleted: [...draft.deleted] };
}

// reading //////////

export function nodeOf(draft: Draft, key: Key): Node | undefined {
  return draft.chunks.get(chunkOf(key))?.nodes[key];
}

export function waitOf(draft: Draft, key: Key): Wait | undefined {
  return draft.chunks.get(chunkOf(key))?.waits[key];
}

/** Keys of the nodes directly in a scope, but the turns of large loops. Those that lie apart may have to be loaded to be seen. */
export function childrenOf(draft: Draft, scope: Key): ReadonlySet<Key> {
  const chunk = draft.chunks.get(chunkOf(scope));
  if (chunk === undefined) return NONE;
  const own = indexOf(chunk).children.get(scope) ?? NONE;
  const apart = chunk.nodes[scope]?.apart;
  return apart === undefined ? own : new Set([...own, ...keysApart(scope, apart)]);
}

/** Keys of the waits that belong to a node. */
export function waitsOf(draft: Draft, node: Key): ReadonlySet<Key> {
  const chunk = draft.chunks.get(chunkOf(node));
  return chunk === undefined ? NONE : (indexOf(chunk).waits.get(node) ?? NONE);
}

/** The key a new node or wait in this chunk will get; it is used up by the event that mentions it. */
export function nextKey(draft: Draft, chunk: Key): Key {
  return keyIn(chunk, draft.chunks.get(chunk)?.next ?? 0);
}

// writing, for appliers only //////////

export function addChunk(draft: Draft, id: Key): void {
  draft.chunks.set(id, {
    next: id === ROOT ? 1 : 0,
    nodes: {},
    waits: {},
    incidents: {},
    output: undefined,
    changed: true,
    index: null,
  });
  draft.deleted.delete(id);
}

export function dropChunk(draft: Draft, id: Key): void {
  draft.chunks.delete(id);
  draft.deleted.add(id);
}

export function putNode(draft: Draft, key: Key, node: Node): void {
  const chunk = writable(draft, key);
  const before = chunk.nodes[key];
  chunk.nodes[key] = node;
  takeKey(chunk, key);
  if (chunk.index !== null && before === undefined && key !== ROOT)
    add(chunk.index.children, node.scope ?? ROOT, key);
}

export function removeNode(draft: Draft, key: Key): void {
  const chunk = writable(draft, key);
  const node = chunk.nodes[key];
  if (node === undefined) throw new Error(`Expected a node ${key} to remove`);
  delete chunk.nodes[key];
  chunk.index?.children.get(node.scope ?? ROOT)?.delete(key);
}

export function putWait(draft: Draft, key: Key, wait: Wait): void {
  const chunk = writable(draft, key);
  const before = chunk.waits[key];
  chunk.waits[key] = wait;
  takeKey(chunk, key);
  if (chunk.index !== null && before === undefined) add(chunk.index.waits, wait.node ?? key, key);
}

export function removeWait(draft: Draft, key: Key): void {
  const chunk = writable(draft, key);
  const wait = chunk.waits[key];
  if (wait === undefined) throw new Error(`Expected a wait ${key} to remove`);
  delete chunk.waits[key];
  delete chunk.incidents[key];
  chunk.index?.waits.get(wait.node ?? key)?.delete(key);
}

export function putIncident(draft: Draft, key: Key, incident: Incident | null): void {
  const chunk = writable(draft, key);
  if (incident === null) delete chunk.incidents[key];
  else chunk.incidents[key] = incident;
}

export function putOutput(draft: Draft, chunk: Key, output: Json): void {
  writable(draft, keyIn(chunk, 0)).output = output;
}

/** Keys up to and with `last` are taken. */
export function reserve(draft: Draft, chunk: Key, last: number): void {
  const target = writable(draft, keyIn(chunk, last));
  target.next = Math.max(target.next, last + 1);
}

// helpers //////////

function keysApart(scope: Key, groups: readonly Apart[]): Key[] {
  return groups.flatMap(({ first, open }) =>
    setBits(open).map((index) => keyIn(keyIn(chunkOf(scope), first + index), 0)),
  );
}

function thaw(chunk: Chunk): ChunkDraft {
  return {
    next: chunk.next,
    nodes: chunk.nodes as Record<Key, Node>,
    waits: chunk.waits as Record<Key, Wait>,
    incidents: (chunk.incidents ?? {}) as Record<Key, Incident>,
    output: chunk.output,
    changed: false,
    index: null,
  };
}

function frozenChunk({ next, nodes, waits, incidents, output }: ChunkDraft): Chunk {
  return { next, nodes, waits, incidents: isEmpty(incidents) ? undefined : incidents, output };
}

function isEmpty(object: object): boolean {
  for (const _ in object) return false;
  return true;
}

/** The chunk of a key, its tables copied once so that the committed state stays as it is. */
function writable(draft: Draft, key: Key): ChunkDraft {
  const chunk = draft.chunks.get(chunkOf(key));
  if (chunk === undefined) throw new Error(`Expected the chunk of ${key} to be loaded`);
  if (!chunk.changed) {
    chunk.nodes = { ...chunk.nodes };
    chunk.waits = { ...chunk.waits };
    chunk.incidents = { ...chunk.incidents };
    chunk.changed = true;
  }
  return chunk;
}

function takeKey(chunk: ChunkDraft, key: Key): void {
  const n = numberOfKey(key);
  if (n >= chunk.next) chunk.next = n + 1;
}

function indexOf(chunk: ChunkDraft): ChunkIndex {
  if (chunk.index !== null) return chunk.index;
  const index: ChunkIndex = { children: new Map(), waits: new Map() };
  for (const key of Object.keys(chunk.nodes)) {
    if (key !== ROOT) add(index.children, chunk.nodes[key]!.scope ?? ROOT, key);
  }
  for (const key of Object.keys(chunk.waits)) add(index.waits, chunk.waits[key]!.node ?? key, key);
  chunk.index = index;
  return index;
}

function add(map: Map<Key, Set<Key>>, at: Key, key: Key): void {
  const set = map.get(at);
  if (set === undefined) map.set(at, new Set([key]));
  else set.add(key);
}
