/** All groups of the properties panel, from top to bottom. A new one is a file in this folder and a line here. */
import { assignment } from './assignment.tsx';
import { async } from './async.tsx';
import { call } from './call.tsx';
import { condition, conditionalEvent } from './condition.tsx';
import { decision } from './decision.tsx';
import { due, subject } from './due.tsx';
import { form } from './form.tsx';
import { general } from './general.tsx';
import type { Group } from './group.ts';
import { loop } from './loop.tsx';
import { mappings } from './mappings.tsx';
import { outcomes } from './outcomes.tsx';
import { process, starters, variables } from './process.tsx';
import { references } from './references.tsx';
import { script } from './script.tsx';
import { task } from './task.tsx';
import { timer } from './timer.tsx';

export const GROUPS: readonly Group[] = [
  general,
  process,
  variables,
  starters,
  assignment,
  form,
  outcomes,
  due,
  subject,
  task,
  script,
  decision,
  call,
  condition,
  timer,
  ...references,
  conditionalEvent,
  loop,
  mappings,
  async,
];
