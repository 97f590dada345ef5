/** Elements, scopes, flows, boundary events and compensation handlers of one process, as the file draws them. */
import type { ElementType } from '../elements/element-type.ts';
import { typeOf } from '../elements/table.ts';
import type { Graph, OpenElement, OpenFlow } from './graph.ts';
import { listOf, type Moddle, plainType } from './moddle.ts';
import type { Report } from './report.ts';

const MAX_ELEMENTS = 5_000;
const DATA = /Data|Artifact|Association|TextAnnotation|Group$/;

/** Null when it can't be drawn up: without ids nothing can be named. */
export function buildGraph(process: Moddle, report: Report): Graph | null {
  const root = openElement(process, typeOf(process)!, null);
  const graph: Graph = {
    root,
    elements: new Map(),
    flows: new Map(),
    sources: new Map(),
    flowSources: new Map(),
  };
  if (!addElement(graph, root, process, report)) return null;
  const containers: [Moddle, OpenElement][] = [[process, root]];
  const sequenceFlows: [Moddle, OpenElement][] = [];
  for (let at = 0; at < containers.length; at++) {
    const [container, scope] = containers[at]!;
    for (const child of listOf(container.flowElements)) {
      if (child.$type === 'bpmn:SequenceFlow') sequenceFlows.push([child, scope]);
      else {
        const element = addChild(graph, scope, child, report);
        if (element && listOf(child.flowElements).length > 0) containers.push([child, element]);
      }
    }
  }
  if (graph.elements.size > MAX_ELEMENTS) {
    report.error('process.size', root.id, { count: graph.elements.size, limit: MAX_ELEMENTS });
    return null;
  }
  for (const [flow, scope] of sequenceFlows) addFlow(graph, flow, scope, report);
  for (const [element, source] of graph.sources) link(graph, element, source, report);
  for (const [container] of containers) connectHandlers(graph, container);
  return graph;
}

// helpers //////////

function openElement(source: Moddle, type: ElementType, scope: OpenElement | null): OpenElement {
  return {
    id: source.id ?? '',
    kind: type.kind,
    type,
    name: source.name ?? null,
    labels: null,
    scope,
    children: [],
    incoming: [],
    outgoing: [],
    defaultFlow: null,
    boundaries: [],
    eventSubProcesses: [],
    attachedTo: null,
    asynchronous: null,
    retries: null,
    loop: null,
    inputs: [],
    outputs: [],
    calendar: null,
    listeners: [],
    forCompensation: source.isForCompensation === true,
    compensatedBy: null,
    trigger: null,
    interrupting: false,
    instantiate: false,
    waitsForAll: false,
    catches: new Set(),
    reachedBy: null,
  };
}

function addElement(graph: Graph, element: OpenElement, source: Moddle, report: Report): boolean {
  if (element.id === '') {
    const near = source.name ? ` “${source.name}”` : '';
    report.error('id.missing', undefined, { type: plainType(source), near });
    return false;
  }
  if (graph.elements.has(element.id)) {
    report.error('id.duplicate', element.id);
    return false;
  }
  graph.elements.set(element.id, element);
  graph.sources.set(element, source);
  return true;
}

function addChild(graph: Graph, scope: OpenElement, child: Moddle, report: Report): OpenElement | null {
  const type = typeOf(child);
  if (type === undefined) {
    if (!DATA.test(child.$type)) report.error('element.unsupported', child.id, { type: plainType(child) });
    return null;
  }
  const element = openElement(child, type, scope);
  if (!addElement(graph, element, child, report)) return null;
  scope.children.push(element);
  if (element.kind === 'eventSubProcess') scope.eventSubProcesses.push(element);
  return element;
}

function addFlow(graph: Graph, source: Moddle, scope: OpenElement, report: Report): void {
  const id = source.id ?? `${scope.id}-flow-${graph.flows.size + 1}`;
  const from = graph.elements.get((source.sourceRef as Moddle | undefined)?.id ?? '');
  const to = graph.elements.get((source.targetRef as Moddle | undefined)?.id ?? '');
  if (from === undefined || to === undefined) {
    if (source.sourceRef === undefined || source.targetRef === undefined) {
      const end = source.sourceRef === undefined ? 'source' : 'target';
      report.error('flow.end_missing', source.id ?? scope.id, { end });
    } else report.error('flow.end_missing', id, { end: from === undefined ? 'source' : 'target' });
    return;
  }
  if (from.scope !== to.scope) {
    report.error('flow.scope', id, { source: from.id, target: to.id });
    return;
  }
  const flow: OpenFlow = {
    id,
    name: source.name ?? null,
    labels: null,
    source: from,
    target: to,
    condition: null,
    listeners: [],
  };
  graph.flows.set(id, flow);
  from.outgoing.push(flow);
  to.incoming.push(flow);
  graph.flowSources.set(flow, source);
}

function link(graph: Graph, element: OpenElement, source: Moddle, report: Report): void {
  const attached = source.attachedToRef as Moddle | undefined;
  if (element.kind === 'boundaryEvent') {
    const activity = attached?.id === undefined ? undefined : graph.elements.get(attached.id);
    if (activity === undefined || activity.scope !== element.scope)
      report.error('event.boundary', element.id);
    else if (attached?.$instanceOf?.('bpmn:Activity') === false)
      report.error('boundary.host', element.id, { host: activity.id });
    else {
      element.attachedTo = activity;
      activity.boundaries.push(element);
    }
  }
  const preset = (source.default as Moddle | undefined)?.id;
  if (preset === undefined) return;
  const flow = element.outgoing.find((one) => one.id === preset);
  if (flow === undefined) report.error('flow.default_unknown', element.id, { flow: preset });
  else element.defaultFlow = flow;
}

/** An association leads from a compensation boundary event to its handler; drawn the other way round it means the same. */
function connectHandlers(graph: Graph, container: Moddle): void {
  for (const artifact of listOf(container.artifacts)) {
    if (artifact.$type !== 'bpmn:Association') continue;
    const ends = [artifact.sourceRef, artifact.targetRef].map((end) =>
      graph.elements.get((end as Moddle)?.id ?? ''),
    );
    const boundary = ends.find((end) => end?.kind === 'boundaryEvent');
    const handler = ends.find((end) => end !== boundary && end?.forCompensation);
    if (boundary?.attachedTo && handler) boundary.attachedTo.compensatedBy = handler;
  }
}
