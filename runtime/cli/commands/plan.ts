import { type Command, OK, REFUSED } from '../command.ts';

export const planCommand: Command = {
  name: 'plan',
  usage: 'DIR|FILE...',
  summary: 'Show what applying a folder would change: in words, with consequences and problems.',
  help: 'A folder with a solution.yaml is a whole solution; other folders and files hold models to deploy.',
  async run({ args, out }) {
    const [{ withPlatform }, { pathsOf, tellPlan }, { planFolder }, { readLoose }] = await Promise.all([
      import('../open.ts'),
      import('../folder.ts'),
      import('../../server/publish/folder.ts'),
      import('../../server/deployments/read-folder.ts'),
    ]);
    const given = pathsOf(args);
    return withPlatform(async ({ ground, services }) => {
      const result =
        'solution' in given
          ? await planFolder(ground, given.solution)
          : await services.deployments.plan(await readLoose(given.loose));
      return tellPlan(out, result) ? OK : REFUSED;
    });
  },
};
