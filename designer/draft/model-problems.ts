/**
 * Mistakes in the diagrams and decisions of a configuration, found in the page by the same code that deploys them on the server.
 * Slow enough to wait for a pause; what has not changed is not looked at again.
 */
import { deployDecisions } from '#engine/decision.ts';
import { deploy } from '#engine/deploy.ts';
import { type Configuration, type DefinitionProblem, definitionsOf, idOf } from '#metadata/definition.ts';
import { processFacts } from '#metadata/process.ts';
import type { Registry } from '#metadata/registry.ts';

export interface ModelProblems {
  /** Of every process and decision of the configuration. */
  of(configuration: Configuration, registry: Registry): Promise<readonly DefinitionProblem[]>;
  /** Of one diagram as it stands in the editor. */
  ofProcess(key: string, xml: string, registry: Registry): Promise<readonly DefinitionProblem[]>;
}

export function createModelProblems(): ModelProblems {
  let found = new Map<string, { registry: Registry; problems: Promise<readonly DefinitionProblem[]> }>();

  const ofProcess = async (key: string, xml: string, registry: Registry) => {
    const result = await deploy(xml, processFacts(registry));
    const problems = result.ok ? result.warnings : result.problems;
    return problems.map(({ severity, code, message, elementId }) => ({
      severity,
      code,
      message,
      elementId,
      definition: idOf({ kind: 'process', key }),
    }));
  };

  return {
    ofProcess,
    async of(configuration, registry) {
      const kept: typeof found = new Map();
      for (const { key, content } of definitionsOf(configuration, 'process')) {
        const xml = String(content);
        const known = found.get(xml);
        // Entities a process reads may have changed; then it is looked at again.
        const usable = known && known.registry.entities === registry.entities;
        kept.set(xml, usable ? known : { registry, problems: ofProcess(key, xml, registry) });
      }
      found = kept;
      const processes = await Promise.all([...kept.values()].map(({ problems }) => problems));
      return [...processes.flat(), ...decisionProblems(configuration)];
    },
  };
}

// helpers //////////

function decisionProblems(configuration: Configuration): DefinitionProblem[] {
  return definitionsOf(configuration, 'decision').flatMap(({ key, content }) => {
    const result = deployDecisions([{ name: key, xml: String(content) }]);
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
