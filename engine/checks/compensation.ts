/** Compensation: handlers are connected, references lead somewhere, compensation event sub-processes lie in sub-processes. */
import type { Trigger } from '../process/trigger.ts';
import type { Graph, OpenElement } from '../xml/graph.ts';
import type { Report } from '../xml/report.ts';

export function checkCompensation(graph: Graph, report: Report): void {
  for (const element of graph.elements.values()) {
    for (const trigger of singles(element.trigger)) {
      if (trigger.kind !== 'compensation') continue;
      if (element.kind === 'boundaryEvent' && element.attachedTo && !element.attachedTo.compensatedBy)
        report.error('compensation.handler', element.id);
      if (element.kind === 'startEvent' && element.scope!.scope?.kind === 'process')
        report.error('compensation.place', element.scope!.id);
      const catches = element.kind === 'boundaryEvent' || element.kind === 'startEvent';
      if (catches && trigger.activity !== null)
        report.error('compensation.catching', element.id, { attribute: 'activityRef' });
      else if (!catches && !trigger.waits) report.warn('compensation.no_wait', element.id);
      if (element.kind === 'startEvent' && element.scope!.scope?.boundaries.some(isCompensation))
        report.error('compensation.twice', element.scope!.scope!.id);
      if (!catches && trigger.activity !== null) checkReference(graph, element, trigger.activity, report);
    }
  }
}

// helpers //////////

function isCompensation({ trigger }: OpenElement): boolean {
  return trigger?.kind === 'compensation';
}

/** An activity of the same scope; from an event sub-process also of the scope it belongs to. */
function checkReference(graph: Graph, element: OpenElement, activity: string, report: Report): void {
  const target = graph.elements.get(activity);
  if (target === undefined) return;
  for (
    let scope = element.scope;
    scope !== null;
    scope = scope.kind === 'eventSubProcess' ? scope.scope : null
  )
    if (target.scope === scope) return;
  report.error('compensation.activity', element.id, { activity });
}

function singles(trigger: Trigger | null): readonly Trigger[] {
  return trigger === null ? [] : trigger.kind === 'multiple' ? trigger.triggers : [trigger];
}
