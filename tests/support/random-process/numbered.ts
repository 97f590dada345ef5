/** Names for what a random process is made of: kind and place in the drawing. What names another event gets its id. */
import { type Block, type Boundary, isWaited, partsOf, type Target, type Waited } from './block.ts';
import { PARTNER_MESSAGES } from './partner.ts';

/** Every block and event gets an id: its kind and a number in the order of the drawing. */
export function numbered(root: Block): Block {
  let count = 0;
  let known = false;
  const messages: string[] = [...PARTNER_MESSAGES];
  const conditions: string[] = [];

  const next = (name: string) => `${name}${++count}`;
  const event = (trigger: Waited): string => {
    const id = next(trigger.kind);
    if (known) return id;
    if (partsOf(trigger).includes('message')) messages.push(id);
    if (partsOf(trigger).includes('condition')) conditions.push(id);
    return id;
  };
  const bound = (one: Boundary): Boundary => ({
    ...one,
    id: isWaited(one.trigger) ? event(one.trigger) : next(one.trigger.kind),
    block: walk(one.block),
  });

  function walk(block: Block): Block {
    switch (block.kind) {
      case 'sequence':
        return { ...block, blocks: block.blocks.map(walk) };
      case 'parallel':
        return { ...block, id: next('fork'), branches: block.branches.map(walk) };
      case 'complex':
        return { ...block, id: next('complex'), branches: block.branches.map(walk) };
      case 'adHoc':
        return { ...block, id: next('adHoc'), activities: block.activities.map(walk) };
      case 'choice':
      case 'inclusive':
        return {
          ...block,
          id: next(block.kind),
          branches: block.branches.map((branch) => ({ ...branch, block: walk(branch.block) })),
          otherwise: walk(block.otherwise),
        };
      case 'race':
        return {
          ...block,
          id: next('race'),
          branches: block.branches.map((branch) => ({
            ...branch,
            id: event({ kind: branch.trigger }),
            block: walk(branch.block),
          })),
        };
      case 'repeat':
        return { ...block, id: next('repeat'), block: walk(block.block) };
      case 'scope':
        return {
          ...block,
          id: next('scope'),
          block: walk(block.block),
          boundaries: block.boundaries.map(bound),
          handlers: block.handlers.map(bound),
        };
      case 'transaction':
        return {
          ...block,
          id: next('transaction'),
          block: walk(block.block),
          cancelled: walk(block.cancelled),
        };
      case 'each':
      case 'call':
        return {
          ...block,
          id: next(block.kind),
          block: walk(block.block),
          boundaries: block.boundaries.map(bound),
        };
      case 'user':
      case 'external':
        return { ...block, id: next(block.kind), boundaries: block.boundaries.map(bound) };
      case 'catch':
        return { ...block, id: event(block.trigger) };
      case 'send':
        return { ...block, id: next(block.kind), target: aimed(block.target, messages) };
      case 'raise':
        return { ...block, id: next(block.kind), target: aimed(block.target, conditions) };
      default:
        return { ...block, id: next(block.kind) };
    }
  }
  walk(root); // what names an event may stand before it
  known = true;
  count = 0;
  return walk(root);
}

// helpers //////////

function aimed({ pick }: Target, ids: readonly string[]): Target {
  return { pick, id: ids.length > 0 ? ids[pick % ids.length]! : 'nothing' };
}
