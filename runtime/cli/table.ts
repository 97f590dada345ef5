/** The commands, in the order of the help. */
import type { Command } from './command.ts';
import { serveCommand } from './commands/serve.ts';

export const COMMANDS: readonly Command[] = [serveCommand];
