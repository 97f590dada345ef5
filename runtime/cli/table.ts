/** The commands, in the order of the help. */
import type { Command } from './command.ts';
import { checkCommand } from './commands/check.ts';
import { demoCommand } from './commands/demo.ts';
import { doctorCommand } from './commands/doctor.ts';
import { serveCommand } from './commands/serve.ts';
import { userCommand } from './commands/user.ts';

export const COMMANDS: readonly Command[] = [
  serveCommand,
  demoCommand,
  userCommand,
  checkCommand,
  doctorCommand,
];
