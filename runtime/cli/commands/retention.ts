import { textOf } from '#metadata/label.ts';
import { systemPrincipal } from '../../server/auth/principal.ts';
import { type Command, OK } from '../command.ts';

export const retentionCommand: Command = {
  name: 'retention',
  usage: '',
  summary: 'Rules of retention: how many records each is about today, and what its last run did.',
  options: { run: { value: null, text: 'carry them out now, without waiting for the night' } },
  help: 'A server carries them out every night at three. What is erased or anonymised does not come back.',
  async run({ options, out }) {
    const { withPlatform } = await import('../open.ts');
    return withPlatform(async ({ services: { retention } }) => {
      const { items } = await retention.list();
      const told: unknown[] = [];
      for (const { entity, rule, label, do: deed, last } of items) {
        const called = `${entity}.${rule}${label ? ` (${textOf(label, 'en', rule)})` : ''}`;
        if (options.run) {
          const { done, kept } = await retention.run(entity, rule);
          out.line(`${called}: ${DONE[deed]} ${done}${kept > 0 ? `, ${kept} stayed` : ''}`);
          told.push({ entity, rule, done, kept });
        } else {
          const { due, more, inProcesses } = await retention.preview(systemPrincipal(), entity, rule);
          const held = inProcesses > 0 ? `, ${inProcesses} of them held by running processes` : '';
          const before = last
            ? `; last run ${last.startedAt.slice(0, 10)}: ${last.done}, ${last.kept} stayed`
            : '';
          out.line(`${called}: ${due}${more ? ' or more' : ''} to ${deed}${held}${before}`);
          told.push({ entity, rule, due, more, inProcesses, last });
        }
      }
      if (items.length === 0) out.line('No entity has rules of retention.');
      out.result({ ok: true, rules: told });
      return OK;
    });
  },
};

// helpers //////////

const DONE = { recycle: 'moved to the recycle bin:', erase: 'erased:', anonymise: 'anonymised:' } as const;
