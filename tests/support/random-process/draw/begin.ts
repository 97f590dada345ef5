/** The ways in which the outermost process begins, and where its own work does. */
import type { Beginning, RandomProcess } from '../block.ts';
import { type Drawing, flow, merged, node } from './drawing.ts';
import { definitions, message } from './events.ts';
import { script } from './leaves.ts';

/** Name of the message or signal that begins a process, and of the second message where it takes two. */
export const BEGIN = 'begin';
export const SECOND = 'second';

/** Draws how it begins; the node that leads on. */
export function drawBeginning({ begins, variables }: RandomProcess, on: Drawing): string {
  return BEGINNINGS[begins](on, variables);
}

// helpers //////////

type Begins = (on: Drawing, variables: RandomProcess['variables']) => string;

const BEGINNINGS: { readonly [B in Beginning]: Begins } = {
  none: (on) => start(on, ''),
  message: (on) => start(on, message(on, BEGIN)),
  signal(on) {
    on.roots.set(BEGIN, `<bpmn:signal id="${BEGIN}" name="${BEGIN}"/>`);
    return start(on, `<bpmn:signalEventDefinition signalRef="${BEGIN}"/>`);
  },
  condition: (on) => start(on, definitions(on, { kind: 'condition' }, BEGIN)),
  /** A timer brings no variables. */
  timer(on, variables) {
    let last = start(on, definitions(on, { kind: 'timer' }, BEGIN));
    for (const [name, value] of Object.entries({ total: 0, ...variables })) {
      node(on, script(`set-${name}`, name, String(value)));
      flow(on, last, `set-${name}`);
      last = `set-${name}`;
    }
    return last;
  },
  either(on) {
    gateway(on, '');
    return merged(on, 'begun', [BEGIN, SECOND])!;
  },
  both(on) {
    gateway(on, ' eventGatewayType="Parallel"');
    node(on, '<bpmn:parallelGateway id="begun"/>');
    for (const id of [BEGIN, SECOND]) flow(on, id, 'begun');
    return 'begun';
  },
};

function start(on: Drawing, definition: string): string {
  node(on, `<bpmn:startEvent id="${on.start}">${definition}</bpmn:startEvent>`);
  return on.start;
}

function gateway(on: Drawing, attributes: string): void {
  node(on, `<bpmn:eventBasedGateway id="${on.start}" instantiate="true"${attributes}/>`);
  for (const id of [BEGIN, SECOND]) {
    node(on, `<bpmn:intermediateCatchEvent id="${id}">${message(on, id)}</bpmn:intermediateCatchEvent>`);
    flow(on, on.start, id);
  }
}
