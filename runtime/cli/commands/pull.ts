import { type Command, Misuse, OK } from '../command.ts';

export const pullCommand: Command = {
  name: 'pull',
  usage: 'DIR',
  summary: 'Write a solution as it is live into a folder; files that say the same stay as they are.',
  options: {
    solution: {
      value: 'KEY',
      text: 'which solution; by default the one whose solution.yaml is in the folder',
    },
  },
  async run({ args, options, out }) {
    const [{ withPlatform }, { folderOf, isSolution }, { pullFolder, solutionIn }] = await Promise.all([
      import('../open.ts'),
      import('../folder.ts'),
      import('../../server/publish/folder.ts'),
    ]);
    const folder = folderOf(args);
    return withPlatform(async ({ ground }) => {
      const said = typeof options.solution === 'string' ? options.solution : null;
      const solution = said ?? (isSolution(folder) ? await solutionIn(folder) : null);
      if (solution === null) throw new Misuse('Name the solution: --solution KEY.');
      const { written, removed } = await pullFolder(ground, folder, solution);
      for (const file of written) out.line(`written  ${file}`);
      for (const file of removed) out.line(`removed  ${file}`);
      if (written.length + removed.length === 0) out.line('Nothing to write; the folder says what is live.');
      out.result({ ok: true, solution, written, removed });
      return OK;
    });
  },
};
