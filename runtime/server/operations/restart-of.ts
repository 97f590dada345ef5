/** How an instance that has ended is started anew: where it began, with which variables, in which version of its process. */
import type { Command } from '#engine/commands.ts';
import type { Definition } from '#engine/process.ts';
import type { RestartInstance } from '../../api/instances.ts';
import type { Queryable } from '../db/database.ts';
import type { Definitions } from '../processes/definitions.ts';
import { notFound, Rejection } from '../rejection.ts';
import { historyOf } from '../store/history.ts';
import { endedVariables, type InstanceListRow } from '../store/instance-lists.ts';

export interface Restart {
  readonly definition: Definition;
  readonly command: Extract<Command, { type: 'start' }>;
}

export async function restartOf(
  { db, definitions }: { readonly db: Queryable; readonly definitions: Definitions },
  { id, key, version: ran, businessKey, endedAt }: InstanceListRow,
  { variables = 'initial', version = 'same' }: RestartInstance,
): Promise<Restart> {
  if (endedAt === null)
    throw new Rejection({
      status: 409,
      code: 'instance.running',
      message: 'The process instance still runs; only one that has ended can be restarted.',
    });
  const definition =
    version === 'latest' ? await definitions.latest(key) : await definitions.version(key, ran);
  if (!definition) throw notFound(`version of the process ${key} that starts`);
  const [first] = await historyOf(db, id, 0, 1);
  const started = first?.events.find((event) => event.type === 'started');
  const begun = first?.events.find((event) => event.type === 'passed' || event.type === 'activated');
  const start = begun && definition.process.elements.get(begun.element);
  const given = variables === 'last' ? await endedVariables(db, id) : started?.variables;
  return {
    definition,
    command: {
      type: 'start',
      ...(start?.kind === 'startEvent' && { element: start.id }),
      ...(given && { variables: given }),
      ...(businessKey !== null && { businessKey }),
    },
  };
}
