import { type Command, OK, REFUSED } from '../command.ts';

export const planCommand: Command = {
  name: 'plan',
  usage: 'DIR',
  summary: 'Show what applying a folder would change: in words, with consequences and problems.',
  help: 'A folder with a solution.yaml is a whole solution; any other folder, or a file, holds models to deploy.',
  async run({ args, out }) {
    const [{ withPlatform }, { folderOf, isSolution, tellPlan }, { planFolder }, { readLoose }] =
      await Promise.all([
        import('../open.ts'),
        import('../folder.ts'),
        import('../../server/publish/folder.ts'),
        import('../../server/deployments/read-folder.ts'),
      ]);
    const folder = folderOf(args);
    return withPlatform(async ({ ground, services }) => {
      const result = isSolution(folder)
        ? await planFolder(ground, folder)
        : await services.deployments.plan(await readLoose(folder));
      return tellPlan(out, result) ? OK : REFUSED;
    });
  },
};
