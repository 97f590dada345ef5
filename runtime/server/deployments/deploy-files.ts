/**
 * Deploying: files become definitions of the local layer (or of the solution that holds them already) and are published as the
 * next release, all or nothing. Problems name the file and the element.
 */
import type { Change } from '#metadata/change.ts';
import {
  type Configuration,
  type DefinitionProblem,
  hasErrors,
  idOf,
  sameContent,
} from '#metadata/definition.ts';
import { decisionIds, processIds } from '#metadata/process.ts';
import { inSchemaOrder } from '#metadata/schema.ts';
import type { Deployment, GivenFilesReply, ModelProblem } from '../../api/processes.ts';
import type { Queryable } from '../db/database.ts';
import type { PublishGround } from '../publish/ground.ts';
import { type PlanResult, planChanges, publish, refuseErrors } from '../publish/publish.ts';
import { Rejection } from '../rejection.ts';
import { findDecision, findProcess } from '../store/processes.ts';
import { type GivenDefinitions, type GivenFile, LOCAL, readGivenFiles } from './read-files.ts';

export interface Deployments {
  deploy(
    files: readonly GivenFile[],
    by: { readonly personId: string | null; readonly note?: string },
  ): Promise<Deployment>;
  /** What the files hold, beside this configuration; changes nothing. */
  read(files: readonly GivenFile[], beside: Configuration): GivenFilesReply;
  /** What deploying them would do; changes nothing. */
  plan(files: readonly GivenFile[]): Promise<PlanResult>;
}

export function createDeployments(ground: PublishGround): Deployments {
  const { db, model } = ground;

  async function proposed(files: readonly GivenFile[]) {
    const { registry, release } = await model.reload();
    const given = readGivenFiles(files, registry.configuration);
    return { given, base: release, changes: changesFor(given, registry.configuration) };
  }

  async function deployOnce(
    files: readonly GivenFile[],
    { personId, note }: { readonly personId: string | null; readonly note?: string },
  ): Promise<Deployment> {
    if (files.length === 0)
      throw new Rejection({ status: 422, code: 'no_files', message: 'Send at least one file to deploy.' });
    const { given, base, changes } = await proposed(files);
    try {
      refuseErrors(given.problems);
      const before = await versionsOf(db, given);
      const { release, warnings } = await publish(ground, {
        changes,
        base,
        personId,
        note: note ?? `Deployed ${files.map(({ name }) => name).join(', ')}`,
      });
      const told = [...given.problems, ...warnings].map((problem) => modelProblem(problem, given));
      return { release, ...deployment(before, await versionsOf(db, given), release), warnings: told };
    } catch (refused) {
      throw located(refused, given);
    }
  }

  return {
    async deploy(files, by) {
      for (let tries = 1; ; tries++) {
        try {
          return await deployOnce(files, by);
        } catch (refused) {
          // Somebody published in between; what the files replace is looked up again.
          const moved = refused instanceof Rejection && refused.detail.code === 'release_moved';
          if (!moved || tries === TRIES) throw refused;
        }
      }
    },
    read(files, beside) {
      const given = readGivenFiles(files, beside);
      return {
        definitions: given.definitions.map((definition) => ({
          ...definition,
          solution: beside.definitions.get(idOf(definition))?.solution ?? null,
          file: given.files.get(idOf(definition))!,
        })),
        problems: given.problems.map((problem) => modelProblem(problem, given)),
      };
    },
    async plan(files) {
      const { given, changes } = await proposed(files);
      const result = await planChanges(ground, changes);
      const problems = [...given.problems, ...result.plan.problems].map((problem) =>
        withFile(problem, given),
      );
      return { ...result, plan: { ...result.plan, problems } };
    },
  };
}

// helpers //////////

const TRIES = 3;

function changesFor({ definitions }: GivenDefinitions, live: Configuration): Change[] {
  const changed = definitions.filter((definition) => {
    const old = live.definitions.get(idOf(definition));
    return !old || !sameContent(old.content, inSchemaOrder(definition.kind, definition.content));
  });
  const needsLocal = changed.some(({ solution }) => solution === LOCAL);
  const missing = needsLocal && !live.definitions.has(`solution/${LOCAL}`);
  return [
    ...(missing ? [LOCAL_SOLUTION] : []),
    ...changed.map(({ kind, key, solution, content }): Change => {
      const adds = kind === 'entity' && !live.definitions.has(idOf({ kind, key }));
      return adds
        ? { change: 'add_entity', entity: key, solution, content }
        : { change: 'put', kind, key, solution, content };
    }),
  ];
}

const LOCAL_SOLUTION: Change = {
  change: 'put',
  kind: 'solution',
  key: LOCAL,
  solution: LOCAL,
  content: {
    key: LOCAL,
    title: { en: 'Own', uk: 'Власне', ru: 'Своё' },
    description: {
      en: 'What was made or deployed in this installation.',
      uk: 'Що створено або розгорнуто в цій системі.',
      ru: 'Что создано или развёрнуто в этой системе.',
    },
    version: '1.0.0',
    languages: ['en', 'uk', 'ru'],
  },
};

interface Version {
  readonly kind: 'process' | 'decision';
  readonly key: string;
  readonly name: string;
  readonly version: number;
  readonly deploymentId: string;
}

/** The latest versions of the processes and decisions that the files name. */
async function versionsOf(db: Queryable, { definitions }: GivenDefinitions): Promise<Version[]> {
  const versions: Version[] = [];
  for (const { kind, content } of definitions) {
    if (kind !== 'process' && kind !== 'decision') continue;
    const find = kind === 'process' ? findProcess : findDecision;
    for (const id of (kind === 'process' ? processIds : decisionIds)(String(content))) {
      const row = await find(db, id, { by: 'latest' });
      if (row) versions.push({ ...row, kind });
    }
  }
  return versions;
}

function deployment(
  before: readonly Version[],
  after: readonly Version[],
  release: number,
): Pick<Deployment, 'id' | 'processes' | 'decisions'> {
  const isNew = ({ kind, key, version }: Version) =>
    !before.some((old) => old.kind === kind && old.key === key && old.version === version);
  const told = (kind: Version['kind']) =>
    after
      .filter((one) => one.kind === kind)
      .map((one) => ({ key: one.key, name: one.name, version: one.version, changed: isNew(one) }));
  const { deploymentId = `release-${release}` } = after.find(isNew) ?? after[0] ?? {};
  return { id: deploymentId, processes: told('process'), decisions: told('decision') };
}

function withFile(problem: DefinitionProblem, { files }: GivenDefinitions): DefinitionProblem {
  const file = problem.file ?? files.get(problem.definition ?? '');
  return file === undefined ? problem : { ...problem, file };
}

function modelProblem(problem: DefinitionProblem, given: GivenDefinitions): ModelProblem {
  const { severity, code, message, elementId, definition } = problem;
  const file = withFile(problem, given).file ?? definition ?? '';
  return { severity, code, message, file, ...(elementId !== undefined && { elementId }) };
}

/** A refusal of publishing by the files that were sent. */
function located(refused: unknown, given: GivenDefinitions): unknown {
  if (!(refused instanceof Rejection) || !Array.isArray(refused.detail.extra?.problems)) return refused;
  const problems = refused.detail.extra.problems as readonly DefinitionProblem[];
  if (!hasErrors(problems)) return refused;
  const told = problems.map((problem) => modelProblem(problem, given));
  return new Rejection({
    ...refused.detail,
    errors: told
      .filter(({ severity }) => severity === 'error')
      .map(({ file, elementId, code, message }) => ({
        path: elementId === undefined ? file : `${file}#${elementId}`,
        code,
        message,
      })),
    extra: { ...refused.detail.extra, problems: told },
  });
}
