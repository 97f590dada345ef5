/**
 * What a trial runs: the processes of a file as it stands in the draft, those they call, the decisions of the draft. Compiled by
 * the engine's own code; programs that are not on this server are let in, because in a trial a person answers for them.
 */
import { type Decision, deployDecisions } from '#engine/decision.ts';
import { deploy } from '#engine/deploy.ts';
import type { Implementation } from '#engine/deployment.ts';
import type { Process } from '#engine/process.ts';
import { type Definition, type DefinitionProblem, definitionsOf, idOf } from '#metadata/definition.ts';
import { decisionFacts, processFacts, processIds } from '#metadata/process.ts';
import type { Registry } from '#metadata/registry.ts';

export interface TrialModels {
  /** Those of the file that is tried first. */
  readonly processes: readonly Process[];
  readonly decisions: readonly Decision[];
  /** The BPMN text a process stands in, by its key. */
  readonly files: ReadonlyMap<string, string>;
  readonly registry: Registry;
}

export type TrialGround =
  | { readonly ok: true; readonly models: TrialModels }
  /** The file can't run. */
  | { readonly ok: false; readonly problems: readonly DefinitionProblem[] };

/** @param taskTypes of this server; empty while they are not known, then every type will do */
export async function trialModels(
  { key, content }: Definition,
  registry: Registry,
  taskTypes: ReadonlyMap<string, { readonly inline: boolean }>,
): Promise<TrialGround> {
  const facts = processFacts(registry);
  const options = {
    ...facts,
    implementations: orByHand(facts.implementations, taskTypes),
    drafts: true,
    ...(taskTypes.size > 0 && { taskTypes }),
  };
  const first = await deploy(String(content), options);
  if (!first.ok) {
    const definition = idOf({ kind: 'process', key });
    return { ok: false, problems: first.problems.map((problem) => ({ ...problem, definition })) };
  }
  const processes = [...first.processes];
  const files = new Map(processes.map((process) => [process.key, String(content)]));
  const others = definitionsOf(registry.configuration, 'process').filter((other) => other.key !== key);
  for (let at = 0; at < processes.length; at++) {
    for (const other of others.filter((one) => !isIn(files, one) && calls(processes[at]!, one))) {
      const called = await deploy(String(other.content), { ...options, deployed: true });
      if (!called.ok) continue;
      for (const process of called.processes.filter((one) => !files.has(one.key))) {
        files.set(process.key, String(other.content));
        processes.push(process);
      }
    }
  }
  return { ok: true, models: { processes, decisions: decisionsOf(registry), files, registry } };
}

// helpers //////////

/** Whether a process may call one of the file's: by its id, or by an expression that could give any. */
function calls(process: Process, { content }: Definition): boolean {
  const ids = processIds(String(content));
  return [...process.elements.values()].some(({ call }) => {
    if (!call) return false;
    return call.process.kind !== 'constant' || ids.includes(String(call.process.value));
  });
}

function isIn(files: ReadonlyMap<string, string>, { content }: Definition): boolean {
  return processIds(String(content)).some((id) => files.has(id));
}

/** A decision with mistakes is not there: the task that asks for it says so. */
function decisionsOf(registry: Registry): Decision[] {
  const facts = decisionFacts(processFacts(registry));
  return definitionsOf(registry.configuration, 'decision').flatMap(({ key, content }) => {
    const result = deployDecisions([{ name: key, xml: String(content) }], facts);
    return result.ok ? result.decisions : [];
  });
}

/** A class or delegate without a line of its own is a service that a person answers for, named by its last word. */
function orByHand(
  known: ReadonlyMap<string, Implementation>,
  taskTypes: ReadonlyMap<string, unknown>,
): ReadonlyMap<string, Implementation> {
  const byHand = (name: string): Implementation => ({ taskType: name, inputs: {} });
  const found = new Map(known);
  found.get = (name) => {
    const line = known.get(name);
    return line && (taskTypes.size === 0 || taskTypes.has(line.taskType)) ? line : byHand(name);
  };
  return found;
}
