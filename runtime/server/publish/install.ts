/**
 * Installing and upgrading a solution: three-way merge of what was delivered, what stands here and what is delivered now, so
 * that changes made in the installation outlive an upgrade.
 */
import { compareConfigurations } from '#metadata/compare.ts';
import {
  type Configuration,
  configurationOf,
  type Definition,
  type DefinitionProblem,
  idOf,
  warning,
} from '#metadata/definition.ts';
import { mergeDefinitions } from '#metadata/merge.ts';
import type { SolutionDefinition } from '#metadata/schemas/generated/definitions.ts';
import { Rejection } from '../rejection.ts';
import { installedSolution, keepInstalled } from '../store/solutions.ts';
import type { PublishGround } from './ground.ts';
import { type Published, publish } from './publish.ts';

/** @param delivered the definitions of the solution `key`, as its maker gives them */
export async function installSolution(
  ground: PublishGround,
  delivered: Configuration,
  key: string,
  by: { readonly personId: string | null; readonly note: string },
): Promise<Published> {
  const { registry, release } = await ground.model.reload();
  const live = registry.configuration;
  const foreign = [...delivered.definitions.values()].filter(
    (definition) => (live.definitions.get(idOf(definition))?.solution ?? key) !== key,
  );
  if (foreign.length > 0) throw taken(foreign[0]!, live);
  const base = await installedSolution(ground.db, key);
  const ours = [...live.definitions.values()].filter((definition) => definition.solution === key);
  const { definitions, conflicts } = mergeDefinitions(base ? [...base.definitions.values()] : ours, ours, [
    ...delivered.definitions.values(),
  ]);
  const others = [...live.definitions.values()].filter((definition) => definition.solution !== key);
  const changes = compareConfigurations(live, configurationOf([...others, ...definitions]));
  const published = await publish(ground, { changes, base: release, ...by });
  await keepInstalled(ground.db, key, versionOf(delivered, key), delivered, new Date(ground.clock.now()));
  const told: DefinitionProblem[] = conflicts.map(({ definition, path, message }) =>
    warning('merge_conflict', message, definition, path),
  );
  return { ...published, warnings: [...published.warnings, ...told] };
}

// helpers //////////

function taken(definition: Definition, live: Configuration): Rejection {
  const owner = live.definitions.get(idOf(definition))!.solution;
  const message = `The ${definition.kind} "${definition.key}" is already there, in the solution ${owner}. Keys are unique in an installation; rename one of them.`;
  return new Rejection({ status: 409, code: 'key_taken', message });
}

function versionOf(delivered: Configuration, key: string): string {
  const content = delivered.definitions.get(`solution/${key}`)?.content as SolutionDefinition | undefined;
  return content?.version ?? '0.0.0';
}
