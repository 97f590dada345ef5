/** Puts the built-in solution into the configuration at the first start, and its newer version after an update of Potik. */
import { type Configuration, configurationOf } from '#metadata/definition.ts';
import { PEOPLE, PEOPLE_DEFINITIONS } from '#metadata/people.ts';
import type { PublishGround } from './ground.ts';
import { installSolution } from './install.ts';

/** Called at every start; does nothing when nothing is new. Returns the live release. */
export async function ensureBuiltIn(ground: PublishGround): Promise<number> {
  const { release } = await installSolution(ground, BUILT_IN, PEOPLE, {
    personId: null,
    note: 'Built-in solution',
  });
  return release;
}

// helpers //////////

const BUILT_IN: Configuration = configurationOf(PEOPLE_DEFINITIONS);
