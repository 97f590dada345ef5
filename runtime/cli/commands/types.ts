import { writeFile } from 'node:fs/promises';
import { type Command, OK } from '../command.ts';

export const typesCommand: Command = {
  name: 'types',
  usage: '[FILE]',
  summary: 'TypeScript types of the entities as they are live, printed or written into a file.',
  options: { client: { value: null, text: 'with a typed client of the API behind them' } },
  async run({ args: [file], options, out }) {
    const [{ withPlatform }, { typesOf }, { clientOf }] = await Promise.all([
      import('../open.ts'),
      import('#metadata/typegen.ts'),
      import('#metadata/typegen-client.ts'),
    ]);
    return withPlatform(async ({ ground }) => {
      const write = options.client ? clientOf : typesOf;
      const text = write(ground.model.live().registry);
      if (file === undefined) out.line(text.trimEnd());
      else {
        await writeFile(file, text);
        out.line(`Types of ${ground.model.live().registry.entities.size} entities written to ${file}.`);
      }
      out.result({ ok: true, types: text });
      return OK;
    });
  },
};
