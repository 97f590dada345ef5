/** How models are compiled: the facts of the configuration they run on and the task types of this server. */
import type { DeployOptions } from '#engine/deployment.ts';
import { processFacts } from '#metadata/process.ts';
import type { Registry } from '#metadata/registry.ts';
import type { TaskTypes } from './task-types.ts';

export function deployOptions(registry: Registry, { all }: TaskTypes): DeployOptions {
  return {
    ...processFacts(registry),
    taskTypes: new Map([...all].map(([name, { work }]) => [name, { inline: work.kind === 'inline' }])),
  };
}
