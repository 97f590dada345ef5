/**
 * What an operator's operation means for one instance: the commands to carry out, one after the other. One line each in
 * `STEPS`; the batch and the preview know no operation by name.
 */
import type { Command } from '#engine/commands.ts';
import type { Operation } from '../../api/batches.ts';
import type { Queryable } from '../db/database.ts';
import type { Definitions } from '../processes/definitions.ts';
import { notFound, Rejection } from '../rejection.ts';
import { endedRoots } from '../store/ended-trees.ts';
import type { InstanceListRow } from '../store/instance-lists.ts';
import { openIncidents } from '../store/instances.ts';
import { type Restart, restartOf } from './restart-of.ts';

/** A command on the instance, with the chunk its key lies in; the start of another one like it; or its removal. */
export type Step =
  | { readonly kind: 'command'; readonly command: Command; readonly chunk?: string }
  | ({ readonly kind: 'start' } & Restart)
  | { readonly kind: 'delete' };

export interface StepsContext {
  readonly db: Queryable;
  readonly definitions: Definitions;
}

type StepsOf = (
  context: StepsContext,
  row: InstanceListRow,
  operation: Operation,
) => Promise<readonly Step[]>;

const command =
  (of: (operation: Operation) => Command): StepsOf =>
  async (_context, _row, operation) => [{ kind: 'command', command: of(operation) }];

const STEPS: Readonly<Record<Operation['type'], StepsOf>> = {
  cancel: command(({ reason }) => ({ type: 'cancel', ...(reason !== undefined && { reason }) })),
  suspend: command(() => ({ type: 'suspend' })),
  resume: command(() => ({ type: 'resume' })),
  modify: command(({ cancel, start }) => ({ type: 'modify', cancel, start }) as Command),
  setVariables: command(({ variables = {} }) => ({ type: 'setVariables', variables }) as Command),
  async retry({ db }, { id }, { retries }) {
    const incidents = await openIncidents(db, id);
    return incidents.map(({ key }) => ({
      kind: 'command',
      command: { type: 'retry', key, ...(retries !== undefined && { retries }) },
      chunk: chunkOf(key),
    }));
  },
  async migrate({ definitions }, row, { version = 0, elements, renew }) {
    const definition = await definitions.version(row.key, version);
    if (!definition) throw notFound(`version ${version} of the process ${row.key}`);
    return [
      {
        kind: 'command',
        command: {
          type: 'migrate',
          definition: definition.ref,
          ...(elements && { elements }),
          ...(renew && { renew }),
        },
      },
    ];
  },
  restart: async (context, row, { values, latest }) => [
    {
      kind: 'start',
      ...(await restartOf(context, row, { variables: values, version: latest ? 'latest' : 'same' })),
    },
  ],
  async delete({ db }, { id }) {
    if ((await endedRoots(db, [id])).length === 0)
      throw new Rejection({
        status: 409,
        code: 'instance.running',
        message:
          'Only an instance that has ended, with all that it called, can be removed; one that was called goes with its caller.',
      });
    return [{ kind: 'delete' }];
  },
};

/** Throws a rejection where the operation can't be meant for the instance. */
export const stepsOf: StepsOf = (context, row, operation) => STEPS[operation.type](context, row, operation);

/** Keys of a chunk other than the root's begin with the chunk's own: `7.2` lies in chunk `7`. */
export function chunkOf(key: string): string {
  return key.includes('.') ? key.slice(0, key.lastIndexOf('.')) : '0';
}
