/** Evaluating nodes of the graph: each once an evaluation, what it requires first, its value held against its type. */
import { coerce, descend, type Env, EvaluationFailure, newBudget, type Scope } from '#metadata/expression.ts';
import { type Context, contextOf, FeelFunction, type Value } from '#metadata/value.ts';
import type { CompiledGraph } from './compile-graph.ts';
import type { GraphNode } from './graph.ts';
import { conformed, type Evaluation, type TableOutcome } from './logic.ts';
import type { DecisionTrace } from './model.ts';

/** Levels that one decision below another counts against the budget. */
const LEVELS = 8;

export interface GraphEvaluation extends Evaluation {
  readonly graph: CompiledGraph;
  readonly inputs: Scope;
  readonly values: Map<GraphNode, Value>;
  readonly tables: Map<GraphNode, TableOutcome>;
  readonly trace: DecisionTrace[];
}

export function newEvaluation(graph: CompiledGraph, inputs: Scope, env: Env): GraphEvaluation {
  const notes: string[] = [];
  return {
    graph,
    inputs,
    env: { ...env, budget: env.budget ?? newBudget(env.maxSteps), notes },
    violate(sentence) {
      if (graph.options.violations !== 'null') throw new EvaluationFailure(sentence);
      notes.push(sentence);
      return null;
    },
    values: new Map(),
    tables: new Map(),
    trace: [],
  };
}

export function nodeValue(node: GraphNode, evaluation: GraphEvaluation): Value {
  const known = evaluation.values.get(node);
  if (known !== undefined) return known;
  const value = descend(evaluation.env, LEVELS, () => EVALUATE[node.kind](node, evaluation));
  evaluation.values.set(node, value);
  return value;
}

/** Runs a service with its inputs in the order of its parameters; what it decides stays within it. */
export function runService(node: GraphNode, args: readonly Value[], evaluation: GraphEvaluation): Value {
  const { parameters, outputs, type } = evaluation.graph.serviceOf(node);
  const values = new Map(
    parameters.map((parameter, index) => [
      parameter,
      conformed(args[index] ?? null, parameter.item, `The input "${parameter.name}"`, evaluation),
    ]),
  );
  const inner: GraphEvaluation = { ...evaluation, values, tables: new Map() };
  const result =
    outputs.length === 1
      ? nodeValue(outputs[0]!, inner)
      : contextOf(outputs.map((output) => [output.name, nodeValue(output, inner)] as const));
  const conforming = type.kind === 'function' ? coerce(result, type.result) : result;
  return conforming === undefined
    ? evaluation.violate(`The result of the service "${node.name}" is not of its type.`)
    : conforming;
}

// helpers //////////

const EVALUATE: Readonly<Record<GraphNode['kind'], (node: GraphNode, evaluation: GraphEvaluation) => Value>> =
  {
    input: readInput,
    decision: decide,
    knowledge: (node, evaluation) =>
      evaluation.graph.logicOf(node).evaluate(scopeOf(node, evaluation), evaluation),
    service: serviceAsFunction,
  };

function readInput(node: GraphNode, evaluation: GraphEvaluation): Value {
  // Inputs of two models may have the same name; the qualified one is asked for first.
  const qualified = evaluation.inputs.get(`${node.model.namespace}#${node.name}`);
  const value = qualified ?? evaluation.inputs.get(node.name) ?? null;
  return conformed(value, node.item, `The input "${node.name}"`, evaluation);
}

function decide(node: GraphNode, evaluation: GraphEvaluation): Value {
  const logic = evaluation.graph.logicOf(node);
  const scope = scopeOf(node, evaluation);
  const table = logic.decide?.(scope, evaluation) ?? null;
  if (table) evaluation.tables.set(node, table);
  const raw = table ? table.value : logic.evaluate(scope, evaluation);
  const value = conformed(raw, node.item, `The decision "${node.name}"`, evaluation);
  evaluation.trace.push({ decision: node.id, name: node.name, value, table: table?.trace ?? null });
  return value;
}

function serviceAsFunction(node: GraphNode, evaluation: GraphEvaluation): Value {
  const { parameters, type } = evaluation.graph.serviceOf(node);
  const names = parameters.map(({ name }) => name);
  const invoke = (args: readonly Value[]): Value => {
    if (args.length === names.length) return runService(node, args, evaluation);
    evaluation.env.notes.push(`${node.name} takes ${names.length} arguments, ${args.length} were given.`);
    return null;
  };
  return new FeelFunction(node.name, names, invoke, type);
}

/** The names a node sees, worked out when they are read. */
function scopeOf(node: GraphNode, evaluation: GraphEvaluation): Scope {
  const own = new Map<string, GraphNode>();
  const imported = new Map<string, GraphNode[]>();
  if (node.kind === 'knowledge') own.set(node.name, node);
  for (const { node: required, prefix } of evaluation.graph.requirementsOf(node)) {
    if (prefix === null) own.set(required.name, required);
    else imported.set(prefix, [...(imported.get(prefix) ?? []), required]);
  }
  return {
    get(name) {
      const required = own.get(name);
      if (required) return nodeValue(required, evaluation);
      const members = imported.get(name);
      if (members) return membersOf(members, evaluation);
      return (node.model.camunda ? readAsCamunda : readUndeclared)(node, name, evaluation);
    },
  };
}

/**
 * In Camunda's files the outputs of required tables are variables of their own names, lists where several rules fired, and
 * every process variable is visible.
 */
function readAsCamunda(node: GraphNode, name: string, evaluation: GraphEvaluation): Value | undefined {
  const { graph, tables, inputs } = evaluation;
  for (const { node: required } of graph.requirementsOf(node)) {
    if (required.kind !== 'decision' || !Object.hasOwn(graph.logicOf(required).outputs ?? {}, name)) continue;
    nodeValue(required, evaluation);
    const values = (tables.get(required)?.rows ?? []).map((row) => row[name] ?? null);
    if (values.length > 0) return values.length === 1 ? values[0] : values;
  }
  return inputs.get(name);
}

/**
 * Names that are no elements of the model are process variables. An element that is not required stays unseen, but a required
 * decision is also known by its id, as Camunda 8 has it.
 */
function readUndeclared(node: GraphNode, name: string, evaluation: GraphEvaluation): Value | undefined {
  const { graph, inputs } = evaluation;
  const byId = graph.requirementsOf(node).find(({ node: required }) => required.id === name);
  if (byId) return nodeValue(byId.node, evaluation);
  return graph.declares(node.model, name) ? undefined : inputs.get(name);
}

function membersOf(members: readonly GraphNode[], evaluation: GraphEvaluation): Context {
  return contextOf(members.map((member) => [member.name, nodeValue(member, evaluation)] as const));
}
