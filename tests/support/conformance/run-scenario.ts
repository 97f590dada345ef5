/** Interprets a scenario against an engine. Throws an `Error` that names the step when an expectation fails. */
import { Duration } from 'luxon';
import type { Fields, FoundScenario, Step } from './scenario.ts';
import { readFiles } from './scenario.ts';
import { STEPS } from './steps.ts';
import type { Did, ScenarioTarget } from './target.ts';

export interface Context {
  readonly target: ScenarioTarget;
  readonly folder: string;
  /** Instance ids by the alias of the scenario. */
  readonly aliases: Map<string, string>;
}

export const DEFAULT_CLOCK = '2026-01-05T09:00:00Z';

export async function runScenario(
  { scenario, folder }: FoundScenario,
  target: ScenarioTarget,
): Promise<void> {
  const context: Context = { target, folder, aliases: new Map() };
  const deployed = await target.deploy(readFiles(folder, scenario.files));
  const [first] = scenario.steps;
  if (first && 'expectDeployError' in first) {
    if (deployed.ok) throw new Error('the deployment was accepted, but must be rejected');
    return;
  }
  if (!deployed.ok) throw new Error(`the deployment was rejected: ${deployed.reason}`);
  for (const [index, step] of scenario.steps.entries()) {
    try {
      await runStep(context, step);
    } catch (error) {
      const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
      throw new Error(`step ${index + 1} ${JSON.stringify(step)}: ${reason}`);
    }
  }
}

export async function runStep(context: Context, step: Step): Promise<void> {
  const [kind, fields] = Object.entries(step)[0] as [string, Fields];
  if (kind === 'expectRejected') {
    const inner = fields.step as Step;
    const [innerKind, innerFields] = Object.entries(inner)[0] as [string, Fields];
    const outcome = await perform(context, innerKind, innerFields);
    if (outcome?.ok !== false) throw new Error('the step was accepted, but must be rejected');
    return;
  }
  const outcome = await perform(context, kind, fields);
  if (outcome && !outcome.ok) throw new Error(`rejected: ${outcome.reason}`);
}

async function perform(context: Context, kind: string, fields: Fields): Promise<Did | undefined> {
  const step = STEPS[kind];
  if (step === undefined) throw new Error(`there is no step “${kind}”`);
  return ((await step(context, fields)) as Did | undefined) ?? undefined;
}

export function millis(duration: string): number {
  return Duration.fromISO(duration).toMillis();
}
