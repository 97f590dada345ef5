/** Files of decisions in, decisions out that can be evaluated; or what is wrong with the files. */
import type { Env, Scope, Type } from '#metadata/expression.ts';
import { EvaluationFailure, isStackOverflow } from '#metadata/expression.ts';
import { contextOf, type Value } from '#metadata/value.ts';
import { type CompiledGraph, compileGraph } from './compile-graph.ts';
import { buildGraph, type GraphNode } from './graph.ts';
import type {
  Decision,
  DecisionDeployment,
  DecisionFile,
  DecisionOptions,
  DecisionOutcome,
  DecisionProblem,
  DecisionService,
} from './model.ts';
import { CAMUNDA } from './namespaces.ts';
import { type Report, readModel } from './read-model.ts';
import { type GraphEvaluation, newEvaluation, nodeValue, runService } from './run-graph.ts';

const MAX_PROBLEMS = 200;

/** Deploys one file or several that import one another. Never throws on any text. */
export function deployDecisions(
  files: string | readonly DecisionFile[],
  options: DecisionOptions = {},
): DecisionDeployment {
  const problems: DecisionProblem[] = [];
  const report: Report = ({ file }, { line, nearestId }, severity, code, message) => {
    if (problems.length < MAX_PROBLEMS)
      problems.push({ file, line, severity, code, message, elementId: nearestId });
  };
  const all = typeof files === 'string' ? [{ name: 'decisions.dmn', xml: files }] : files;
  const models = all.flatMap((file) => readModel(file, report) ?? []);
  const graph = compileGraph(buildGraph(models, options, report), options, report);
  for (const node of graph.nodes) graph.typeOf(node);
  const decisions = graph.nodes
    .filter(({ kind }) => kind === 'decision')
    .map((node) => decisionOf(node, graph));
  const services = graph.nodes.filter(({ kind }) => kind === 'service').map((node) => serviceOf(node, graph));
  if (problems.some(({ severity }) => severity === 'error')) return { ok: false, problems };
  return { ok: true, decisions, services, warnings: problems };
}

// helpers //////////

function decisionOf(node: GraphNode, graph: CompiledGraph): Decision {
  // Compiled now, so that its problems are found at deployment.
  graph.logicOf(node);
  return Object.freeze({
    kind: 'decision' as const,
    ...identityOf(node, graph.typeOf(node)),
    versionTag: node.element.attributes[`{${CAMUNDA}}versionTag`] ?? null,
    reads: readsOfNode(node, graph),
    evaluate: (inputs: Scope, env: Env) =>
      outcomeOf(newEvaluation(graph, inputs, env), (evaluation) => {
        const value = nodeValue(node, evaluation);
        const table = evaluation.tables.get(node);
        return {
          value,
          rows: table ? table.rows : [contextOf([[node.name, value]])],
          rules: table ? table.trace.rules.map(({ id }) => id) : [],
        };
      }),
  });
}

function serviceOf(node: GraphNode, graph: CompiledGraph): DecisionService {
  const { parameters, type } = graph.serviceOf(node);
  return Object.freeze({
    kind: 'service' as const,
    ...identityOf(node, type.kind === 'function' ? type.result : type),
    parameters: parameters.map(({ name }) => name),
    evaluate: (inputs: Scope, env: Env) =>
      outcomeOf(newEvaluation(graph, inputs, env), (evaluation) => {
        const args = parameters.map((parameter) => argumentOf(parameter, inputs));
        const value = runService(node, args, evaluation);
        return { value, rows: [contextOf([[node.name, value]])], rules: [] };
      }),
  });
}

function argumentOf(parameter: GraphNode, inputs: Scope): Value {
  return inputs.get(`${parameter.model.namespace}#${parameter.name}`) ?? inputs.get(parameter.name) ?? null;
}

function identityOf(node: GraphNode, type: Type) {
  const { id, model, element } = node;
  return { key: id, name: element.attributes.name ?? id, namespace: model.namespace, file: model.file, type };
}

type Found = Pick<Extract<DecisionOutcome, { ok: true }>, 'value' | 'rows' | 'rules'>;

function outcomeOf(
  evaluation: GraphEvaluation,
  find: (evaluation: GraphEvaluation) => Found,
): DecisionOutcome {
  try {
    const found = find(evaluation);
    return { ok: true, ...found, trace: evaluation.trace, notes: evaluation.env.notes };
  } catch (error) {
    if (error instanceof EvaluationFailure) return { ok: false, reason: error.message };
    if (isStackOverflow(error))
      return { ok: false, reason: 'The decision or its data is nested too deeply.' };
    throw error;
  }
}

/** What a decision and all it requires read from outside. */
function readsOfNode(node: GraphNode, graph: CompiledGraph, seen = new Set<GraphNode>()): string[][] {
  if (seen.has(node)) return [];
  seen.add(node);
  if (node.kind === 'input') return [[node.name]];
  const required = graph.requirementsOf(node);
  const names = new Map(
    required.filter(({ prefix }) => prefix === null).map((one) => [one.node.name, one.node]),
  );
  const elsewhere = new Set<string | null>(required.flatMap((one) => [one.prefix, one.node.id]));
  if (node.model.camunda) {
    for (const output of required.flatMap((one) => outputsOf(one.node, graph))) elsewhere.add(output);
  }
  const own = (node.kind === 'service' ? [] : graph.logicOf(node).reads).filter(([name]) => {
    const target = names.get(name!);
    // A path into an input stays, for it says which fields are read; other nodes say themselves what they read.
    return target ? target.kind === 'input' : !elsewhere.has(name!);
  });
  const below = required.flatMap((one) => readsOfNode(one.node, graph, seen));
  const services = node.kind === 'service' ? graph.serviceOf(node).outputs : [];
  return distinct([
    ...own.map((path) => [...path]),
    ...below,
    ...services.flatMap((output) => readsOfNode(output, graph, seen)),
  ]);
}

function outputsOf(node: GraphNode, graph: CompiledGraph): string[] {
  return node.kind === 'decision' ? Object.keys(graph.logicOf(node).outputs ?? {}) : [];
}

function distinct(paths: readonly string[][]): string[][] {
  return [...new Map(paths.map((path) => [JSON.stringify(path), path])).values()];
}
