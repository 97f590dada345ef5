/** Decisions in tests: the logic of one decision as XML, evaluated with plain JSON. */
import { type Decision, type DecisionOutcome, deployDecisions } from '#engine/decision.ts';
import type { Json } from '#metadata/value.ts';
import { fromState } from '#metadata/value-json.ts';
import { NOW } from './feel.ts';

/** A file of DMN 1.5 around some elements. */
export function dmn(elements: string, attributes = ''): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" id="test" name="test" namespace="urn:test" ${attributes}>
${elements}
</definitions>`;
}

/** The decisions of a file that is in order, by key. */
export function decisions(xml: string): Record<string, Decision> {
  const deployed = deployDecisions(xml);
  if (!deployed.ok) throw new Error(deployed.problems.map(({ message }) => message).join('\n'));
  return Object.fromEntries(deployed.decisions.map((decision) => [decision.key, decision]));
}

export function decide(
  decision: Decision,
  inputs: Readonly<Record<string, Json>>,
): Extract<DecisionOutcome, { ok: true }> {
  const get = (name: string) => (Object.hasOwn(inputs, name) ? fromState(inputs[name]!) : undefined);
  const outcome = decision.evaluate({ get }, { now: NOW, zone: 'UTC' });
  if (!outcome.ok) throw new Error(outcome.reason);
  return outcome;
}

/** The sentences with which a file is refused. */
export function problemsOf(xml: string): string[] {
  const deployed = deployDecisions(xml);
  return deployed.ok ? [] : deployed.problems.map(({ message }) => message);
}
