/**
 * The reference's only state: a tree of scopes with what waits in them. Blocks run in a scope and tell whoever began them how
 * they ended; a scope with nothing under way is complete.
 */
import type { Block, Boundary, RandomProcess } from '../block.ts';

/** `done`: goes on. `dead`: its token is gone. A block that never tells is stuck. */
export type Outcome = 'done' | 'dead';
export type Tell = (outcome: Outcome) => void;

export type WaitKind =
  | 'task'
  | 'message'
  | 'timer'
  | 'signal'
  | 'condition'
  | 'async'
  | 'external'
  | 'incident';

export interface Wait {
  readonly element: string;
  kind: WaitKind;
  /** Of the message or condition. */
  readonly name: string;
  readonly scope: Scope;
  /** Nothing is attached to it: it may be ended and begun anew by hand. */
  readonly isBare: boolean;
  order: number;
  /** @param how one of several ways, where there are some */
  readonly happen: (how: number) => void;
}

export interface Awaited {
  readonly element: string;
  readonly kind: WaitKind;
  readonly name?: string;
  readonly isBare?: boolean;
}

export interface Catcher {
  readonly boundary: Boundary;
  readonly happen: () => void;
}

/** What all scopes of a run share. */
export interface Course {
  readonly variables: RandomProcess['variables'];
  readonly run: (block: Block, scope: Scope, tell: Tell) => void;
  /** Outermost scopes: of the process, and of the partners its messages began. */
  readonly roots: Scope[];
  /** Messages that are delivered when all is quiet. */
  readonly sent: string[];
  total: number;
  waits: number;
}

export interface Scope {
  readonly course: Course;
  readonly parent: Scope | null;
  /** The turns of large loops it lies in, from the outside. */
  readonly turns: readonly number[];
  /** The conditions that have become true in its process: a called process has its own. */
  readonly holds: Set<string>;
  /** Catches what is thrown inside: event sub-processes, then boundary events. */
  readonly handlers: readonly Catcher[];
  readonly boundaries: readonly Catcher[];
  /** Told when the scope is quiet. */
  readonly atEnd: Tell;
  /** It is this event sub-process of its parent. */
  readonly handlerOf: Boundary | null;
  /** What it adds when it is compensated, instead of undoing its work. */
  readonly undo: number | null;
  /** Its own completed work, to be undone. */
  log: number[];
  children: Set<Scope>;
  waits: Set<Wait>;
  /** Blocks under way in it; quiet with none. */
  running: number;
  /** How often an event sub-process has ended all that went on in it. */
  interrupted: number;
  alive: boolean;
}

export type ScopeOptions = Partial<
  Pick<Scope, 'handlers' | 'boundaries' | 'atEnd' | 'handlerOf' | 'holds' | 'turns' | 'undo'>
>;

export function openScope(course: Course, parent: Scope | null, options: ScopeOptions = {}): Scope {
  const scope: Scope = {
    course,
    parent,
    turns: parent?.turns ?? [],
    holds: parent?.holds ?? new Set(),
    handlers: [],
    boundaries: [],
    atEnd: () => {},
    handlerOf: null,
    undo: null,
    log: [],
    children: new Set(),
    waits: new Set(),
    running: 0,
    interrupted: 0,
    alive: true,
    ...options,
  };
  if (parent === null) course.roots.push(scope);
  else parent.children.add(scope);
  return scope;
}

/** A scope within another. */
export function inside(parent: Scope, options: ScopeOptions = {}): Scope {
  return openScope(parent.course, parent, options);
}

/** Runs the block in the scope, which waits for its end. */
export function begin(scope: Scope, block: Block): void {
  enter(scope);
  scope.course.run(block, scope, () => leave(scope));
}

export function enter(scope: Scope): void {
  scope.running++;
}

export function leave(scope: Scope): void {
  scope.running--;
  if (scope.running === 0 && scope.alive) complete(scope);
}

export function complete(scope: Scope): void {
  scope.parent?.log.push(...(scope.undo === null ? scope.log : [-scope.undo]));
  close(scope);
  scope.atEnd('done');
}

/** Ends everything in it without a word. */
export function close(scope: Scope): void {
  scope.alive = false;
  scope.waits.clear();
  for (const child of scope.children) close(child);
  scope.children.clear();
  scope.parent?.children.delete(scope);
}

/** Does something that may end what goes on in the scope; whether it goes on. */
export function survives(scope: Scope, deed: () => void): boolean {
  const { interrupted } = scope;
  deed();
  return scope.alive && scope.interrupted === interrupted;
}

export function wait(
  scope: Scope,
  { element, kind, name = element, isBare = false }: Awaited,
  happen: Wait['happen'],
): Wait {
  const one: Wait = { element, kind, name, isBare, scope, order: scope.course.waits++, happen };
  scope.waits.add(one);
  return one;
}

/** A wait that is over when it happens. */
export function waitOnce(scope: Scope, what: Awaited, happen: () => void): void {
  const one = wait(scope, what, () => {
    scope.waits.delete(one);
    happen();
  });
}

/** All that waits, by element and age. */
export function openWaits({ roots }: Course): Wait[] {
  const all: Wait[] = [];
  const collect = (scope: Scope): void => {
    all.push(...scope.waits);
    for (const child of scope.children) collect(child);
  };
  for (const root of roots) collect(root);
  return all.sort((a, b) => (a.element < b.element ? -1 : a.element > b.element ? 1 : a.order - b.order));
}

/**
 * Of what opens in several turns of a large loop at the same moment nobody can say which is older: it counts by turn, which makes
 * the choice of one of them the same for all who look.
 * @param since number of the first wait that is new
 */
export function ageByTurn(course: Course, since: number): void {
  openWaits(course)
    .filter(({ order }) => order >= since)
    .sort((a, b) => byTurn(a.scope.turns, b.scope.turns) || a.order - b.order)
    .forEach((one, at) => {
      one.order = since + at;
    });
}

// helpers //////////

function byTurn(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((turn, depth) => turn !== b[depth]);
  return at < 0 ? 0 : a[at]! - (b[at] ?? 0);
}
