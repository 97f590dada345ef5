/** Deployed processes and decisions in memory, by version. */
import type { CalledProcess, RequiredDecision } from '../lookup.ts';
import type { Definition, Process } from '../process.ts';
import type { DecisionSource } from '../world.ts';

interface DeployedDecision {
  readonly source: DecisionSource;
  readonly version: number;
  readonly deployment: string;
}

export function newRegistry() {
  const versions = new Map<string, Definition[]>();
  const refs = new Map<string, Definition>();
  const decisions = new Map<string, DeployedDecision[]>();
  let deployments = 0;

  return {
    deploy(processes: readonly Process[], sources: readonly DecisionSource[]): Definition[] {
      const deployment = `d${++deployments}`;
      for (const source of sources) {
        const known = decisions.get(source.key) ?? [];
        decisions.set(source.key, [...known, { source, version: known.length + 1, deployment }]);
      }
      return processes.map((process) => {
        const known = versions.get(process.key) ?? [];
        const version = known.length + 1;
        const definition: Definition = { ref: `${process.key}:${version}`, version, deployment, process };
        versions.set(process.key, [...known, definition]);
        refs.set(definition.ref, definition);
        return definition;
      });
    },
    all: () => [...refs.values()],
    latest: () => [...versions.values()].map((list) => list.at(-1)!),
    byRef: (ref: string) => refs.get(ref) ?? null,
    byKey: (key: string, version?: number) =>
      (version === undefined ? versions.get(key)?.at(-1) : versions.get(key)?.[version - 1]) ?? null,
    called({ process, binding, version }: CalledProcess, caller: string): Definition | null {
      const list = versions.get(process) ?? [];
      if (binding === 'version') return list.find((one) => one.version === Number(version)) ?? null;
      if (binding === 'deployment')
        return list.find((one) => one.deployment === refs.get(caller)?.deployment) ?? null;
      if (binding === 'latest') return list.at(-1) ?? null;
      const tagged = list.filter((one) => one.process.versionTag === version);
      return tagged.length === 1 ? tagged[0]! : null;
    },
    decision({ decision, binding, version }: RequiredDecision, caller: string): DecisionSource | null {
      const list = decisions.get(decision) ?? [];
      if (binding === 'version') return list.find((one) => one.version === Number(version))?.source ?? null;
      if (binding === 'deployment')
        return list.find((one) => one.deployment === refs.get(caller)?.deployment)?.source ?? null;
      return list.at(-1)?.source ?? null;
    },
  };
}
