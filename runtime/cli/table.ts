/** The commands, in the order of the help. */
import type { Command } from './command.ts';
import { applyCommand } from './commands/apply.ts';
import { backupCommand } from './commands/backup.ts';
import { batchesCommand } from './commands/batches.ts';
import { checkCommand } from './commands/check.ts';
import { demoCommand } from './commands/demo.ts';
import { doctorCommand } from './commands/doctor.ts';
import { importCommand } from './commands/import.ts';
import { incidentsCommand } from './commands/incidents.ts';
import { instancesCommand } from './commands/instances.ts';
import { moveCommand } from './commands/move.ts';
import { planCommand } from './commands/plan.ts';
import { pullCommand } from './commands/pull.ts';
import { restoreCommand } from './commands/restore.ts';
import { retentionCommand } from './commands/retention.ts';
import { serveCommand } from './commands/serve.ts';
import { solutionsCommand } from './commands/solutions.ts';
import { typesCommand } from './commands/types.ts';
import { userCommand } from './commands/user.ts';

export const COMMANDS: readonly Command[] = [
  serveCommand,
  demoCommand,
  planCommand,
  applyCommand,
  pullCommand,
  solutionsCommand,
  typesCommand,
  importCommand,
  instancesCommand,
  batchesCommand,
  incidentsCommand,
  backupCommand,
  restoreCommand,
  moveCommand,
  retentionCommand,
  userCommand,
  checkCommand,
  doctorCommand,
];
