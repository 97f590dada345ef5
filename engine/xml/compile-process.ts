/** One process of a file to its compiled form: the graph is built, filled with what every element says, checked and frozen. */

import { prove } from '../checks/prove.ts';
import { checkStructure } from '../checks/structure.ts';
import { checkTypes } from '../checks/types.ts';
import type { DeployOptions } from '../deployment.ts';
import type { LoopSpec } from '../process/activity.ts';
import type { Element, Process } from '../process.ts';
import { buildGraph } from './build-graph.ts';
import { deriveFacts } from './derive.ts';
import type { Dialects, Reading } from './dialects/dialect.ts';
import { messageNameOf, triggerOf } from './event-definitions.ts';
import { expressionReader } from './expressions.ts';
import type { Graph, OpenElement, OpenFlow } from './graph.ts';
import { bodyOf, listOf, type Moddle } from './moddle.ts';
import { type NamesOf, namesOf } from './names.ts';
import type { Parsed } from './parse.ts';
import { recordPathsOf } from './record-paths.ts';
import type { Report } from './report.ts';
import type { ElementSource } from './source.ts';

export interface CompileContext {
  readonly parsed: Parsed;
  readonly dialects: Dialects;
  readonly dialect: Process['dialect'];
  readonly report: Report;
  readonly options: DeployOptions;
}

/** Null when it can't even be drawn up; otherwise the report says whether it may run. */
export function compileProcess(source: Moddle, context: CompileContext): Process | null {
  const { report, dialects } = context;
  const graph = buildGraph(source, report);
  if (graph === null) return null;
  const declared = dialects.context(readingOf(source, context, () => ({})));
  const names = namesOf(source, declared.variables);
  const reading = readingOf(source, context, names);
  for (const [element, moddle] of graph.sources) fill(element, moddle, context, names);
  for (const [flow, moddle] of graph.flowSources) fillFlow(flow, moddle, context, names);
  connectLinks(graph);
  checkStructure(graph, report, context.dialect);
  deriveFacts(graph);
  const process = freeze(graph);
  const recordPaths = recordPathsOf(process, declared.variables);
  const compiled: Process = Object.freeze({
    key: graph.root.id,
    name: graph.root.name,
    dialect: context.dialect,
    documentation: bodyOf(listOf(source.documentation)[0]),
    ...dialects.process(reading),
    ...process,
    hasRecords: Object.keys(recordPaths).length > 0,
    context: { ...declared, recordPaths },
  });
  checkTypes(compiled, report);
  if (!context.options.deployed) prove(compiled, report);
  return compiled;
}

// helpers //////////

function readingOf(
  element: Moddle,
  { report, options, parsed }: CompileContext,
  namesOf: NamesOf,
  id = element.id ?? '',
): Reading {
  const { fieldsOf, functions, calendars } = options;
  const documentLanguage = parsed.definitions.expressionLanguage as string | undefined;
  const known = {
    names: namesOf(element),
    openNames: true,
    fieldsOf,
    functions,
    documentLanguage,
    ...(calendars && { calendars }),
  };
  return { id, element, expressions: expressionReader(id, report, known), report, options };
}

function fill(element: OpenElement, moddle: Moddle, context: CompileContext, names: NamesOf): void {
  const { dialects, parsed } = context;
  const reading = readingOf(moddle, context, names);
  const source: ElementSource = {
    ...reading,
    dialects,
    trigger: () => triggerOf(reading, dialects, parsed),
    messageTrigger: () => {
      const name = messageNameOf(reading, moddle, parsed);
      const correlation = dialects.correlation(reading, (moddle.messageRef as Moddle | undefined) ?? null);
      return name === null
        ? null
        : { kind: 'message', name, correlation, payload: dialects.payload(reading) };
    },
  };
  element.labels = dialects.labels(reading);
  element.asynchronous = dialects.asynchronous(reading);
  element.retries = dialects.retries(reading);
  element.inputs = dialects.inputs(reading);
  element.outputs = dialects.outputs(reading);
  element.calendar = dialects.calendar(reading);
  element.listeners = dialects.listeners(reading);
  element.loop = loopOf(reading, dialects, parsed);
  Object.assign(element, element.type.compile?.(source));
}

function fillFlow(flow: OpenFlow, moddle: Moddle, context: CompileContext, names: NamesOf): void {
  const reading = readingOf(moddle, context, names, flow.id);
  const condition = moddle.conditionExpression as (Moddle & { language?: string }) | undefined;
  const text = bodyOf(condition);
  if (text !== null && text.trim() !== '')
    flow.condition = reading.expressions.formula(text, 'condition', condition?.language);
  flow.labels = context.dialects.labels(reading);
  flow.listeners = context.dialects.listeners(reading);
}

function loopOf(reading: Reading, dialects: Dialects, parsed: Parsed): LoopSpec | null {
  const { element, expressions } = reading;
  const spec = element.loopCharacteristics as Moddle | undefined;
  if (spec === undefined) return null;
  const formula = (value: unknown, what: string) => {
    const text = bodyOf(value);
    return text === null || text.trim() === ''
      ? null
      : expressions.formula(text, what, (value as { language?: string }).language);
  };
  const empty = {
    cardinality: null,
    collection: null,
    item: null,
    output: null,
    completion: null,
    condition: null,
  };
  if (spec.$type === 'bpmn:StandardLoopCharacteristics') {
    const maximum = Number(spec.loopMaximum);
    return {
      ...empty,
      kind: 'standard',
      condition: formula(spec.loopCondition, 'loop condition'),
      testBefore: spec.testBefore === true,
      maximum: Number.isInteger(maximum) ? maximum : null,
    };
  }
  const cardinality = bodyOf(spec.loopCardinality);
  const standardItem =
    (spec.inputDataItem as Moddle | undefined)?.name ?? (spec.inputDataItem as Moddle | undefined)?.id;
  const input =
    (spec.loopDataInputRef as Moddle | undefined)?.id ?? parsed.unresolved.get(spec)?.loopDataInputRef;
  const loop: LoopSpec = {
    ...empty,
    kind: spec.isSequential === true ? 'sequential' : 'parallel',
    cardinality: cardinality === null ? null : expressions.value(cardinality.trim(), 'cardinality'),
    completion: formula(spec.completionCondition, 'completion condition'),
    ...(input !== undefined && { collection: { kind: 'variable' as const, name: input } }),
    ...(standardItem !== undefined && { item: standardItem }),
    testBefore: false,
    maximum: null,
    ...dialects.loop(reading),
  };
  return loop;
}

/** Links of one name in one scope belong together. */
function connectLinks(graph: Graph): void {
  for (const element of graph.elements.values()) {
    if (element.kind !== 'intermediateThrowEvent' || element.trigger?.kind !== 'link') continue;
    const { name } = element.trigger;
    const target = element.scope!.children.find(
      (one) =>
        one.kind === 'intermediateCatchEvent' && one.trigger?.kind === 'link' && one.trigger.name === name,
    );
    element.trigger = { kind: 'link', name, target: target?.id ?? null };
  }
}

function freeze(
  graph: Graph,
): Pick<Process, 'root' | 'elements' | 'flows' | 'hasWaitingJoins' | 'hasConditions' | 'hasCalls'> {
  for (const element of graph.elements.values()) Object.freeze(element);
  for (const flow of graph.flows.values()) Object.freeze(flow);
  const all = [...graph.elements.values()];
  return {
    root: graph.root as Element,
    elements: graph.elements as ReadonlyMap<string, Element>,
    flows: graph.flows as Process['flows'],
    hasWaitingJoins: all.some((element) => element.reachedBy !== null),
    hasConditions: graph.root.catches.has('condition'),
    hasCalls: all.some((element) => element.kind === 'callActivity'),
  };
}
