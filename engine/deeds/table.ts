/** All deeds by the type of their command. */
import type { CommandType } from '../commands.ts';
import { broadcastSignal } from './broadcast-signal.ts';
import { cancel } from './cancel.ts';
import { claimTask } from './claim-task.ts';
import { completeTask } from './complete-task.ts';
import { completeWork } from './complete-work.ts';
import type { Deed } from './deed-type.ts';
import { deliver } from './deliver.ts';
import { failJob } from './fail-job.ts';
import { fireJob } from './fire-job.ts';
import { migrate } from './migrate.ts';
import { modify } from './modify.ts';
import { recordChanged } from './record-changed.ts';
import { removeVariables } from './remove-variables.ts';
import { resume } from './resume.ts';
import { retry } from './retry.ts';
import { setVariables } from './set-variables.ts';
import { start } from './start.ts';
import { suspend } from './suspend.ts';
import { throwError } from './throw-error.ts';
import { throwEscalation } from './throw-escalation.ts';
import { trigger } from './trigger.ts';
import { updateTask } from './update-task.ts';

export const DEEDS: { readonly [T in CommandType]: Deed } = {
  start,
  complete: completeTask,
  updateTask,
  claim: claimTask,
  error: throwError,
  escalation: throwEscalation,
  fire: fireJob,
  fail: failJob,
  completeWork,
  deliver,
  signal: broadcastSignal,
  trigger,
  setVariables,
  removeVariables,
  recordChanged,
  cancel,
  suspend,
  resume,
  modify,
  migrate,
  retry,
};
