/** Draws blocks that a gateway opens. */
import type { Block, BlockOf } from '../block.ts';
import { type Drawing, type Drawn, type Draws, flow, merged, node } from './drawing.ts';
import { definitions } from './events.ts';
import { script } from './leaves.ts';

type Gateway = 'sequence' | 'choice' | 'inclusive' | 'parallel' | 'complex' | 'race' | 'repeat';

export const GATEWAYS: Pick<Draws, Gateway> = {
  sequence({ blocks }, on) {
    let entry: string | null = null;
    let exit: string | null = null;
    for (const next of blocks) {
      const drawn = on.part(next, on);
      if (exit !== null) flow(on, exit, drawn.entry);
      entry ??= drawn.entry;
      exit = drawn.exit;
    }
    return { entry: entry!, exit };
  },
  choice: (block, on) => chosen('exclusiveGateway', block, on),
  inclusive: (block, on) => chosen('inclusiveGateway', block, on),
  parallel({ id, branches, jobs }, on) {
    return { entry: id, exit: joined(on, 'parallelGateway', { id, jobs }, forked(on, id, branches)) };
  },
  complex({ id, branches, needs, jobs }, on) {
    const drawn = forked(on, id, branches);
    const enough = Math.min(needs, drawn.filter(({ exit }) => exit !== null).length);
    const condition = `<bpmn:activationCondition>= activationCount >= ${enough}</bpmn:activationCondition>`;
    return { entry: id, exit: joined(on, 'complexGateway', { id, jobs }, drawn, condition) };
  },
  race({ id, branches }, on) {
    node(on, `<bpmn:eventBasedGateway id="${id}"/>`);
    const exits = branches.map((branch) => {
      node(
        on,
        `<bpmn:intermediateCatchEvent id="${branch.id}">${definitions(on, { kind: branch.trigger }, branch.id)}</bpmn:intermediateCatchEvent>`,
      );
      flow(on, id, branch.id);
      const drawn = on.part(branch.block, on);
      flow(on, branch.id, drawn.entry);
      return drawn.exit;
    });
    return { entry: id, exit: merged(on, `${id}-after`, exits) };
  },
  repeat({ id, times, block }, on) {
    const counter = `n_${id}`;
    node(on, script(`${id}-zero`, counter, '0'));
    node(on, `<bpmn:exclusiveGateway id="${id}-head"/>`);
    flow(on, `${id}-zero`, `${id}-head`);
    const turn = on.part(block, on);
    flow(on, `${id}-head`, turn.entry);
    node(on, script(`${id}-next`, counter, `${counter} + 1`));
    flow(on, turn.exit!, `${id}-next`);
    flow(on, `${id}-next`, `${id}-again`);
    flow(on, `${id}-again`, `${id}-head`, `${counter} &lt; ${times}`);
    node(on, `<bpmn:exclusiveGateway id="${id}-out"/>`);
    const out = flow(on, `${id}-again`, `${id}-out`);
    node(on, `<bpmn:exclusiveGateway id="${id}-again" default="${out}"/>`);
    return { entry: `${id}-zero`, exit: `${id}-out` };
  },
};

// helpers //////////

function chosen(
  type: string,
  { id, branches, otherwise, jobs }: BlockOf<'choice' | 'inclusive'>,
  on: Drawing,
): Drawn {
  const drawn = branches.map((branch) => ({ branch, part: on.part(branch.block, on) }));
  const other = on.part(otherwise, on);
  for (const { branch, part } of drawn) flow(on, id, part.entry, `${branch.variable} = ${branch.equals}`);
  const instead = flow(on, id, other.entry);
  node(on, `<bpmn:${type} id="${id}" default="${instead}"/>`);
  return { entry: id, exit: joined(on, type, { id, jobs }, [...drawn.map(({ part }) => part), other]) };
}

function forked(on: Drawing, id: string, branches: readonly Block[]): Drawn[] {
  const drawn = branches.map((branch) => on.part(branch, on));
  for (const { entry } of drawn) flow(on, id, entry);
  node(on, `<bpmn:parallelGateway id="${id}"/>`);
  return drawn;
}

function joined(
  on: Drawing,
  type: string,
  { id, jobs }: { readonly id: string; readonly jobs: boolean },
  parts: readonly Drawn[],
  inside = '',
): string | null {
  const exits = parts.flatMap(({ exit }) => exit ?? []);
  if (exits.length === 0) return null;
  const job = jobs ? '<bpmn:extensionElements><potik:async before="true"/></bpmn:extensionElements>' : '';
  node(on, `<bpmn:${type} id="${id}-join">${job}${inside}</bpmn:${type}>`);
  for (const exit of exits) flow(on, exit, `${id}-join`);
  return `${id}-join`;
}
