/** What an element's `compile` gets to read, and what it gives. */

import type { MessageTrigger, Trigger } from '../process/trigger.ts';
import type { Element } from '../process.ts';
import type { Dialects, Reading } from './dialects/dialect.ts';

export interface ElementSource extends Reading {
  /** What the dialects say of an element; Potik's own beats the foreign. */
  readonly dialects: Dialects;
  /** The compiled event definitions of the element, null if it has none. */
  trigger(): Trigger | null;
  /** The message that a send or receive task names, null if it has none. */
  messageTrigger(): MessageTrigger | null;
}

/** The parts of an element that its own kind decides. */
export type Facets = Partial<
  Pick<
    Element,
    | 'task'
    | 'service'
    | 'script'
    | 'decision'
    | 'call'
    | 'message'
    | 'adHoc'
    | 'complex'
    | 'form'
    | 'trigger'
    | 'interrupting'
    | 'instantiate'
    | 'waitsForAll'
  >
>;
