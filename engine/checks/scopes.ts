/** How scopes begin, loops, and where mappings may stand. */
import type { Dialect } from '../process.ts';
import type { Graph, OpenElement } from '../xml/graph.ts';
import type { Report } from '../xml/report.ts';

const SCOPES = new Set(['process', 'subProcess', 'transaction', 'eventSubProcess']);

export function checkScopes(graph: Graph, report: Report, dialect: Dialect): void {
  for (const element of graph.elements.values()) {
    if (SCOPES.has(element.kind) && element.kind !== 'eventSubProcess')
      checkBeginning(element, report, dialect);
    if (SCOPES.has(element.kind)) checkStarts(element, report);
    if (
      element.loop &&
      element.loop.kind !== 'standard' &&
      !element.loop.cardinality &&
      !element.loop.collection
    )
      report.error('loop.missing', element.id);
    checkMappings(element, report, dialect);
  }
}

// helpers //////////

/**
 * The standard lets a scope begin with whatever has no incoming flow (13.3.4); so do we in our own files. In files of others, whose
 * engines all ask for a start event, a missing one is a slip of the pen.
 */
function checkBeginning(scope: OpenElement, report: Report, dialect: Dialect): void {
  const begins =
    dialect === 'potik' ||
    scope.children.length === 0 ||
    scope.children.some((child) => child.kind === 'startEvent' || child.instantiate);
  if (!begins) report.error('start.missing', scope.id);
}

function checkStarts(scope: OpenElement, report: Report): void {
  const starts = scope.children.filter((child) => child.kind === 'startEvent');
  const plain = starts.filter(({ trigger }) => trigger === null || trigger.kind === 'none');
  if (scope.kind === 'eventSubProcess') {
    if (starts.length !== 1 || plain.length > 0) report.error('start.in_event_sub_process', scope.id);
  } else if (plain.length > 1 || (scope.kind !== 'process' && starts.length > 1))
    report.error('start.several', scope.id);
}

function checkMappings(element: OpenElement, report: Report, dialect: Dialect): void {
  const { id, kind, inputs, outputs, loop } = element;
  if (inputs.length + outputs.length === 0) return;
  const refuse = (what: string, why: string) => report.error('mapping.place', id, { what, why });
  if (kind.endsWith('Gateway')) refuse('mappings', 'a gateway has no variables of its own');
  else if (kind === 'eventSubProcess') refuse('mappings', 'it is started by its event');
  else if (outputs.length > 0 && kind === 'endEvent') refuse('output mappings', 'nothing follows it');
  else if (outputs.length > 0 && loop !== null && dialect === 'camunda')
    refuse('output mappings', 'each turn of its loop would overwrite the one before');
}
