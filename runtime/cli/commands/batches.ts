import type { Batch } from '../../api/batches.ts';
import { type Command, Misuse, OK, type Output } from '../command.ts';

export const batchesCommand: Command = {
  name: 'batches',
  usage: '[ID]',
  summary: 'Operations on many process instances: the latest fifty, or what came of one.',
  help: 'Begin one by: potik instances cancel --process KEY, or another of its deeds.',
  async run({ args, out }) {
    if (args.length > 1) throw new Misuse('Name one batch, or none for a list.');
    const { withPlatform } = await import('../open.ts');
    return withPlatform(async ({ services: { batches } }) => {
      const [id] = args;
      if (id !== undefined) {
        const detail = await batches.get(id);
        tell(out, detail.batch);
        for (const { instance, message } of detail.refusals) out.line(`  ${instance}: ${message}`);
        out.result(detail);
        return OK;
      }
      const { items } = await batches.list();
      for (const batch of items) tell(out, batch);
      if (items.length === 0) out.line('There are no batches.');
      out.result(items);
      return OK;
    });
  },
};

// helpers //////////

function tell(out: Output, { id, operation, by, createdAt, endedAt, total, done, refused }: Batch): void {
  const state = endedAt === null ? 'under way' : `ended ${endedAt}`;
  out.line(
    `${id}  ${operation.type}  ${createdAt}${by ? `  ${by.name}` : ''}\n  ${done} of ${total} done, ${refused} refused, ${state}`,
  );
}
