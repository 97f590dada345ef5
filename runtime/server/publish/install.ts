/**
 * Solutions come, are upgraded and go. An upgrade merges what was delivered, what stands here and what is delivered now, so that
 * changes made in the installation outlive it; conflicts are told by path and may be decided. Whole or not at all, as a release.
 */
import type { Change } from '#metadata/change.ts';
import { compareConfigurations } from '#metadata/compare.ts';
import {
  type Configuration,
  configurationOf,
  type Definition,
  type DefinitionProblem,
  idOf,
  sameContent,
  warning,
} from '#metadata/definition.ts';
import type { Label } from '#metadata/label.ts';
import { conflictName, type MergeConflict, type Side } from '#metadata/merge.ts';
import { PEOPLE } from '#metadata/people.ts';
import type { SolutionDefinition } from '#metadata/schemas/generated/definitions.ts';
import { upgrade } from '#metadata/upgrade.ts';
import { Rejection } from '../rejection.ts';
import { changesBetween } from '../store/releases.ts';
import {
  deleteInstalled,
  type InstalledRow,
  installedRows,
  installedSolution,
  keepInstalled,
} from '../store/solutions.ts';
import type { PublishGround } from './ground.ts';
import { type PlanResult, type Published, planChanges, publish } from './publish.ts';

export type Decisions = ReadonlyMap<string, Side>;

export interface InstallPlan extends PlanResult {
  readonly solution: string;
  readonly from: string | null;
  readonly to: string;
  readonly conflicts: readonly MergeConflict[];
}

export interface Installed extends Published {
  readonly conflicts: readonly MergeConflict[];
}

export interface InstallBy {
  readonly personId: string | null;
  readonly note: string;
  readonly decisions?: Decisions;
  /** The release that was live when it was planned; refused when another one is now. */
  readonly base?: number;
}

/** What installing or upgrading would do. Changes nothing. */
export async function planInstall(
  ground: PublishGround,
  delivered: Configuration,
  key: string,
  decisions?: Decisions,
): Promise<InstallPlan> {
  const { changes, conflicts, row } = await installChanges(ground, delivered, key, decisions);
  const result = await planChanges(ground, changes);
  const to = versionOf(delivered, key);
  return { ...result, solution: key, from: row?.version ?? null, to, conflicts };
}

/** @param delivered the definitions of the solution `key`, as its maker gives them */
export async function installSolution(
  ground: PublishGround,
  delivered: Configuration,
  key: string,
  { decisions, ...by }: InstallBy,
): Promise<Installed> {
  const { changes, conflicts, base } = await installChanges(ground, delivered, key, decisions);
  const at = new Date(ground.clock.now());
  const version = versionOf(delivered, key);
  const published = await publish(ground, {
    changes,
    base,
    ...by,
    within: (tx, release) => keepInstalled(tx, key, version, delivered, { at, release }),
  });
  if (!published.changed)
    await keepInstalled(ground.db, key, version, delivered, { at, release: published.release });
  const told: DefinitionProblem[] = conflicts.map(({ definition, path, message }) =>
    warning('merge_conflict', message, definition, path),
  );
  return { ...published, warnings: [...published.warnings, ...told], conflicts };
}

/** What taking a solution away would do: which records are put aside, who still needs it. */
export async function planUninstall(ground: PublishGround, key: string): Promise<PlanResult> {
  return planChanges(ground, (await uninstallChanges(ground, key)).changes);
}

/** Its definitions go, its records are put aside as those of any dropped entity. Refused where others need it. */
export async function uninstallSolution(
  ground: PublishGround,
  key: string,
  by: Omit<InstallBy, 'decisions'>,
): Promise<Published> {
  const { changes, base } = await uninstallChanges(ground, key);
  return publish(ground, { changes, base, ...by, within: (tx) => deleteInstalled(tx, key) });
}

export interface SolutionFacts {
  readonly key: string;
  readonly title: Label;
  /** Version that stands in its definition. */
  readonly version: string;
  /** When and as what it was installed; null for one made here. */
  readonly installed: InstalledRow | null;
  readonly requires: Readonly<Record<string, string>>;
  /** Definitions that were changed, added or taken away here since it was delivered. */
  readonly changedHere: readonly string[];
}

export async function listSolutions(ground: PublishGround): Promise<SolutionFacts[]> {
  const { registry } = await ground.model.reload();
  const rows = new Map((await installedRows(ground.db)).map((row) => [row.key, row]));
  const all = [...registry.configuration.definitions.values()];
  const facts = all
    .filter(({ kind }) => kind === 'solution')
    .map(async (definition): Promise<SolutionFacts> => {
      const { title, version = '0.0.0', requires = {} } = definition.content as unknown as SolutionDefinition;
      const { key } = definition;
      const delivered = rows.has(key) ? await installedSolution(ground.db, key) : null;
      const changedHere = delivered ? differing(delivered, registry.configuration, key) : [];
      const label = (title ?? key) as Label;
      return {
        key,
        title: label,
        version,
        installed: rows.get(key) ?? null,
        requires: requires as Record<string, string>,
        changedHere,
      };
    });
  return Promise.all(facts);
}

/** Decisions as they are written: every conflict's name and the side that counts. */
export function openConflicts(conflicts: readonly MergeConflict[], decisions: Decisions): MergeConflict[] {
  return conflicts.filter((conflict) => !decisions.has(conflictName(conflict)));
}

// helpers //////////

async function installChanges(
  ground: PublishGround,
  delivered: Configuration,
  key: string,
  decisions?: Decisions,
) {
  const { registry, release } = await ground.model.reload();
  const live = registry.configuration;
  const foreign = [...delivered.definitions.values()].find(
    (definition) => (live.definitions.get(idOf(definition))?.solution ?? key) !== key,
  );
  if (foreign) throw taken(foreign, live);
  const row = (await installedRows(ground.db)).find((one) => one.key === key) ?? null;
  const { configuration, conflicts } = upgrade({
    solution: key,
    live,
    base: await installedSolution(ground.db, key),
    delivered,
    since: await publishedSince(ground, row, release),
    ...(decisions && { decisions }),
  });
  return { changes: compareConfigurations(live, configuration), conflicts, base: release, row };
}

async function publishedSince(
  ground: PublishGround,
  row: InstalledRow | null,
  release: number,
): Promise<readonly Change[]> {
  if (row?.release == null) return [];
  const changes = await changesBetween(ground.db, row.release, release);
  return changes.map(({ change }) => change as unknown as Change);
}

async function uninstallChanges(ground: PublishGround, key: string) {
  const { registry, release } = await ground.model.reload();
  const live = registry.configuration;
  if (key === PEOPLE || !live.definitions.has(`solution/${key}`)) {
    const message =
      key === PEOPLE ? `The solution "${key}" is part of the platform.` : `There is no solution "${key}".`;
    throw new Rejection({ status: key === PEOPLE ? 409 : 404, code: 'not_found', message });
  }
  const rest = [...live.definitions.values()].filter(({ solution }) => solution !== key);
  return { changes: compareConfigurations(live, configurationOf(rest)), base: release };
}

function differing(delivered: Configuration, live: Configuration, key: string): string[] {
  const own = [...live.definitions].filter(([, { solution }]) => solution === key).map(([id]) => id);
  return [...new Set([...delivered.definitions.keys(), ...own])].filter((id) => {
    const [was, is] = [delivered.definitions.get(id), live.definitions.get(id)];
    return !was || !is || !sameContent(was.content, is.content);
  });
}

function taken(definition: Definition, live: Configuration): Rejection {
  const owner = live.definitions.get(idOf(definition))!.solution;
  const message = `The ${definition.kind} "${definition.key}" is already there, in the solution ${owner}. Keys are unique in an installation; rename one of them.`;
  return new Rejection({ status: 409, code: 'key_taken', message });
}

function versionOf(delivered: Configuration, key: string): string {
  const content = delivered.definitions.get(`solution/${key}`)?.content as SolutionDefinition | undefined;
  return content?.version ?? '0.0.0';
}
