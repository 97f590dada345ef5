/** Rules of the standard that a graph must keep so that it can run; each names its element. */
import type { Dialect } from '../process.ts';
import type { Graph } from '../xml/graph.ts';
import type { Report } from '../xml/report.ts';
import { checkCompensation } from './compensation.ts';
import { checkEvents } from './events.ts';
import { checkFlows } from './flows.ts';
import { checkScopes } from './scopes.ts';

export function checkStructure(graph: Graph, report: Report, dialect: Dialect): void {
  checkFlows(graph, report);
  checkEvents(graph, report);
  checkScopes(graph, report, dialect);
  checkCompensation(graph, report);
}
