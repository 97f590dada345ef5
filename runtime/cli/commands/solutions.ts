import { writeFile } from 'node:fs/promises';
import type { MergeConflict, Side } from '#metadata/merge.ts';
import { type Call, type Command, Misuse, OK, type Output, REFUSED } from '../command.ts';

const DEEDS = ['list', 'install', 'uninstall', 'pack'] as const;

export const solutionsCommand: Command = {
  name: 'solutions',
  usage: `${DEEDS.join('|')} [DIR|KEY]`,
  summary: 'Solutions: list them, install or upgrade one from a folder, take one away, pack one as a file.',
  options: {
    'dry-run': { value: null, text: 'install, uninstall: say what would happen, and change nothing' },
    theirs: {
      value: 'NAME;…',
      text: 'install: conflicts in which the solution counts, or all; else what stands here does',
    },
    strict: { value: null, text: 'install: refuse while there are conflicts that were not decided' },
    ours: { value: 'NAME;…', text: 'install: conflicts decided for what stands here, for --strict' },
    to: { value: 'FILE', text: 'pack: the file to write; by default KEY-VERSION.zip' },
  },
  help: [
    'Installing again is upgrading: what was changed here since the last delivery stays, what the solution has changed comes in.',
    'Where both changed the same place it is a conflict, told by its name; --theirs and --ours decide it by that name.',
    'Uninstalling takes the definitions away; records are put aside for 30 days. It is refused while other solutions need them.',
  ].join('\n'),
  async run(call) {
    const [deed, ...rest] = call.args;
    if (!DEEDS.some((one) => one === deed)) throw new Misuse(`Say ${DEEDS.join(', ')}.`);
    if (deed === 'list') return list(call.out);
    const [what, ...more] = rest;
    if (what === undefined || more.length > 0)
      throw new Misuse(deed === 'install' ? 'Name one folder.' : 'Name one solution.');
    if (deed === 'install') return install(call, what);
    return deed === 'uninstall' ? uninstall(call, what) : pack(call, what);
  },
};

// helpers //////////

async function list(out: Output): Promise<number> {
  const [{ withPlatform }, { listSolutions }, { textOf }] = await Promise.all([
    import('../open.ts'),
    import('../../server/publish/install.ts'),
    import('#metadata/label.ts'),
  ]);
  return withPlatform(async ({ ground }) => {
    const solutions = await listSolutions(ground);
    for (const { key, version, title, installed, changedHere } of solutions) {
      const changed = changedHere.length ? `, ${changedHere.length} definitions changed here` : '';
      const how = installed ? `installed ${installed.version}${changed}` : 'made here';
      out.line(`${key.padEnd(16)} ${version.padEnd(8)} ${textOf(title, 'en', key)}: ${how}`);
    }
    out.result({ ok: true, solutions });
    return OK;
  });
}

async function install({ options, out }: Call, folder: string): Promise<number> {
  const [{ withPlatform }, { tellPlan, tellProblems }, { readDelivered }, installing] = await Promise.all([
    import('../open.ts'),
    import('../folder.ts'),
    import('../../server/publish/folder.ts'),
    import('../../server/publish/install.ts'),
  ]);
  const { solution, delivered } = await readDelivered(folder);
  return withPlatform(async ({ ground }) => {
    const first = await installing.planInstall(ground, delivered, solution);
    const decisions = await decided(options, first.conflicts);
    const plan = decisions.size
      ? await installing.planInstall(ground, delivered, solution, decisions)
      : first;
    const open = installing.openConflicts(plan.conflicts, decisions);
    await tellConflicts(out, plan.conflicts);
    if (options['dry-run'])
      return tellPlan(out, plan, { solution, conflicts: plan.conflicts }) ? OK : REFUSED;
    if (options.strict && open.length > 0) {
      out.error(`${open.length} conflicts are not decided; nothing was changed.`);
      out.result({ ok: false, solution, conflicts: plan.conflicts });
      return REFUSED;
    }
    const note = `${plan.from === null ? 'Installed' : 'Upgraded'} ${solution} ${plan.to}`;
    const done = await installing.installSolution(ground, delivered, solution, {
      personId: null,
      note,
      decisions,
    });
    tellProblems(
      out,
      done.warnings.filter(({ code }) => code !== 'merge_conflict'),
    );
    out.line(
      done.changed
        ? `${note}: release ${done.release} is live.`
        : `Nothing to change; ${solution} is ${plan.to}.`,
    );
    out.result({ ok: true, solution, from: plan.from, to: plan.to, ...done });
    return OK;
  });
}

async function uninstall({ options, out }: Call, key: string): Promise<number> {
  const [{ withPlatform }, { tellPlan }, { planUninstall, uninstallSolution }] = await Promise.all([
    import('../open.ts'),
    import('../folder.ts'),
    import('../../server/publish/install.ts'),
  ]);
  return withPlatform(async ({ ground }) => {
    const plan = await planUninstall(ground, key);
    if (options['dry-run'] || plan.plan.problems.some(({ severity }) => severity === 'error'))
      return tellPlan(out, plan) ? OK : REFUSED;
    const done = await uninstallSolution(ground, key, { personId: null, note: `Uninstalled ${key}` });
    out.line(
      `${key} is taken away: release ${done.release} is live. Its records are kept aside for 30 days.`,
    );
    out.result({ ok: true, solution: key, ...done });
    return OK;
  });
}

async function pack({ options, out }: Call, key: string): Promise<number> {
  const [{ withPlatform }, { packSolution }] = await Promise.all([
    import('../open.ts'),
    import('../../server/publish/solution-archive.ts'),
  ]);
  return withPlatform(async ({ ground }) => {
    const { name, bytes } = await packSolution(ground, key);
    const file = typeof options.to === 'string' ? options.to : name;
    await writeFile(file, bytes);
    out.line(`${file}: ${bytes.length} bytes`);
    out.result({ ok: true, solution: key, file, bytes: bytes.length });
    return OK;
  });
}

async function decided(
  options: Call['options'],
  conflicts: readonly MergeConflict[],
): Promise<ReadonlyMap<string, Side>> {
  const { conflictName } = await import('#metadata/merge.ts');
  const known = conflicts.map(conflictName);
  const decisions = new Map<string, Side>();
  for (const side of ['ours', 'theirs'] as const) {
    const said = options[side];
    const names =
      typeof said !== 'string' ? [] : said === 'all' ? known : said.split(';').map((name) => name.trim());
    for (const name of names) {
      if (!known.includes(name)) throw new Misuse(`There is no conflict "${name}".`);
      decisions.set(name, side);
    }
  }
  return decisions;
}

async function tellConflicts(out: Output, conflicts: readonly MergeConflict[]): Promise<void> {
  const { conflictName } = await import('#metadata/merge.ts');
  for (const conflict of conflicts) out.line(`conflict: ${conflictName(conflict)}: ${conflict.message}`);
}
