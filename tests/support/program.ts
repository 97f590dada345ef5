/** How the program `potik` is started as a process of its own: as it was built, else, where the sources are newer, from them. */
import { fileURLToPath } from 'node:url';
import { isFresh } from '../../runtime/build/fresh.mjs';

const at = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));

/** What `node` is given before the command. */
export const PROGRAM: readonly string[] = isFresh()
  ? [at('dist/server/potik.js')]
  : ['--import', 'tsx', at('runtime/cli/potik.ts')];
