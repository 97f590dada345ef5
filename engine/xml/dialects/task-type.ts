/** A task type as a service: within the step for those of the data store, by a job for all others. */
import type { DeployOptions } from '../../deployment.ts';
import type { ServiceSpec } from '../../process/activity.ts';
import type { Mapping } from '../../process/expression.ts';

export function taskType(
  options: DeployOptions,
  type: string,
  inputs: readonly Mapping[],
  result: string | null,
): ServiceSpec {
  const inline = options.taskTypes?.get(type)?.inline ?? type.startsWith('record.');
  return { kind: inline ? 'inline' : 'job', type, inputs, result };
}
