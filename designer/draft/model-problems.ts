/**
 * Mistakes in the diagrams and decisions of a configuration, found in the page by the same code that deploys them on the server.
 * Slow enough to wait for a pause; what has not changed is not looked at again.
 */
import { deployDecisions } from '#engine/decision.ts';
import { deploy } from '#engine/deploy.ts';
import { type Configuration, type DefinitionProblem, definitionsOf, idOf } from '#metadata/definition.ts';
import { decisionFacts, processFacts } from '#metadata/process.ts';
import type { Registry } from '#metadata/registry.ts';

export interface ModelProblems {
  /** Of every process and decision of the configuration. */
  of(configuration: Configuration, ground: ModelGround): Promise<readonly DefinitionProblem[]>;
  /** Of one diagram as it stands in the editor. */
  ofProcess(key: string, xml: string, ground: ModelGround): Promise<readonly DefinitionProblem[]>;
}

/** What models are compiled with. */
export interface ModelGround {
  readonly registry: Registry;
  /** Of this server; empty while they are not known, then every type will do. */
  readonly taskTypes: ReadonlyMap<string, { readonly inline: boolean }>;
}

export function createModelProblems(): ModelProblems {
  let found = new Map<string, { ground: ModelGround; problems: Promise<readonly DefinitionProblem[]> }>();

  const ofProcess = async (key: string, xml: string, { registry, taskTypes }: ModelGround) => {
    const options = { ...processFacts(registry), ...(taskTypes.size > 0 && { taskTypes }) };
    const result = await deploy(xml, options);
    const problems = result.ok ? result.warnings : result.problems;
    return problems.map(({ severity, code, message, elementId, params }) => ({
      severity,
      code,
      message,
      elementId,
      params,
      definition: idOf({ kind: 'process', key }),
    }));
  };

  return {
    ofProcess,
    async of(configuration, ground) {
      const kept: typeof found = new Map();
      for (const { key, content } of definitionsOf(configuration, 'process')) {
        const xml = String(content);
        const known = found.get(xml);
        const usable = known && sameGround(known.ground, ground);
        kept.set(xml, usable ? known : { ground, problems: ofProcess(key, xml, ground) });
      }
      found = kept;
      const processes = await Promise.all([...kept.values()].map(({ problems }) => problems));
      return [...processes.flat(), ...decisionProblems(configuration, ground)];
    },
  };
}

// helpers //////////

/** Whether a process means the same on both: what it reads of entities, its tasks and its calendars are the same. */
function sameGround(a: ModelGround, b: ModelGround): boolean {
  return (
    a.taskTypes === b.taskTypes &&
    a.registry.entities === b.registry.entities &&
    a.registry.taskTypes === b.registry.taskTypes &&
    a.registry.calendars === b.registry.calendars
  );
}

function decisionProblems(configuration: Configuration, { registry }: ModelGround): DefinitionProblem[] {
  const facts = decisionFacts(processFacts(registry));
  return definitionsOf(configuration, 'decision').flatMap(({ key, content }) => {
    const result = deployDecisions([{ name: key, xml: String(content) }], facts);
    const problems = result.ok ? result.warnings : result.problems;
    return problems.map(({ severity, code, message, elementId }) => ({
      severity,
      code,
      message,
      elementId,
      definition: idOf({ kind: 'decision', key }),
    }));
  });
}
