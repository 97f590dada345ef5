/** What an operation would do to one instance: refused, and why; or what would begin, end and be waited for there. */
import { differenceOf } from '#engine/difference.ts';
import type { Operation, PreviewItem } from '../../api/batches.ts';
import { CommandRefused } from '../processes/command-errors.ts';
import type { Executor } from '../processes/execute.ts';
import { Rejection } from '../rejection.ts';
import type { InstanceListRow } from '../store/instance-lists.ts';
import { loadAllChunks, loadInstance } from '../store/instances.ts';
import { elementName } from './instance-path.ts';
import { type Step, type StepsContext, stepsOf } from './operation-steps.ts';

export interface PreviewContext extends StepsContext {
  readonly executor: Executor;
}

type Outcome = Pick<PreviewItem, 'message' | 'changes'>;

export async function previewOf(
  context: PreviewContext,
  row: InstanceListRow,
  operation: Operation,
  language: string,
): Promise<Omit<PreviewItem, 'title'>> {
  const instance = await loadInstance(context.db, row.id);
  const waits = Object.values(instance?.chunks['0']?.waits ?? {});
  return {
    instance: row.id,
    businessKey: row.businessKey,
    version: row.version,
    at: [...new Set(waits.map(({ element }) => element))].sort(),
    ...(await outcomeOf(context, row, operation, language)),
  };
}

// helpers //////////

async function outcomeOf(
  context: PreviewContext,
  row: InstanceListRow,
  operation: Operation,
  language: string,
): Promise<Outcome> {
  const changes: PreviewItem['changes'] = [];
  try {
    for (const step of await stepsOf(context, row, operation)) {
      if (step.kind !== 'command') continue;
      const { command, chunk } = step;
      const { refusal, unit } = await context.executor.rehearse(row.id, command, { ...(chunk && { chunk }) });
      if (refusal) return { message: refusal.message, changes: [] };
      const change = unit?.changes.find(({ instance }) => instance.id === row.id);
      if (operation.type === 'migrate' && change)
        changes.push(...(await changesOf(context, row.id, step, change, language)));
    }
    return { message: null, changes };
  } catch (error) {
    if (error instanceof Rejection || error instanceof CommandRefused)
      return { message: error.message, changes: [] };
    throw error;
  }
}

async function changesOf(
  { db, definitions }: PreviewContext,
  id: string,
  { command }: Extract<Step, { kind: 'command' }>,
  change: Parameters<typeof differenceOf>[1],
  language: string,
): Promise<PreviewItem['changes']> {
  const instance = await loadInstance(db, id);
  if (!instance || command.type !== 'migrate') return [];
  const before = { ...instance, chunks: { ...instance.chunks, ...(await loadAllChunks(db, id)) } };
  const [from, to] = await Promise.all([
    definitions.load(instance.definition),
    definitions.load(command.definition),
  ]);
  return differenceOf(before, change).map(({ kind, element }) => {
    const definition = kind === 'ends' || kind === 'awaitsNoMore' ? from : to;
    const name = definition && elementName(definition.process, element, language);
    return { kind, element, name: name ?? element };
  });
}
