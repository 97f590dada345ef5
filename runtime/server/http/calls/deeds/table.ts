/** Every kind of call of a set, by its name. */
import type { CallDeed } from './call-deed.ts';
import { completeTask } from './complete-task.ts';
import { create } from './create.ts';
import { deleteCall } from './delete.ts';
import { restore } from './restore.ts';
import { startProcess } from './start-process.ts';
import { update } from './update.ts';
import { upsert } from './upsert.ts';

export const CALL_DEEDS: ReadonlyMap<string, CallDeed> = new Map(
  Object.entries({
    create,
    update,
    delete: deleteCall,
    restore,
    upsert,
    complete_task: completeTask,
    start_process: startProcess,
  }),
);
