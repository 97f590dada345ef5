/** Draws a random process: BPMN files, the outermost process first, then one for each process it calls. */
import { bpmn } from '../process.ts';
import type { Block, RandomProcess } from './block.ts';
import { drawBeginning } from './draw/begin.ts';
import { type Drawing, type Drawn, type Draws, end, flow, node } from './draw/drawing.ts';
import { GATEWAYS } from './draw/gateways.ts';
import { LEAVES } from './draw/leaves.ts';
import { SCOPES } from './draw/scopes.ts';

export const MAIN = 'main';

export function toBpmn(model: RandomProcess): string[] {
  const files: string[] = [];
  const draw = (key: string, block: Block, begin: (on: Drawing) => string) => {
    const on: Drawing = {
      start: 'start',
      xml: [],
      roots: new Map(),
      part,
      scope,
      called: (process, inner) => draw(process, inner, plainStart),
      flows: 0,
    };
    drawn(on, block, begin(on));
    files.unshift(bpmn(on.xml.join(''), [...on.roots.values()].join(''), key));
  };
  draw(MAIN, model.block, (on) => drawBeginning(model, on));
  return files;
}

// helpers //////////

const DRAWS: Draws = { ...LEAVES, ...GATEWAYS, ...SCOPES };

function part(block: Block, on: Drawing): Drawn {
  return (DRAWS[block.kind] as (block: Block, on: Drawing) => Drawn)(block, on);
}

/** @param startXml its start event, where that is no plain one */
function scope(block: Block, start: string, around: Drawing, startXml?: string): string {
  const on: Drawing = { ...around, start, xml: [], flows: 0 };
  if (startXml === undefined) plainStart(on);
  else node(on, startXml);
  drawn(on, block, start);
  return on.xml.join('');
}

function plainStart(on: Drawing): string {
  node(on, `<bpmn:startEvent id="${on.start}"/>`);
  return on.start;
}

function drawn(on: Drawing, block: Block, from: string): void {
  const { entry, exit } = part(block, on);
  flow(on, from, entry);
  end(on, exit, `${on.start}-end`);
}
