/**
 * Random processes as trees of blocks, from which both the drawing (`to-bpmn.ts`) and what it must do (`reference.ts`) are made. Each block
 * has one way in and, unless it `ends`, one way out, so that its meaning is clear without tokens.
 *
 * What several branches do at the same moment is left to the engine's choice by BPMN, so nothing here depends on it: sums
 * only add, conditions of flows read variables nobody writes, and what cancels or wakes others comes after a wait.
 */
export type Block =
  | { readonly kind: 'user'; readonly id: string; readonly boundaries: readonly Boundary[] }
  /** Work for a worker outside. */
  | { readonly kind: 'external'; readonly id: string; readonly boundaries: readonly Boundary[] }
  | { readonly kind: 'catch'; readonly id: string; readonly trigger: Waited }
  | { readonly kind: 'add'; readonly id: string; readonly amount: number }
  /** Adds, and takes it back when it is compensated. */
  | { readonly kind: 'undoable'; readonly id: string; readonly amount: number }
  /** Adds in a job of its own. */
  | { readonly kind: 'later'; readonly id: string; readonly amount: number }
  /** Adds, and goes on by a job. */
  | { readonly kind: 'settle'; readonly id: string; readonly amount: number }
  /** A task whose input mapping gives it the amount, which its output mapping adds. */
  | { readonly kind: 'mapped'; readonly id: string; readonly amount: number }
  /** Adds what a decision table says of a variable. */
  | { readonly kind: 'decide'; readonly id: string; readonly variable: Variable }
  | { readonly kind: 'compensate'; readonly id: string }
  | { readonly kind: 'signal'; readonly id: string }
  | { readonly kind: 'escalate'; readonly id: string; readonly code: Code }
  /** Makes the condition of an event true in its process. */
  | { readonly kind: 'raise'; readonly id: string; readonly target: Target }
  /** Sends a message to an event of the drawing, or to a partner process; `last` by its end event. */
  | { readonly kind: 'send'; readonly id: string; readonly target: Target; readonly last: boolean }
  /** Goes on at the link's other end. */
  | { readonly kind: 'link'; readonly id: string }
  | { readonly kind: 'sequence'; readonly blocks: readonly Block[] }
  | {
      readonly kind: 'choice' | 'inclusive';
      readonly id: string;
      readonly branches: readonly Conditional[];
      readonly otherwise: Block;
      readonly jobs: boolean;
    }
  /** With `jobs` each token comes to the join by a job of its own. */
  | {
      readonly kind: 'parallel';
      readonly id: string;
      readonly branches: readonly Block[];
      readonly jobs: boolean;
    }
  /** A complex gateway joins it: it goes on with so many, and swallows the rest. */
  | {
      readonly kind: 'complex';
      readonly id: string;
      readonly needs: number;
      readonly branches: readonly Block[];
      readonly jobs: boolean;
    }
  | { readonly kind: 'race'; readonly id: string; readonly branches: readonly Raced[] }
  | { readonly kind: 'repeat'; readonly id: string; readonly times: number; readonly block: Block }
  | {
      readonly kind: 'scope';
      readonly id: string;
      readonly block: Block;
      readonly boundaries: readonly Boundary[];
      readonly handlers: readonly Handler[];
      /** What its compensation event sub-process adds, instead of what would undo the work in it. */
      readonly undo: number | null;
    }
  /** An ad-hoc sub-process: activities without an order, until a condition holds after one of them, or all are done. */
  | {
      readonly kind: 'adHoc';
      readonly id: string;
      readonly sequential: boolean;
      readonly until: Omit<Conditional, 'block'> | null;
      readonly cancelRemaining: boolean;
      readonly activities: readonly Block[];
    }
  | { readonly kind: 'transaction'; readonly id: string; readonly block: Block; readonly cancelled: Block }
  | {
      readonly kind: 'each';
      readonly id: string;
      readonly count: number;
      /** With so many turns done the loop is. */
      readonly enough: number | null;
      readonly sequential: boolean;
      readonly block: Block;
      readonly boundaries: readonly Boundary[];
    }
  | {
      readonly kind: 'call';
      readonly id: string;
      readonly block: Block;
      readonly boundaries: readonly Boundary[];
    }
  /** End events that do something; preceded by a wait. */
  | { readonly kind: 'fail'; readonly id: string; readonly code: Code }
  | { readonly kind: 'stop' | 'cancel'; readonly id: string };

export type BlockOf<K extends Block['kind']> = Block & { readonly kind: K };

export type Code = 'E1' | 'E2';
export type Variable = 'a' | 'b' | 'c';

export interface Conditional {
  readonly variable: Variable;
  readonly equals: number;
  readonly block: Block;
}

export interface Raced {
  readonly id: string;
  readonly trigger: Part;
  readonly block: Block;
}

/** Which of those there are is meant, and its id once all have one (`numbered.ts`). */
export interface Target {
  readonly pick: number;
  readonly id: string;
}

/** One thing an event waits for. Its message has the event's id for a name, its condition reads a variable of its own. */
export type Part = 'message' | 'timer' | 'signal' | 'condition';

/** A multiple event happens with any of its parts, a parallel multiple event once all of them have. */
export type Waited = { readonly kind: Part } | Several;
interface Several {
  readonly kind: 'multiple';
  readonly parallel: boolean;
  readonly parts: readonly Part[];
}

/** What an event sub-process or a boundary event waits for; an error without a code is any error. */
export type Trigger = Waited | Thrown;
interface Thrown {
  readonly kind: 'error' | 'escalation';
  readonly code: Code | null;
}

/** A boundary event. Interrupting, its block leads on to where the activity leads; else it ends by itself. */
export interface Boundary {
  readonly id: string;
  readonly trigger: Trigger;
  readonly interrupting: boolean;
  readonly block: Block;
}

/** An event sub-process. */
export type Handler = Boundary;

/** How the process begins; `either` and `both` by an event-based gateway with two messages. */
export type Beginning = 'none' | 'message' | 'signal' | 'timer' | 'condition' | 'either' | 'both';

export interface RandomProcess {
  readonly begins: Beginning;
  readonly block: Block;
  readonly variables: { readonly [name in Variable]: number };
  /** Which of the open waits goes on next and how, as often as there are numbers. */
  readonly picks: readonly number[];
}

/** The token never gets past this block, as it is drawn. */
export function ends(block: Block): boolean {
  switch (block.kind) {
    case 'fail':
    case 'stop':
    case 'cancel':
      return true;
    case 'send':
      return block.last;
    case 'sequence':
      return block.blocks.some(ends);
    case 'parallel':
    case 'complex':
      return block.branches.every(ends);
    case 'choice':
    case 'inclusive':
      return ends(block.otherwise) && block.branches.every((branch) => ends(branch.block));
    case 'race':
      return block.branches.every((branch) => ends(branch.block));
    default:
      return false;
  }
}

export function size(block: Block): number {
  return 1 + inner(block).reduce((sum, one) => sum + size(one), 0);
}

export function contains(block: Block, kind: Block['kind']): boolean {
  return block.kind === kind || inner(block).some((one) => contains(one, kind));
}

/** The blocks within a block, in the order of the drawing. */
export function inner(block: Block): readonly Block[] {
  const handled = (list: readonly Boundary[]) => list.map((one) => one.block);
  switch (block.kind) {
    case 'sequence':
      return block.blocks;
    case 'parallel':
    case 'complex':
      return block.branches;
    case 'adHoc':
      return block.activities;
    case 'choice':
    case 'inclusive':
      return [...block.branches.map((branch) => branch.block), block.otherwise];
    case 'race':
      return block.branches.map((branch) => branch.block);
    case 'repeat':
      return [block.block];
    case 'scope':
      return [block.block, ...handled(block.boundaries), ...handled(block.handlers)];
    case 'transaction':
      return [block.block, block.cancelled];
    case 'each':
    case 'call':
      return [block.block, ...handled(block.boundaries)];
    case 'user':
    case 'external':
      return handled(block.boundaries);
    default:
      return [];
  }
}

/** The single things an event waits for. */
export function partsOf(trigger: Waited): readonly Part[] {
  return trigger.kind === 'multiple' ? trigger.parts : [trigger.kind];
}

/** Errors and escalations are not waited for, but looked for when they are thrown. */
export function isWaited(trigger: Trigger): trigger is Waited {
  return trigger.kind !== 'error' && trigger.kind !== 'escalation';
}
