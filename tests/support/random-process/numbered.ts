/** Names for what a random process is made of: kind and place in the drawing. */
import type { Block, Boundary } from './block.ts';

/** Every block and event gets an id: its kind and a number in the order of the drawing. */
export function numbered(root: Block): Block {
  let count = 0;
  const next = (name: string) => `${name}${++count}`;
  const bound = (one: Boundary): Boundary => ({ ...one, id: next(one.trigger.kind), block: walk(one.block) });
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
            id: next(branch.trigger),
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
        return { ...block, id: next('user'), boundaries: block.boundaries.map(bound) };
      case 'catch':
        return { ...block, id: next(block.trigger) };
      default:
        return { ...block, id: next(block.kind) };
    }
  }
  return walk(root);
}
