/**
 * The graph with its logic: each node is compiled when it is first asked for, required ones before it, so that it knows their
 * types. A decision that requires itself is a problem; knowledge may call itself, within the budget.
 */
import { ANY, contextWith, functionOf, type Scope, type Type } from '#metadata/expression.ts';
import type { Value } from '#metadata/value.ts';
import { compileFunction } from './boxed/function.ts';
import { boxedRulesOf } from './boxed/table.ts';
import type { Graph, GraphNode } from './graph.ts';
import { typeByRef } from './item-types.ts';
import type { Evaluation, Logic, Place } from './logic.ts';
import type { DecisionOptions } from './model.ts';
import { childOf, childrenOf } from './namespaces.ts';
import { NO_LOGIC, onlyExpression } from './only-expression.ts';
import type { Report } from './read-model.ts';
import { compileSource, compileText, type TextRules } from './text-logic.ts';
import type { XmlElement } from './xml-tree.ts';

export interface CompiledGraph extends Graph {
  readonly options: DecisionOptions;
  /** The logic of a decision, or the function of a business knowledge model. */
  logicOf(node: GraphNode): Logic;
  /** The type of the node's value as others see it. */
  typeOf(node: GraphNode): Type;
  serviceOf(node: GraphNode): Service;
}

/** What a decision service takes and gives (DMN 1.5 §6.3.7). */
export interface Service {
  /** Its input data, then the decisions it takes as inputs. */
  readonly parameters: readonly GraphNode[];
  readonly outputs: readonly GraphNode[];
  readonly type: Type;
}

export function compileGraph(graph: Graph, options: DecisionOptions, report: Report): CompiledGraph {
  const logics = new Map<GraphNode, Logic>();
  const services = new Map<GraphNode, Service>();
  const open = new Set<GraphNode>();

  const compiled: CompiledGraph = {
    ...graph,
    options,
    logicOf(node) {
      const known = logics.get(node);
      if (known) return known;
      if (open.has(node)) {
        if (node.kind === 'decision') {
          report(
            node.model,
            node.element,
            'error',
            'requirement.circle',
            `The decision "${node.name}" requires itself.`,
          );
        }
        return NO_LOGIC;
      }
      open.add(node);
      const logic = compileNode(node, placeOf(node, compiled, options, report));
      open.delete(node);
      logics.set(node, logic);
      return logic;
    },
    typeOf(node) {
      if (node.kind === 'service') return compiled.serviceOf(node).type;
      if (node.kind === 'input') return options.inputs?.[node.name] ?? node.item?.type ?? ANY;
      if (node.kind === 'decision' && node.item) return node.item.type;
      return compiled.logicOf(node).type;
    },
    serviceOf(node) {
      let service = services.get(node);
      if (!service) {
        service = readService(node, compiled);
        services.set(node, service);
      }
      return service;
    },
  };
  return compiled;
}

// helpers //////////

function compileNode(node: GraphNode, place: Place): Logic {
  if (node.kind !== 'knowledge') return onlyExpression(node.element, place);
  const definition = childOf(node.element, 'encapsulatedLogic');
  return definition ? compileFunction(definition, node.name, place) : NO_LOGIC;
}

function readService(node: GraphNode, graph: CompiledGraph): Service {
  const { model, element } = node;
  const targets = (part: string) =>
    childrenOf(element, part).flatMap((reference) => graph.target(model, reference) ?? []);
  const parameters = [...targets('inputData'), ...targets('inputDecision')];
  const outputs = targets('outputDecision');
  const [only] = outputs;
  const result =
    outputs.length === 1
      ? graph.typeOf(only!)
      : contextWith(Object.fromEntries(outputs.map((output) => [output.name, graph.typeOf(output)])));
  const declared = node.item?.type.kind === 'function' ? node.item.type.result : node.item?.type;
  return { parameters, outputs, type: functionOf(parameters.map(graph.typeOf), declared ?? result) };
}

function placeOf(node: GraphNode, graph: CompiledGraph, options: DecisionOptions, report: Report): Place {
  const { model } = node;
  const rules: TextRules = {
    options,
    language: model.language,
    problem: (element, severity, code, message) =>
      report(model, element, severity, code, `In "${node.name}": ${message}`),
  };
  const problem: Place['problem'] = (element, code, message) =>
    rules.problem(element, 'error', code, message);
  const place: Place = {
    names: namesFor(node, graph),
    types: graph.typesOf(model),
    camunda: model.camunda,
    // A model that declares no inputs reads process variables; one that does may have misspelt one.
    openNames: model.camunda || !graph.nodes.some((one) => one.kind === 'input' && one.model === model),
    problem,
    text: (element, source, form, at) => compileText(element, source, form, at, rules),
    constants: (element, source) => readConstants(element, source, place, rules),
    compile: (element, at) => compileBoxed(element, at),
  };
  return place;
}

function compileBoxed(element: XmlElement, place: Place): Logic {
  const rules = boxedRulesOf(element.name);
  if (rules) return typed(element, rules.compile(element, place), place);
  place.problem(element, 'boxed.unknown', `<${element.name}> is no expression of DMN.`);
  return NO_LOGIC;
}

/** An expression with a `typeRef` gives a value of that type, or null. */
function typed(element: XmlElement, logic: Logic, place: Place): Logic {
  const ref = element.attributes.typeRef;
  // The type of a function definition is its result's, which it sees to itself.
  if (ref === undefined || element.name === 'functionDefinition') return logic;
  const item = typeByRef(element, ref, place.types, place.problem);
  if (item.type.kind === 'any') return logic;
  const accept = (value: Value, evaluation: Evaluation) =>
    item.accept(value, `<${element.name}>`, evaluation);
  const { decide } = logic;
  return {
    ...logic,
    type: item.type,
    evaluate: (names, evaluation) => accept(logic.evaluate(names, evaluation), evaluation),
    ...(decide && {
      decide(names: Scope, evaluation: Evaluation) {
        const outcome = decide(names, evaluation);
        return { ...outcome, value: accept(outcome.value, evaluation) };
      },
    }),
  };
}

/** Types of the names a node sees; what comes from an import stands behind the import's name. */
function namesFor(node: GraphNode, graph: CompiledGraph): Record<string, Type> {
  const names: Record<string, Type> = Object.create(null);
  const imported: Record<string, Record<string, Type>> = Object.create(null);
  if (node.kind === 'knowledge') names[node.name] = functionOf(null, ANY);
  for (const { node: required, prefix } of graph.requirementsOf(node)) {
    const type = graph.typeOf(required);
    if (node.model.camunda && required.kind === 'decision') {
      for (const output of Object.keys(graph.logicOf(required).outputs ?? {})) names[output] = ANY;
    }
    if (!Object.hasOwn(names, required.id)) names[required.id] = type;
    if (prefix === null) names[required.name] = type;
    else {
      imported[prefix] ??= {};
      imported[prefix][required.name] = type;
    }
  }
  for (const [prefix, fields] of Object.entries(imported)) names[prefix] = contextWith(fields);
  return names;
}

/** `"a", "b"` as values. */
function readConstants(element: XmlElement, source: string, place: Place, rules: TextRules) {
  const quiet: TextRules = { ...rules, problem: () => undefined };
  const form = { language: element.attributes.expressionLanguage };
  const compiled = compileSource(element, `[${source}]`, form, place, quiet);
  const values = compiled?.evaluate({ get: () => undefined }, { now: 0, zone: 'UTC' });
  return Array.isArray(values) ? values : [];
}
