import { type Command, OK } from '../command.ts';

export const incidentsCommand: Command = {
  name: 'incidents',
  usage: '',
  summary: 'What stands still in all processes and why, the latest first.',
  options: {
    process: { value: 'KEY', text: 'of this process only' },
    element: { value: 'ID', text: 'at this element only' },
  },
  help: 'Give them new attempts by: potik instances retry ID…, or all of a process by: potik instances retry --process KEY.',
  async run({ options, out }) {
    const { withPlatform } = await import('../open.ts');
    const { systemPrincipal } = await import('../../server/auth/principal.ts');
    return withPlatform(async ({ services: { incidents } }) => {
      const { items, next } = await incidents.list(
        {
          limit: 500,
          ...(typeof options.process === 'string' && { process: options.process }),
          ...(typeof options.element === 'string' && { element: options.element }),
        },
        systemPrincipal(),
      );
      for (const { instanceId, process, name, message, at, businessKey, record } of items) {
        const about = [businessKey, record?.title].filter(Boolean).join(', ');
        out.line(
          `${instanceId}  ${process.key} ${process.version}  ${at}${about ? `  ${about}` : ''}\n  ${name}: ${message}`,
        );
      }
      if (items.length === 0) out.line('Nothing stands still.');
      if (next !== null) out.line(`Only the latest ${items.length} are shown.`);
      out.result(items);
      return OK;
    });
  },
};
