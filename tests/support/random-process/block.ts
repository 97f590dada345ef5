/**
 * Random processes as trees of blocks, from which both the drawing (`to-bpmn.ts`) and what it must do (`reference.ts`) are made. Each block
 * has one way in and, unless it `ends`, one way out, so that its meaning is clear without tokens.
 *
 * What several branches do at the same moment is left to the engine's choice by BPMN, so nothing here depends on it: sums
 * only add, conditions read variables nobody writes, and what cancels others comes after a wait.
 */
export type Block =
  | { readonly kind: 'user'; readonly id: string; readonly boundaries: readonly Boundary[] }
  | { readonly kind: 'catch'; readonly id: string; readonly trigger: 'message' | 'timer' | 'signal' }
  | { readonly kind: 'add'; readonly id: string; readonly amount: number }
  /** Adds, and takes it back when it is compensated. */
  | { readonly kind: 'undoable'; readonly id: string; readonly amount: number }
  /** Adds in a job of its own. */
  | { readonly kind: 'later'; readonly id: string; readonly amount: number }
  | { readonly kind: 'compensate'; readonly id: string }
  | { readonly kind: 'signal'; readonly id: string }
  | { readonly kind: 'escalate'; readonly id: string; readonly code: Code }
  /** Goes on at the link's other end. */
  | { readonly kind: 'link'; readonly id: string }
  | { readonly kind: 'sequence'; readonly blocks: readonly Block[] }
  | {
      readonly kind: 'choice' | 'inclusive';
      readonly id: string;
      readonly branches: readonly Conditional[];
      readonly otherwise: Block;
    }
  | { readonly kind: 'parallel'; readonly id: string; readonly branches: readonly Block[] }
  /** A complex gateway joins it: it goes on with so many, and swallows the rest. */
  | {
      readonly kind: 'complex';
      readonly id: string;
      readonly needs: number;
      readonly branches: readonly Block[];
    }
  | { readonly kind: 'race'; readonly id: string; readonly branches: readonly Raced[] }
  | { readonly kind: 'repeat'; readonly id: string; readonly times: number; readonly block: Block }
  | {
      readonly kind: 'scope';
      readonly id: string;
      readonly block: Block;
      readonly boundaries: readonly Boundary[];
      readonly handlers: readonly Handler[];
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

export type Code = 'E1' | 'E2';

export interface Conditional {
  readonly variable: 'a' | 'b' | 'c';
  readonly equals: number;
  readonly block: Block;
}

export interface Raced {
  readonly id: string;
  readonly trigger: 'message' | 'timer';
  readonly block: Block;
}

/** What an event sub-process or a boundary event waits for; an error without a code is any error. */
export type Trigger =
  | { readonly kind: 'message' | 'timer' }
  | { readonly kind: 'error' | 'escalation'; readonly code: Code | null };

/** A boundary event. Interrupting, its block leads on to where the activity leads; else it ends by itself. */
export interface Boundary {
  readonly id: string;
  readonly trigger: Trigger;
  readonly interrupting: boolean;
  readonly block: Block;
}

/** An event sub-process. */
export type Handler = Boundary;

export interface RandomProcess {
  readonly block: Block;
  readonly variables: { readonly a: number; readonly b: number; readonly c: number };
  /** Which of the open waits goes on next, as often as there are numbers. */
  readonly picks: readonly number[];
}

/** The token never gets past this block, as it is drawn. */
export function ends(block: Block): boolean {
  switch (block.kind) {
    case 'fail':
    case 'stop':
    case 'cancel':
      return true;
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
      return handled(block.boundaries);
    default:
      return [];
  }
}
