/** The process while it is being compiled: the same shape as `process.ts`, still open to change. */

import type { TriggerKind } from '../process/trigger.ts';
import type { Element, Flow } from '../process.ts';
import type { Moddle } from './moddle.ts';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

type Links = 'scope' | 'attachedTo' | 'compensatedBy' | 'children' | 'boundaries' | 'eventSubProcesses';

export interface OpenElement
  extends Mutable<Omit<Element, Links | 'incoming' | 'outgoing' | 'defaultFlow' | 'catches'>> {
  scope: OpenElement | null;
  attachedTo: OpenElement | null;
  compensatedBy: OpenElement | null;
  children: OpenElement[];
  boundaries: OpenElement[];
  eventSubProcesses: OpenElement[];
  incoming: OpenFlow[];
  outgoing: OpenFlow[];
  defaultFlow: OpenFlow | null;
  catches: Set<TriggerKind>;
}

export interface OpenFlow extends Mutable<Omit<Flow, 'source' | 'target'>> {
  source: OpenElement;
  target: OpenElement;
}

export interface Graph {
  readonly root: OpenElement;
  readonly elements: Map<string, OpenElement>;
  readonly flows: Map<string, OpenFlow>;
  /** What each element was made of. */
  readonly sources: Map<OpenElement, Moddle>;
  readonly flowSources: Map<OpenFlow, Moddle>;
}
