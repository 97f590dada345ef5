import { type Command, OK } from '../command.ts';

export const applyCommand: Command = {
  name: 'apply',
  usage: 'DIR|FILE...',
  summary: 'Publish a folder as the next release: a solution as a whole, or loose BPMN and DMN models.',
  options: { note: { value: 'TEXT', text: 'what the release is about' } },
  help: [
    'A folder with a solution.yaml is the whole solution: what it does not hold is taken away.',
    'Other folders and files hold models, forms and task types that are deployed beside what is there, all or nothing.',
  ].join('\n'),
  async run({ args, options, out }) {
    const [{ withPlatform }, { pathsOf, tellProblems }, { applyFolder }, { readLoose }] = await Promise.all([
      import('../open.ts'),
      import('../folder.ts'),
      import('../../server/publish/folder.ts'),
      import('../../server/deployments/read-folder.ts'),
    ]);
    const given = pathsOf(args);
    const by = { personId: null, ...(typeof options.note === 'string' && { note: options.note }) };
    return withPlatform(async ({ ground, services }) => {
      if ('solution' in given) {
        const published = await applyFolder(ground, given.solution, by);
        tellProblems(out, published.warnings);
        out.line(
          published.changed
            ? `Release ${published.release} is live.`
            : `Nothing to change; release ${published.release} is as the folder says.`,
        );
        out.result({ ok: true, ...published });
        return OK;
      }
      const deployment = await services.deployments.deploy(await readLoose(given.loose), by);
      for (const { file, elementId, message } of deployment.warnings)
        out.line(`warning: ${file}${elementId ? ` ${elementId}` : ''}: ${message}`);
      for (const { key, name, version, changed } of [...deployment.processes, ...deployment.decisions])
        out.line(`${key} version ${version}${changed ? '' : ' as before'}: ${name.replaceAll(/\s+/g, ' ')}`);
      out.line(`Release ${deployment.release} is live.`);
      out.result({ ok: true, ...deployment });
      return OK;
    });
  },
};
