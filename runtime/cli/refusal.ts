/** How a refusal is told: what stands in the way, with file and line where they are known. */
import { type DefinitionProblem, problemText } from '#metadata/definition.ts';
import type { Rejection } from '../server/rejection.ts';
import type { Output } from './command.ts';

export function tellRefusal(out: Output, { message, detail }: Rejection): void {
  const problems = detail.extra?.problems as readonly DefinitionProblem[] | undefined;
  const lines = problems
    ? problems.map((problem) => `${problem.severity}: ${problemText(problem)}`)
    : (detail.errors ?? []).map(({ path, message: text }) => (path ? `${path}: ${text}` : text));
  const [only] = lines;
  if (lines.length === 1 && only!.endsWith(message)) out.error(only!);
  else {
    out.error(message);
    for (const line of lines) out.error(`  ${line}`);
  }
  out.result({ ok: false, ...detail });
}
