/** What each kind of block does in a scope, and whom it tells how it ended. */
import type { Block } from '../block.ts';
import type { Scope, Tell } from './scope.ts';

export type Runs = {
  readonly [K in Block['kind']]: (work: Block & { readonly kind: K }, scope: Scope, tell: Tell) => void;
};
