/**
 * What going on with another version means for one instance: who lives where, which scopes are new or given up, what is
 * waited for no more or from now on. It refuses, with the element and why, where something can't go on. `carry-out.ts` does
 * what it says. After the rules of Camunda 7: hierarchy is kept, scopes may come and go, events too.
 */
import { type Compensable, type Key, type Node, ROOT } from '../instance.ts';
import type { Element } from '../process.ts';
import type { Run } from '../run/run.ts';
import { reject } from '../run/stop.ts';
import { childrenOf, nodeOf, waitOf, waitsOf } from '../state/draft.ts';
import { chunkOf } from '../state/keys.ts';
import { openChunks } from '../verbs/cancel.ts';
import { compareEvents } from './awaited-events.ts';
import { flowOf } from './flows.ts';
import { isScope, likeOf, type Names, whyNotAwaited, whyUnlike } from './likeness.ts';

export interface Plan {
  /** Scopes and bodies of loops given up, what is inside before what is around. */
  readonly given: readonly { readonly key: Key; readonly heir: Key }[];
  readonly moves: readonly Move[];
  /** Large loops given up, whose turns go on in the scope around, each in its chunk. */
  readonly scattered: readonly { readonly key: Key; readonly heir: Key }[];
  /** Completed activities that may be compensated and come to lie in a new scope. */
  readonly entries: readonly { readonly key: Key; readonly holder: Key; readonly scope: Element }[];
  readonly dropped: readonly Key[];
  readonly begun: readonly { readonly at: Key; readonly event: Element }[];
  /** Open tasks that have more timeout listeners there. */
  readonly timeouts: readonly { readonly task: Key; readonly from: number }[];
  /** What the flows are called by which tokens came or go on; null: it has none like it. */
  readonly flows: Readonly<Record<string, string | null>>;
}

/** A node that comes to lie in another scope: of those that live, or of new ones within it. */
export interface Move {
  readonly key: Key;
  readonly to: Key;
  /** New scopes within `to`, from the outside inwards. */
  readonly within: readonly Element[];
  /** It was a turn of a loop that is none any more. */
  readonly noTurn: boolean;
}

/** A scope that stays, and what it is in the new version. */
interface Around {
  readonly key: Key;
  readonly element: Element;
}

interface Making extends Plan {
  readonly run: Run;
  readonly names: Names;
  readonly renew: ReadonlySet<string>;
  readonly given: { key: Key; heir: Key }[];
  readonly moves: Move[];
  readonly scattered: { key: Key; heir: Key }[];
  readonly entries: { key: Key; holder: Key; scope: Element }[];
  readonly dropped: Key[];
  readonly begun: { at: Key; event: Element }[];
  readonly timeouts: { task: Key; from: number }[];
  readonly flows: Record<string, string | null>;
}

export function planMigration(run: Run, names: Names, renew: ReadonlySet<string>): Plan {
  const making: Making = {
    run,
    names,
    renew,
    given: [],
    moves: [],
    scattered: [],
    entries: [],
    dropped: [],
    begun: [],
    timeouts: [],
    flows: {},
  };
  const root = { key: ROOT, element: names.after.root };
  compare(making, ROOT, names.before.root, root.element);
  visit(making, ROOT, root);
  for (const { holder, entries } of remembered(making)) placeEntries(making, holder, entries);
  return making;
}

// helpers //////////

/** Everything inside a node finds its place; `around` is the nearest scope that stays. */
function visit(making: Making, key: Key, around: Around): void {
  const { run, names } = making;
  for (const child of [...childrenOf(run.draft, key), ...openChunks(run, key)]) {
    const node = nodeOf(run.draft, child)!;
    const element = names.before.elements.get(node.element)!;
    const like = likeOf(names, element.id);
    if (node.phase === 'compensating' || node.cause === 'compensation')
      refuse(element, like, 'it compensates or is being compensated, which must end first');
    if (isGivenUp(element, like, node)) {
      if (liesApart(child, around))
        refuse(element, like, 'a turn of a loop with so many can’t be given up with what is in it');
      if (node.loop?.chunks) making.scattered.push({ key: child, heir: around.key });
      visit(making, child, around);
      making.given.push({ key: child, heir: around.key });
      continue;
    }
    const other = like ?? refuse(element, like, 'the new version has no such element');
    place(making, child, node, other, around);
    if (node.phase === undefined) compare(making, child, element, other);
    visit(making, child, { key: child, element: other });
  }
}

/** It lies in a chunk of its own: a turn of a large loop, or what was one. */
function liesApart(key: Key, around: Around): boolean {
  return chunkOf(key) !== chunkOf(around.key);
}

/** A scope that the new version doesn't have, or the body of what is no loop there. */
function isGivenUp(element: Element, like: Element | undefined, node: Node): boolean {
  if (like === undefined) return isScope(element) && node.phase === undefined;
  return node.loop !== undefined && like.loop === null;
}

function place(making: Making, key: Key, node: Node, like: Element, around: Around): void {
  const { names, moves } = making;
  const element = names.before.elements.get(node.element)!;
  const why = whyUnlike(element, like);
  if (why !== null) refuse(element, like, why);
  const isTurn = node.index !== undefined && around.element === like;
  const within = isTurn ? [] : scopesBetween(element, like, around.element);
  const noTurn = node.index !== undefined && !isTurn;
  if (noTurn && node.phase === 'after') refuse(element, like, 'a turn of its loop waits to be counted');
  if (!isTurn && liesApart(key, around)) {
    if (node.phase !== undefined) refuse(element, like, 'a turn of its large loop waits for its job');
    if (within.length > 0) refuse(element, like, `“${within[0]!.id}” is new around so many turns of a loop`);
    if (!noTurn && around.key !== (node.scope ?? ROOT))
      refuse(element, like, 'the scope is given up in which it was a turn of a large loop');
  } else if (within.length > 0 || noTurn || around.key !== (node.scope ?? ROOT))
    moves.push({ key, to: around.key, within, noTurn });
  keepFlows(making, node, element, like, around);
  if (node.left) keepLeft(making, element, like, node.left);
}

/** Scopes of the new version between an element and the one around it that stays. */
function scopesBetween(element: Element, like: Element, around: Element): Element[] {
  const between: Element[] = [];
  for (let scope = like.scope; scope !== around; scope = scope.scope) {
    if (scope === null) return refuse(element, like, 'it lies in another scope there');
    if (scope.loop !== null) refuse(element, like, `“${scope.id}”, which is new around it, is a loop`);
    between.unshift(scope);
  }
  return between;
}

function keepFlows(making: Making, node: Node, element: Element, like: Element, around: Around): void {
  const { names, flows } = making;
  const isJoining = node.phase === 'joining' || node.phase === 'resetting';
  if (isJoining) {
    if ((node.scope ?? ROOT) !== around.key) refuse(element, like, 'the scope of the join is given up');
    if (like.incoming.length < element.incoming.length) refuse(element, like, 'fewer flows lead there');
  }
  for (const id of [node.flow ?? [], node.awaits ?? []].flat()) {
    const flow = flowOf(names, id, like, node.phase !== 'after');
    if (flow === null && node.phase === 'after') refuse(element, like, 'the flow it goes on by is gone');
    if (flow !== id) flows[id] = flow;
  }
}

function keepLeft(making: Making, element: Element, like: Element, left: readonly string[]): void {
  for (const id of left) {
    const other = likeOf(making.names, id);
    if (other?.scope !== like) refuse(element, like, `“${id}”, which is to be started in it, is gone`);
  }
}

/** What a node waits for itself must be waited for there; events around it are carried over, dropped or begun. */
function compare(making: Making, key: Key, element: Element, like: Element): void {
  const { run, names, renew, dropped, begun, timeouts } = making;
  const isRenewed = renew.has(element.id) && like.trigger !== null;
  const before = element.task?.timeouts.length ?? 0;
  const after = like.task?.timeouts.length ?? 0;
  for (const wait of waitsOf(run.draft, key)) {
    const own = waitOf(run.draft, wait)!;
    if (own.element !== element.id) continue;
    const why = whyNotAwaited(own, like);
    if (why !== null) refuse(element, like, why);
    if (isRenewed || (own.kind === 'timer' && (own.timeout ?? 0) >= after && own.timeout !== undefined))
      dropped.push(wait);
    if (own.kind === 'task' && after > before) timeouts.push({ task: key, from: before });
  }
  if (isRenewed) begun.push({ at: key, event: like });
  const events = compareEvents(run, key, element, like, names, renew);
  dropped.push(...events.dropped);
  for (const event of events.begun) begun.push({ at: key, event });
}

/** What can be compensated, with the scope it will lie in. */
function remembered({ run, names, given }: Making) {
  const found: { holder: Around; entries: readonly Compensable[] }[] = [];
  for (const chunk of run.draft.chunks.values()) {
    for (const [key, { done, element }] of Object.entries(chunk.nodes)) {
      if (done === undefined) continue;
      const heir = given.find((one) => one.key === key)?.heir ?? key;
      const id = heir === key ? element : nodeOf(run.draft, heir)!.element;
      found.push({ holder: { key: heir, element: likeOf(names, id)! }, entries: done });
    }
  }
  return found;
}

function placeEntries(making: Making, holder: Around, entries: readonly Compensable[]): void {
  for (const entry of entries) {
    const like = checkEntry(making, entry);
    const element = making.names.before.elements.get(entry.element)!;
    const within = like === holder.element ? [] : scopesBetween(element, like, holder.element);
    const scope = within.at(-1);
    if (scope === undefined) continue;
    if (!making.moves.some((move) => move.to === holder.key && move.within.includes(scope)))
      refuse(element, like, `it was completed outside of “${scope.id}”, which is new around it`);
    making.entries.push({ key: entry.key, holder: holder.key, scope });
  }
}

/** What was completed in it must lie in it there too, and be compensated. */
function checkEntry({ names }: Making, root: Compensable): Element {
  const check = (entry: Compensable): Element => {
    const element = names.before.elements.get(entry.element)!;
    const like = likeOf(names, entry.element);
    const why = like === undefined ? 'the new version has no such element' : whyUnlike(element, like);
    if (like === undefined || why !== null) return refuse(element, like, why!);
    if (element.compensatedBy !== null && like.compensatedBy === null)
      refuse(element, like, 'it is completed, and nothing compensates it there');
    for (const inner of entry.done ?? []) {
      const other = check(inner);
      if (other !== like && other.scope !== like)
        refuse(names.before.elements.get(inner.element)!, other, 'it lies in another scope there');
    }
    return like;
  };
  return check(root);
}

function refuse(element: Element, like: Element | undefined, why: string): never {
  return reject('migrate.element', { element: element.id, target: like?.id ?? element.id, why });
}
