import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Command } from '../command.ts';

export const demoCommand: Command = {
  name: 'demo',
  usage: '',
  summary: 'Start the server with a ready-made CRM, its people and data.',
  help: [
    'The demo has a data folder of its own (POTIK_DATA, ./data/demo) and keeps what you do in it; delete the folder to begin anew.',
    'The other settings are those of serve.',
  ].join('\n'),
  async run({ out }) {
    const { readConfiguration } = await import('../../config.ts');
    const configuration = readConfiguration({
      ...process.env,
      POTIK_DATA: process.env.POTIK_DATA || './data/demo',
    });
    const { serveUntilSignal } = await import('../../main.ts');
    const { DEMO_PASSWORD, demoPeople, prepareDemo } = await import('../../server/demo/demo.ts');
    const folder = templateFolder();
    const people = demoPeople(folder);
    out.line(`Everybody on the sign-in page has the password ${DEMO_PASSWORD}.`);
    return serveUntilSignal({
      configuration,
      tell: (line) => out.line(line),
      prepare: ({ services, ground }) =>
        prepareDemo({ services, ground, zone: configuration.timezone, folder }),
      demo: async () => people,
    });
  },
};

// helpers //////////

/** Beside the sources, whether these run themselves or the program built of them. */
function templateFolder(): string {
  const places = ['../../templates/crm', '../../../templates/crm'].map((path) =>
    fileURLToPath(new URL(path, import.meta.url)),
  );
  const found = places.find((path) => existsSync(path));
  if (found === undefined)
    throw new Error(`The demo needs the folder templates/crm; it is not at ${places[0]}.`);
  return found;
}
