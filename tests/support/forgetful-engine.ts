/**
 * An engine that is started anew for every command, as if the server had been killed after each commit: nothing is known but what
 * the database holds.
 */
import { createEngine, type Engine, type EngineOptions } from '../../runtime/server/processes/engine.ts';
import { pickedEngine } from './picked-engine.ts';

export function forgetfulEngine(options: EngineOptions): Engine {
  const fresh = () => createEngine(options);
  return pickedEngine(options, fresh(), fresh);
}
