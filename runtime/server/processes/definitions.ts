/**
 * Deployed processes and decisions, compiled once and kept: by id for ever (a version never changes), "the latest" until
 * something is deployed. The engine looks things up synchronously; what is not at hand is loaded when it asks.
 */
import { deployDecisions } from '#engine/decision.ts';
import { deploy } from '#engine/deploy.ts';
import type { DeployOptions } from '#engine/deployment.ts';
import type { Binding, CalledProcess, RequiredDecision } from '#engine/lookup.ts';
import type { Definition, Process } from '#engine/process.ts';
import type { DecisionSource } from '#engine/world.ts';
import { decisionFacts } from '#metadata/process.ts';
import type { Queryable } from '../db/database.ts';
import {
  type DeployedProcess,
  findDecision,
  findProcess,
  processById,
  type Which,
} from '../store/processes.ts';

export interface Definitions {
  /** At hand, known not to exist (null), or not looked up yet (undefined). */
  peek(ref: string): Definition | null | undefined;
  peekCalled(call: CalledProcess, caller: string): Definition | null | undefined;
  peekDecision(required: RequiredDecision, caller: string): DecisionSource | null | undefined;
  /** `on`: the open transaction, where there is one. */
  load(ref: string, on?: Queryable): Promise<Definition | null>;
  loadCalled(call: CalledProcess, caller: string, on?: Queryable): Promise<Definition | null>;
  loadDecision(required: RequiredDecision, caller: string, on?: Queryable): Promise<DecisionSource | null>;
  /** The version that starts by key; null when there is none, or it was switched off. */
  latest(key: string): Promise<Definition | null>;
  version(key: string, version: number): Promise<Definition | null>;
  /** Something was deployed or switched off: "the latest" must be looked up again. */
  forgetLatest(): void;
  /** Another release is live: what processes are compiled with (entities, `task_types`) may be another, and what is the latest. */
  forgetCompiled(): void;
}

export interface DefinitionsOptions {
  readonly db: Queryable;
  /** How models are compiled now: task types, implementations, entities. */
  readonly deployOptions: () => DeployOptions;
}

export function createDefinitions({ db, deployOptions }: DefinitionsOptions): Definitions {
  /** Of every version looked up; outlives what is compiled. */
  const deployments = new Map<string, string>();
  let byRef = new Map<string, Definition | null>();
  let compiled = new Map<string, Promise<readonly Process[]>>();
  let lookups = new Map<string, { definition: Definition | null }>();
  let decisions = new Map<string, { source: DecisionSource | null }>();

  function processesOf(row: DeployedProcess): Promise<readonly Process[]> {
    let processes = compiled.get(row.modelHash);
    if (!processes) {
      processes = deploy(row.xml, deployOptions()).then((result) => (result.ok ? result.processes : []));
      compiled.set(row.modelHash, processes);
    }
    return processes;
  }

  async function definitionOf(row: DeployedProcess): Promise<Definition | null> {
    const known = byRef.get(row.id);
    if (known) return known;
    const process = (await processesOf(row)).find((one) => one.key === row.key);
    if (!process) return null;
    const definition = { ref: row.id, version: row.version, deployment: row.deploymentId, process };
    deployments.set(row.id, row.deploymentId);
    byRef.set(row.id, definition);
    return definition;
  }

  async function lookUp(key: string, which: Which, on: Queryable = db): Promise<Definition | null> {
    const name = lookupName(key, which);
    const hit = lookups.get(name);
    if (hit) return hit.definition;
    const into = lookups;
    const row = await findProcess(on, key, which);
    const definition = row && (which.by !== 'latest' || row.active) ? await definitionOf(row) : null;
    into.set(name, { definition });
    return definition;
  }

  async function lookUpDecision(
    key: string,
    which: Which,
    on: Queryable = db,
  ): Promise<DecisionSource | null> {
    const name = lookupName(key, which);
    const hit = decisions.get(name);
    if (hit) return hit.source;
    const into = decisions;
    const row = await findDecision(on, key, which);
    const result = row ? deployDecisions(row.xml, decisionFacts(deployOptions())) : null;
    const source = result?.ok ? (result.decisions.find((decision) => decision.key === key) ?? null) : null;
    into.set(name, { source });
    return source;
  }

  const whichOf = (wanted: { binding: Binding; version: string | null }, caller: string): Which =>
    which(wanted.binding, wanted.version, deployments.get(caller));

  return {
    peek: (ref) => byRef.get(ref),
    peekCalled: (call, caller) => lookups.get(lookupName(call.process, whichOf(call, caller)))?.definition,
    peekDecision: (required, caller) =>
      decisions.get(lookupName(required.decision, whichOf(required, caller)))?.source,
    async load(ref, on = db) {
      const known = byRef.get(ref);
      if (known !== undefined) return known;
      const row = await processById(on, ref);
      const definition = row && (await definitionOf(row));
      if (!definition) byRef.set(ref, null);
      return definition;
    },
    loadCalled: (call, caller, on) => lookUp(call.process, whichOf(call, caller), on),
    loadDecision: (required, caller, on) => lookUpDecision(required.decision, whichOf(required, caller), on),
    latest: (key) => lookUp(key, { by: 'latest' }),
    version: (key, version) => lookUp(key, { by: 'version', version }),
    forgetLatest() {
      lookups = new Map();
      decisions = new Map();
    },
    forgetCompiled() {
      byRef = new Map();
      compiled = new Map();
      lookups = new Map();
      decisions = new Map();
    },
  };
}

// helpers //////////

function which(binding: Binding, version: string | null, deployment: string | undefined): Which {
  if (binding === 'version') return { by: 'version', version: Number(version) };
  if (binding === 'versionTag') return { by: 'versionTag', tag: version ?? '' };
  if (binding === 'deployment' && deployment) return { by: 'deployment', deployment };
  return { by: 'latest' };
}

function lookupName(key: string, which: Which): string {
  return JSON.stringify([key, ...Object.values(which)]);
}
