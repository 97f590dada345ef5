/** All kinds of definition. A new one is a file in this folder, a schema in `schemas/` and a line here. */
import { calendar } from './calendar.ts';
import { decision } from './decision.ts';
import { entity } from './entity.ts';
import { extension } from './extension.ts';
import { form } from './form.ts';
import type { Kind } from './kind.ts';
import { menu } from './menu.ts';
import { pipeline } from './pipeline.ts';
import { process } from './process.ts';
import { role } from './role.ts';
import { solution } from './solution.ts';
import { taskTypes } from './task-types.ts';
import { translation } from './translation.ts';
import { view } from './view.ts';
import { webhook } from './webhook.ts';

/** By key, in the order in which they are listed and written. */
export const KINDS: ReadonlyMap<string, Kind> = new Map(
  [
    solution,
    entity,
    extension,
    pipeline,
    form,
    view,
    role,
    menu,
    process,
    decision,
    calendar,
    taskTypes,
    webhook,
    translation,
  ].map((kind) => [kind.key, kind]),
);
