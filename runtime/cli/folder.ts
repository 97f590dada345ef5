/** What the commands for folders share: a solution's folder or a loose one, and telling plans and problems. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type DefinitionProblem, problemText } from '#metadata/definition.ts';
import { planReply } from '../server/publish/drafts.ts';
import type { PlanResult } from '../server/publish/publish.ts';
import { Misuse, type Output } from './command.ts';

/** What `plan` and `apply` are given: the folder of a solution alone, or folders and files that are deployed together. */
export function pathsOf(args: readonly string[]): { solution: string } | { loose: readonly string[] } {
  if (args.length === 0) throw new Misuse('Name a folder, or files.');
  const solution = args.find(isSolution);
  if (solution === undefined) return { loose: args };
  if (args.length > 1)
    throw new Misuse(`${solution} is the folder of a solution; name nothing else beside it.`);
  return { solution };
}

export function folderOf(args: readonly string[]): string {
  const [folder, ...more] = args;
  if (folder === undefined || more.length > 0) throw new Misuse('Name one folder.');
  return folder;
}

/** A folder with a solution.yaml is the whole of that solution; any other holds models to deploy. */
export function isSolution(folder: string): boolean {
  return existsSync(join(folder, 'solution.yaml'));
}

/** True where nothing stands in the way of publishing. `more` stands beside the plan for machines. */
export function tellPlan(
  out: Output,
  result: PlanResult,
  more: Readonly<Record<string, unknown>> = {},
): boolean {
  const { plan, base, next } = result;
  const errors = plan.problems.filter(({ severity }) => severity === 'error');
  if (plan.changes.length === 0 && errors.length === 0)
    out.line(`Nothing to change; release ${base} is as the folder says.`);
  for (const { words, consequences } of plan.changes) {
    out.line(words.text);
    for (const { severity, text } of consequences)
      out.line(`    ${severity === 'info' ? '' : `${severity}: `}${text}`);
  }
  tellProblems(out, plan.problems);
  if (plan.changes.length > 0 && errors.length === 0)
    out.line(`${plan.changes.length} changes; applying them makes release ${next}.`);
  out.result({ ok: errors.length === 0, ...planReply(result), ...more });
  return errors.length === 0;
}

export function tellProblems(out: Output, problems: readonly DefinitionProblem[]): void {
  for (const problem of problems) {
    const text = `${problem.severity}: ${problemText(problem)}`;
    if (problem.severity === 'error') out.error(text);
    else out.line(text);
  }
}
