/**
 * Two nodes over one database that take turns: each command goes to the one that has not seen what the command before it did, and
 * still has in memory what it saw itself.
 */
import { createEngine, type Engine, type EngineOptions } from '../../runtime/server/processes/engine.ts';
import { pickedEngine } from './picked-engine.ts';

export function alternatingEngine(options: EngineOptions): Engine {
  const nodes = [createEngine(options), createEngine(options)] as const;
  const { definitions, groupCommit } = nodes[0];
  let turn = 0;
  // Of a deployment all nodes hear.
  const heard: Engine['definitions'] = {
    ...definitions,
    forgetLatest() {
      for (const node of nodes) node.definitions.forgetLatest();
    },
    forgetCompiled() {
      for (const node of nodes) node.definitions.forgetCompiled();
    },
  };
  return pickedEngine(options, { definitions: heard, groupCommit }, () => nodes[turn++ % 2]!);
}
