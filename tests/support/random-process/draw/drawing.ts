/** The drawing of one scope: the XML of its nodes and flows so far, and how a part of it is joined to the next. */
import type { Block } from '../block.ts';

/** Of a part of a drawing: the node it begins with and the node it leaves by; null: it never goes on. */
export interface Drawn {
  readonly entry: string;
  readonly exit: string | null;
}

export interface Drawing {
  /** Id of the scope's start event; ids of flows begin with it. */
  readonly start: string;
  /** Nodes and flows, in the order they were drawn. */
  readonly xml: string[];
  /** Messages, signals, errors and escalations of the file. */
  readonly roots: Map<string, string>;
  readonly part: (block: Block, on: Drawing) => Drawn;
  /** Draws a scope within this one; its whole XML. */
  readonly scope: (block: Block, start: string, on: Drawing, startXml?: string) => string;
  /** A process that is called needs a file of its own. */
  readonly called: (key: string, block: Block) => void;
  flows: number;
}

/** How each kind of block is drawn. */
export type Draws = {
  readonly [K in Block['kind']]: (block: Block & { readonly kind: K }, on: Drawing) => Drawn;
};

export function node(on: Drawing, xml: string): void {
  on.xml.push(xml);
}

/** @param condition FEEL */
export function flow(on: Drawing, from: string, to: string, condition = ''): string {
  const id = `${on.start}-f${++on.flows}`;
  const when = condition ? `<bpmn:conditionExpression>= ${condition}</bpmn:conditionExpression>` : '';
  node(on, `<bpmn:sequenceFlow id="${id}" sourceRef="${from}" targetRef="${to}">${when}</bpmn:sequenceFlow>`);
  return id;
}

/** Paths that come together without waiting for each other. */
export function merged(on: Drawing, id: string, exits: readonly (string | null)[]): string | null {
  const open = exits.filter((exit) => exit !== null);
  if (open.length <= 1) return open[0] ?? null;
  node(on, `<bpmn:exclusiveGateway id="${id}"/>`);
  for (const exit of open) flow(on, exit, id);
  return id;
}

/** The end of a path, where it has one. */
export function end(on: Drawing, exit: string | null, id: string): void {
  if (exit === null) return;
  node(on, `<bpmn:endEvent id="${id}"/>`);
  flow(on, exit, id);
}

export function through(id: string): Drawn {
  return { entry: id, exit: id };
}
