/** Sequence flows and gateways. */
import type { Graph, OpenElement } from '../xml/graph.ts';
import type { Report } from '../xml/report.ts';

export function checkFlows(graph: Graph, report: Report): void {
  for (const element of graph.elements.values()) {
    checkEnds(element, report);
    if (element.defaultFlow?.condition)
      report.error('flow.default_condition', element.id, { flow: element.defaultFlow.id });
    if (element.kind === 'exclusiveGateway') checkExclusive(element, report);
    if (element.kind === 'eventBasedGateway') checkEventBased(element, report);
  }
}

// helpers //////////

function checkEnds(element: OpenElement, report: Report): void {
  const { id, kind, incoming, outgoing, forCompensation } = element;
  if (kind === 'eventSubProcess' && incoming.length + outgoing.length > 0)
    report.error('event_sub_process.flow', id);
  if (kind === 'startEvent' && incoming.length > 0)
    report.error('flow.into', id, { why: 'it is a start event' });
  if (kind === 'boundaryEvent' && incoming.length > 0)
    report.error('flow.into', id, { why: 'it is a boundary event' });
  if (kind === 'endEvent' && outgoing.length > 0)
    report.error('flow.out_of', id, { why: 'it is an end event' });
  const why = 'it is for compensation';
  if (forCompensation && incoming.length > 0) report.error('flow.into', id, { why });
  if (forCompensation && outgoing.length > 0) report.error('flow.out_of', id, { why });
  if (element.trigger?.kind === 'compensation' && kind === 'boundaryEvent' && outgoing.length > 0)
    report.error('flow.out_of', id, { why: 'its association leads to the handler' });
}

function checkExclusive(element: OpenElement, report: Report): void {
  const { id, outgoing, defaultFlow } = element;
  if (outgoing.length === 0) report.error('gateway.no_outgoing', id);
  if (outgoing.length === 1 && outgoing[0]!.condition !== null) report.error('gateway.condition_single', id);
  if (outgoing.length < 2) return;
  const unconditional = outgoing.filter((flow) => flow.condition === null && flow !== defaultFlow);
  // A single one beside conditional flows can only be meant as the default.
  const tell = defaultFlow !== null || unconditional.length > 1 ? report.error : report.warn;
  for (const flow of unconditional) tell('gateway.unconditional', id, { flow: flow.id });
}

function checkEventBased(element: OpenElement, report: Report): void {
  const { id, outgoing, asynchronous } = element;
  if (asynchronous?.after) report.error('gateway.event_async', id);
  if (outgoing.length === 0) report.error('gateway.no_outgoing', id);
  for (const { target } of outgoing) {
    const catches = target.kind === 'intermediateCatchEvent' || target.kind === 'receiveTask';
    if (!catches) report.error('gateway.event_target', id, { target: target.id });
    else if (target.incoming.length > 1) report.error('gateway.event_incoming', id, { target: target.id });
  }
}
