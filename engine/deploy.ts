/**
 * BPMN XML to processes that can run, or to problems with element ids (DECISIONS 16, 17). Called by the server at deployment and
 * publish, by the designer's problem list and simulation, and by `potik check`. Never throws on any text.
 */

import { checkDefinitions } from './checks/definitions.ts';
import type { DeployOptions, DeployResult, Problem } from './deployment.ts';
import type { Dialect, Process } from './process.ts';
import { compileProcess } from './xml/compile-process.ts';
import { camunda } from './xml/dialects/camunda.ts';
import { combine } from './xml/dialects/dialect.ts';
import { potik } from './xml/dialects/potik.ts';
import { zeebe } from './xml/dialects/zeebe.ts';
import { listOf, type Moddle } from './xml/moddle.ts';
import { parse } from './xml/parse.ts';
import { newReport, type Report } from './xml/report.ts';

const DIALECTS = combine([potik, camunda, zeebe]);

/** Compiles every executable process of the file (with `drafts`, every process). One error anywhere refuses the file. */
export async function deploy(xml: string, options: DeployOptions = {}): Promise<DeployResult> {
  const report = newReport();
  const parsed = await parse(xml, report);
  const processes: Process[] = [];
  if (parsed !== null) {
    const dialect = dialectOf(xml);
    checkDefinitions(parsed.definitions, report);
    for (const root of listOf(parsed.definitions.rootElements)) {
      if (root.$type !== 'bpmn:Process' || !(root.isExecutable === true || options.drafts)) continue;
      const process = compileProcess(root, { parsed, dialects: DIALECTS, dialect, report, options });
      if (process !== null) processes.push(process);
    }
    if (processes.length === 0 && !hasErrors(report)) reportNothing(parsed.definitions, report);
  }
  const { problems } = report;
  const isRefused = options.deployed ? processes.length === 0 : hasErrors(report);
  return isRefused ? { ok: false, problems } : { ok: true, processes, warnings: problems };
}

// helpers //////////

function hasErrors({ problems }: { readonly problems: readonly Problem[] }): boolean {
  return problems.some(({ severity }) => severity === 'error');
}

/** A drawing may be deployed beside others; a file with nothing in it is a mistake. */
function reportNothing(definitions: Moddle, report: Report): void {
  const drawn = listOf(definitions.rootElements).some((root) => listOf(root.flowElements).length > 0);
  if (drawn) report.warn('process.none', undefined);
  else report.error('process.empty', undefined);
}

/** Whose rules a file follows: one that names no extensions at all follows those of the engines it comes from. */
function dialectOf(xml: string): Dialect {
  if (xml.includes('urn:potik:bpmn:1')) return 'potik';
  return xml.includes('http://camunda.org/schema/zeebe/1.0') ? 'zeebe' : 'camunda';
}
