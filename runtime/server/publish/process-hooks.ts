/**
 * What publishing means for processes and decisions: each changed model is compiled before anything happens, problems come by
 * file and element; new versions and their start triggers are written within the switch. Handed to the ground by `assemble.ts`.
 */
import { type Definition, type DefinitionProblem, definitionsOf, error, idOf } from '#metadata/definition.ts';
import { pathOf } from '#metadata/files.ts';
import { kindOfModel } from '#metadata/kind.ts';
import { hint } from '#metadata/nearest.ts';
import { decisionIds, processIds } from '#metadata/process.ts';
import type { Clock } from '../clock.ts';
import { notify } from '../db/notify.ts';
import {
  type CheckedModels,
  checkModels,
  deployModels,
  type FileProblem,
  type ModelFile,
} from '../processes/deploy-models.ts';
import { deployOptions } from '../processes/deploy-options.ts';
import { platformOf } from '../processes/platform.ts';
import type { TaskTypes } from '../processes/task-types.ts';
import { withdrawDecisions, withdrawProcesses } from '../store/processes.ts';
import type { Publication, PublishHooks } from './ground.ts';

export interface ProcessHooksOptions {
  readonly taskTypes: TaskTypes;
  readonly clock: Clock;
  /** Zone of timers that name none. */
  readonly zone: string;
}

export function processHooks({ taskTypes, clock, zone }: ProcessHooksOptions): PublishHooks {
  /** Compiled once for the check and the switch of one publication. */
  const checked = new WeakMap<Publication, Promise<CheckedModels>>();

  function modelsOf(publication: Publication): Promise<CheckedModels> {
    let models = checked.get(publication);
    if (!models) {
      models = checkModels(withClashes(publication).map(fileOf), deployOptions(publication.after, taskTypes));
      checked.set(publication, models);
    }
    return models;
  }

  /** Unchanged models that do not run any more on what their ground has become; told by their errors. */
  async function broken(publication: Publication): Promise<DefinitionProblem[]> {
    if (!changesGround(publication)) return [];
    const changed = new Set(publication.put.map(idOf));
    const others = modelsIn(publication).filter((definition) => !changed.has(idOf(definition)));
    const { problems } = await checkModels(others.map(fileOf), deployOptions(publication.after, taskTypes));
    return problems.filter(({ severity }) => severity === 'error').map(told);
  }

  return {
    async check(publication) {
      const { problems } = await modelsOf(publication);
      return [...unknownTasks(publication, taskTypes), ...problems.map(told), ...(await broken(publication))];
    },
    async publish(tx, publication) {
      const models = await modelsOf(publication);
      const [before, after] = [publication.before.configuration, publication.configuration];
      const withdrawn = gone(processesIn(before), processesIn(after));
      if (withdrawn.length > 0) await withdrawProcesses(tx, withdrawn);
      const undecided = gone(decisionsIn(before), decisionsIn(after));
      if (undecided.length > 0) await withdrawDecisions(tx, undecided);
      if (models.processes.length === 0 && models.decisions.length === 0) return;
      await deployModels(tx, models, {
        at: clock.now(),
        zone,
        by: publication.personId,
        platform: platformOf(() => publication.after),
        restored: new Set(gone(processesIn(after), processesIn(before))),
      });
      await notify(tx, 'jobs', '');
    },
  };
}

// helpers //////////

const MODELS = new Set(['process', 'decision']);
/** Kinds that models are compiled with. */
const GROUND = new Set(['entity', 'extension', 'pipeline', 'calendar', 'task_types']);

function modelsIn({ configuration }: Publication): Definition[] {
  return [...definitionsOf(configuration, 'process'), ...definitionsOf(configuration, 'decision')];
}

function processesIn(configuration: Publication['configuration']): Set<string> {
  return new Set(
    definitionsOf(configuration, 'process').flatMap(({ content }) => processIds(String(content))),
  );
}

function decisionsIn(configuration: Publication['configuration']): Set<string> {
  return new Set(
    definitionsOf(configuration, 'decision').flatMap(({ content }) => decisionIds(String(content))),
  );
}

function gone(before: ReadonlySet<string>, after: ReadonlySet<string>): string[] {
  return [...before].filter((key) => !after.has(key));
}

/** What changed, and the unchanged files that name the same process: whether both run, compiling tells. */
function withClashes(publication: Publication): Definition[] {
  const put = publication.put.filter(({ kind }) => MODELS.has(kind));
  const ids = new Set(put.flatMap((definition) => idsOf(definition)));
  const changed = new Set(put.map(idOf));
  const others = definitionsOf(publication.configuration, 'process').filter(
    (definition) => !changed.has(idOf(definition)) && idsOf(definition).some((id) => ids.has(id)),
  );
  return [...put, ...others];
}

function idsOf({ kind, content }: Definition): readonly string[] {
  return kind === 'process' ? processIds(String(content)) : [];
}

function changesGround({ put, removed }: Publication): boolean {
  return [...put, ...removed].some(({ kind }) => GROUND.has(kind));
}

function fileOf(definition: Definition): ModelFile {
  const kind = definition.kind === 'process' ? 'process' : 'decision';
  return { name: pathOf(definition), kind, xml: String(definition.content) };
}

function told({ file, severity, code, message, elementId, params }: FileProblem): DefinitionProblem {
  const kind = kindOfModel(file)!;
  const key = file.slice(file.lastIndexOf('/') + 1, -kind.extension.length);
  const definition = idOf({ kind: kind.key, key });
  return {
    severity,
    code,
    message,
    definition,
    ...(elementId !== undefined && { elementId }),
    ...(params && { params }),
  };
}

/** Lines of `task_types` whose task this server does not have. */
function unknownTasks({ put }: Publication, { all }: TaskTypes): DefinitionProblem[] {
  return put
    .filter(({ kind }) => kind === 'task_types')
    .flatMap((definition) => {
      const { map } = definition.content as unknown as { readonly map: readonly { readonly task: string }[] };
      return map.flatMap(({ task }, line) =>
        all.has(task)
          ? []
          : [
              error(
                'task_type.unknown',
                `There is no task type "${task}".${hint(task, all.keys())}`,
                idOf(definition),
                ['map', line, 'task'],
              ),
            ],
      );
    });
}
