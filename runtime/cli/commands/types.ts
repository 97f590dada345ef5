import { writeFile } from 'node:fs/promises';
import { type Command, OK } from '../command.ts';

export const typesCommand: Command = {
  name: 'types',
  usage: '[FILE]',
  summary: 'TypeScript types of the entities as they are live, printed or written into a file.',
  async run({ args: [file], out }) {
    const [{ withPlatform }, { typesOf }] = await Promise.all([
      import('../open.ts'),
      import('#metadata/typegen.ts'),
    ]);
    return withPlatform(async ({ ground }) => {
      const text = typesOf(ground.model.live().registry);
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
