/**
 * Deploys BPMN and DMN texts: all of them or, when one can't run, none. A process gets a new version only where what
 * runs has changed; a new picture alone replaces the old one. Called within the transaction of a release.
 */
import { createHash } from 'node:crypto';
import { deployDecisions } from '#engine/decision.ts';
import { deploy } from '#engine/deploy.ts';
import type { DeployOptions, Problem, StartTrigger } from '#engine/deployment.ts';
import type { Process } from '#engine/process.ts';
import { type StartEnv, startTriggers } from '#engine/starts.ts';
import { decisionFacts } from '#metadata/process.ts';
import type { Json } from '#metadata/value.ts';
import type { Queryable } from '../db/database.ts';
import { newId } from '../ids.ts';
import {
  findProcess,
  insertDecision,
  insertProcess,
  newestDecision,
  redrawDecision,
  redrawProcess,
  replaceStartTriggers,
  restoreProcess,
  type StartTriggerRow,
  saveModel,
} from '../store/processes.ts';
import { executableHash } from './executable-content.ts';
import { NO_PLATFORM, type Platform } from './platform.ts';

export interface ModelFile {
  readonly name: string;
  readonly kind: 'process' | 'decision';
  readonly xml: string;
}

export interface FileProblem extends Problem {
  readonly file: string;
}

export interface CheckedModels {
  readonly problems: readonly FileProblem[];
  readonly processes: readonly { readonly file: ModelFile; readonly process: Process }[];
  readonly decisions: readonly {
    readonly file: ModelFile;
    readonly key: string;
    readonly name: string;
    readonly versionTag: string | null;
  }[];
}

export interface Deployed {
  readonly id: string;
  readonly processes: readonly DeployedVersion[];
  readonly decisions: readonly DeployedVersion[];
}

export interface DeployedVersion {
  readonly key: string;
  readonly name: string;
  readonly version: number;
  /** false: nothing that runs has changed, the version stays. */
  readonly changed: boolean;
}

/** Compiles the texts; writes nothing. With an error among the problems they can't be deployed. */
export async function checkModels(
  files: readonly ModelFile[],
  options: DeployOptions,
): Promise<CheckedModels> {
  const problems: FileProblem[] = [];
  const processes: { file: ModelFile; process: Process }[] = [];
  const decisions: { file: ModelFile; key: string; name: string; versionTag: string | null }[] = [];
  for (const file of files) {
    if (file.kind === 'process') {
      const result = await deploy(file.xml, options);
      problems.push(
        ...(result.ok ? result.warnings : result.problems).map((problem) => ({
          ...problem,
          file: file.name,
        })),
      );
      if (result.ok) processes.push(...result.processes.map((process) => ({ file, process })));
    } else {
      const result = deployDecisions([{ name: file.name, xml: file.xml }], decisionFacts(options));
      problems.push(...(result.ok ? result.warnings : result.problems));
      if (result.ok)
        decisions.push(
          ...result.decisions.map(({ key, name, versionTag }) => ({ file, key, name, versionTag })),
        );
    }
  }
  return { problems: [...problems, ...doubled(processes)], processes, decisions };
}

export interface DeployContext {
  readonly at: number;
  readonly zone: string;
  readonly by: string | null;
  readonly platform?: Platform;
  /** New versions even where nothing that runs has changed. */
  readonly again?: boolean;
  /** Keys of processes that were withdrawn and come back: their latest version starts again. */
  readonly restored?: ReadonlySet<string>;
}

/** Writes checked models. The caller holds the lock on releases, so that versions don't cross. */
export async function deployModels(
  tx: Queryable,
  models: CheckedModels,
  { at, zone, by, platform = NO_PLATFORM, again = false, restored }: DeployContext,
): Promise<Deployed> {
  const env = { now: at, zone, ...platform({ now: at, zone }) };
  const id = newId(at);
  const common = { deploymentId: id, at: new Date(at) };
  const processes: DeployedVersion[] = [];
  for (const { file, process } of models.processes) {
    const { key, versionTag } = process;
    const name = process.name ?? key;
    const modelHash = await keep(tx, file.xml);
    const latest = await findProcess(tx, key, { by: 'latest' });
    if (latest && !again && executableHash(latest.xml, key) === executableHash(file.xml, key)) {
      await redrawProcess(tx, latest.id, modelHash, name);
      if (restored?.has(key)) {
        await restoreProcess(tx, latest.id);
        await replaceStartTriggers(tx, key, triggerRows(process, latest.id, env));
      }
      processes.push({ key, name, version: latest.version, changed: false });
      continue;
    }
    const processId = newId(at);
    const version = await insertProcess(tx, {
      ...common,
      id: processId,
      key,
      versionTag,
      name,
      modelHash,
      by,
      historyDays: process.historyDays,
    });
    await replaceStartTriggers(tx, key, triggerRows(process, processId, env));
    processes.push({ key, name, version, changed: true });
  }
  const decisions: DeployedVersion[] = [];
  for (const { file, key, name, versionTag } of models.decisions) {
    const modelHash = await keep(tx, file.xml);
    const latest = await newestDecision(tx, key);
    if (latest && !again && executableHash(latest.xml, key) === executableHash(file.xml, key)) {
      await redrawDecision(tx, latest.id, modelHash, name);
      decisions.push({ key, name, version: latest.version, changed: false });
      continue;
    }
    const version = await insertDecision(tx, { ...common, id: newId(at), key, versionTag, name, modelHash });
    decisions.push({ key, name, version, changed: true });
  }
  return { id, processes, decisions };
}

// helpers //////////

async function keep(tx: Queryable, xml: string): Promise<Buffer> {
  const hash = createHash('sha256').update(xml).digest();
  await saveModel(tx, hash, xml);
  return hash;
}

function triggerRows(
  process: Process,
  processId: string,
  env: StartEnv,
): (Omit<StartTriggerRow, 'dueAt'> & { due: number | null })[] {
  return startTriggers(process, env).triggers.map((trigger) => ({
    processId,
    element: trigger.element,
    kind: trigger.kind,
    name: 'name' in trigger ? trigger.name : '',
    due: trigger.kind === 'timer' ? trigger.due : null,
    repeat: trigger.kind === 'timer' ? (trigger.repeat ?? null) : null,
    detail: detailOf(process, trigger),
  }));
}

/** Of a condition about a record: of which entity, so that its changes find the process. */
function detailOf(process: Process, trigger: StartTrigger): Json {
  if (trigger.kind === 'timer') return trigger.cycle === undefined ? null : { cycle: trigger.cycle };
  if (trigger.kind !== 'condition') return null;
  const about = process.context.variables.find(
    ({ name, type }) => type.kind === 'record' && (trigger.variable === null || trigger.variable === name),
  );
  if (about?.type.kind !== 'record') return null;
  return { variable: about.name, entity: about.type.entity, events: trigger.events && [...trigger.events] };
}

/** One key in two files would make the order of the files decide. */
function doubled(processes: CheckedModels['processes']): FileProblem[] {
  const first = new Map<string, string>();
  const problems: FileProblem[] = [];
  for (const { file, process } of processes) {
    const other = first.get(process.key);
    if (other === undefined) first.set(process.key, file.name);
    else {
      problems.push({
        severity: 'error',
        code: 'process.doubled',
        file: file.name,
        elementId: process.key,
        message: `The process “${process.key}” stands in ${other} as well; a process has one file.`,
      });
    }
  }
  return problems;
}
