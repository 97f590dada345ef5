/** What the network asks of solutions: list, pack, install from a file, take away; each deed with its plan before. */
import type { Label } from '#metadata/label.ts';
import { conflictName, type MergeConflict } from '#metadata/merge.ts';
import type { PlanReply } from '../../api/metadata.ts';
import type { InstallPlanReply, SolutionConflict } from '../../api/solutions.ts';
import { planReply } from './drafts.ts';
import type { PublishGround } from './ground.ts';
import {
  type Decisions,
  type InstallBy,
  installSolution,
  listSolutions,
  planInstall,
  planUninstall,
  type SolutionFacts,
  uninstallSolution,
} from './install.ts';
import type { Published } from './publish.ts';
import { packSolution, type SolutionArchive, unpackSolution } from './solution-archive.ts';

export interface Solutions {
  list(): Promise<SolutionFacts[]>;
  pack(key: string): Promise<SolutionArchive>;
  planInstall(file: SolutionArchive, decisions: Decisions): Promise<InstallPlanReply>;
  install(file: SolutionArchive, by: InstallBy): Promise<Published>;
  planUninstall(key: string): Promise<PlanReply>;
  uninstall(key: string, by: Omit<InstallBy, 'decisions'>): Promise<Published>;
}

export function createSolutions(ground: PublishGround): Solutions {
  return {
    list: () => listSolutions(ground),
    pack: (key) => packSolution(ground, key),
    async planInstall(file, decisions) {
      const { solution, delivered } = await unpackSolution(file);
      const plan = await planInstall(ground, delivered, solution, decisions);
      const { title = solution } = delivered.definitions.get(`solution/${solution}`)!.content as {
        readonly title?: Label;
      };
      const { from, to } = plan;
      return { ...planReply(plan), solution, title, from, to, conflicts: plan.conflicts.map(told) };
    },
    async install(file, by) {
      const { solution, delivered } = await unpackSolution(file);
      return installSolution(ground, delivered, solution, by);
    },
    planUninstall: async (key) => planReply(await planUninstall(ground, key)),
    uninstall: (key, by) => uninstallSolution(ground, key, by),
  };
}

// helpers //////////

function told(conflict: MergeConflict): SolutionConflict {
  return { name: conflictName(conflict), ...conflict };
}
