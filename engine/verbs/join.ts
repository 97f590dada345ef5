/**
 * Joining gateways: tokens wait until the gateway has what it needs. A parallel gateway needs one on every flow; an inclusive one
 * what can still come: it goes on as soon as no token elsewhere in its scope could reach a flow that has none, unless that
 * token could as well reach one that has (BPMN 2.0.2, table 13.3).
 */
import type { Arrival } from '../elements/element-type.ts';
import { type Key, type Node, ROOT } from '../instance.ts';
import type { Element } from '../process.ts';
import type { Run } from '../run/run.ts';
import { emit, spawn } from '../run/work.ts';
import { childrenOf, nextKey, nodeOf } from '../state/draft.ts';
import { chunkOf, inner } from '../state/keys.ts';

export interface Token {
  readonly key: Key;
  readonly flow: string | undefined;
}

export function arriveAt(run: Run, { element, scope, flow, key }: Arrival): void {
  emit(run, {
    type: 'arrived',
    key: key ?? nextKey(run.draft, chunkOf(scope)),
    element: element.id,
    scope: inner(scope),
    flow,
  });
}

/** The tokens that wait at the gateway in this scope, in the order of their coming. */
export function tokensAt(run: Run, element: Element, scope: Key): Token[] {
  const tokens: Token[] = [];
  for (const key of childrenOf(run.draft, scope)) {
    const node = nodeOf(run.draft, key);
    if (node?.element === element.id && node.phase === 'joining') tokens.push({ key, flow: node.flow });
  }
  return tokens;
}

/** One token for every incoming flow, or null. A token put at the gateway by hand stands for a flow that has none. */
export function takeOnePerFlow(element: Element, tokens: readonly Token[]): Key[] | null {
  if (tokens.length < element.incoming.length) return null;
  const placed = tokens.filter((token) => !element.incoming.some((flow) => flow.id === token.flow));
  const taken: Key[] = [];
  for (const { id } of element.incoming) {
    const token = tokens.find(({ flow }) => flow === id) ?? placed.pop();
    if (token === undefined) return null;
    taken.push(token.key);
  }
  return taken;
}

/** The first token of every flow that has one, and those put there by hand. */
export function onePerFlow(tokens: readonly Token[]): Key[] {
  const seen = new Set<string>();
  const keys: Key[] = [];
  for (const { key, flow } of tokens) {
    if (flow !== undefined && seen.has(flow)) continue;
    if (flow !== undefined) seen.add(flow);
    keys.push(key);
  }
  return keys;
}

export function joinTokens(run: Run, element: Element, keys: readonly Key[]): void {
  emit(run, { type: 'joined', element: element.id, keys });
}

/** A complex gateway went on: tokens that come now by these flows belong to the same round. */
export function beginReset(run: Run, element: Element, scope: Key, awaits: readonly string[]): void {
  const key = nextKey(run.draft, chunkOf(scope));
  emit(run, { type: 'arrived', key, element: element.id, scope: inner(scope), reset: true, awaits });
}

export function isResetting(run: Run, element: Element, scope: Key): boolean {
  return markerAt(run, element, scope) !== null;
}

/** Lets joins go on for which no further token can come. True if there was one. Called when all else is quiet. */
export function wakeJoins(run: Run): boolean {
  let woken = false;
  for (const { element, scope } of waitingJoins(run)) {
    const marker = markerAt(run, element, scope);
    const awaits = marker === null ? null : (nodeOf(run.draft, marker)!.awaits ?? null);
    const tokens = tokensAt(run, element, scope).filter(
      ({ flow }) => awaits === null || flow === undefined || awaits.includes(flow),
    );
    if (othersCanCome(run, element, scope, tokens, awaits)) continue;
    if (marker !== null) {
      joinTokens(run, element, [marker, ...onePerFlow(tokens)]);
      spawn(run, scope, () => element.type.nextRound!(run, element, scope));
    } else spawn(run, scope, () => element.type.joined!(run, element, scope, tokens));
    woken = true;
  }
  return woken;
}

// helpers //////////

function waitingJoins(run: Run): { element: Element; scope: Key }[] {
  const found = new Map<string, { element: Element; scope: Key }>();
  for (const chunk of run.draft.chunks.values()) {
    for (const node of Object.values(chunk.nodes)) {
      if (node.phase !== 'joining' && node.phase !== 'resetting') continue;
      const element = run.process.elements.get(node.element)!;
      const scope = node.scope ?? ROOT;
      if (element.reachedBy !== null) found.set(`${scope}/${element.id}`, { element, scope });
    }
  }
  return [...found.values()];
}

function markerAt(run: Run, element: Element, scope: Key): Key | null {
  for (const key of childrenOf(run.draft, scope)) {
    const node = nodeOf(run.draft, key);
    if (node?.element === element.id && node.phase === 'resetting') return key;
  }
  return null;
}

/** @param awaits flows that still may bring one; null: all */
function othersCanCome(
  run: Run,
  join: Element,
  scope: Key,
  tokens: readonly Token[],
  awaits: readonly string[] | null,
): boolean {
  const flows = [...join.reachedBy!.keys()];
  const empty = (awaits ?? flows).filter((flow) => !tokens.some((token) => token.flow === flow));
  const full = flows.filter((flow) => !empty.includes(flow));
  if (empty.length === 0) return false;
  const reaches = (from: readonly string[]) => {
    const isReached = (flow: string) => from.some((at) => join.reachedBy!.get(flow)!.has(at));
    return empty.some(isReached) && !full.some(isReached);
  };
  // What lies apart need not be loaded to know where it is.
  if (nodeOf(run.draft, scope)?.apart?.some(({ element }) => reaches([element]))) return true;
  for (const key of childrenOf(run.draft, scope)) {
    const node = nodeOf(run.draft, key);
    if (node === undefined) continue;
    if (node.element === join.id && node.phase !== undefined && node.phase !== 'before') continue;
    if (reaches(positionsOf(run, node, join))) return true;
  }
  return false;
}

/** Where the token of a node may go on: from the element, or by the one flow it waits to take, or to come in by. */
function positionsOf(run: Run, node: Node, join: Element): string[] {
  const onFlow = node.phase === 'after' || node.element === join.id;
  if (!onFlow || node.flow === undefined) return [node.element];
  const flow = run.process.flows.get(node.flow);
  return flow === undefined ? [] : [`>${flow.id}`];
}
