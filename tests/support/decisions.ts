/** Decisions in tests: the logic of one decision as XML, evaluated with plain JSON. */
import {
  type Decision,
  type DecisionOptions,
  type DecisionOutcome,
  deployDecisions,
} from '#engine/decision.ts';
import type { Json } from '#metadata/value.ts';
import { fromState, toState } from '#metadata/value-json.ts';
import { NOW } from './feel.ts';

/** A file of DMN 1.5 around some elements. */
export function dmn(elements: string, attributes = ''): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" id="test" name="test" namespace="urn:test" ${attributes}>
${elements}
</definitions>`;
}

/** A decision table `table` with these inputs, outputs and rules; cells are FEEL. */
export function table(
  attributes: string,
  inputs: readonly string[],
  outputs: readonly string[],
  rules: readonly (readonly [tests: readonly string[], results: readonly string[]])[],
): string {
  const text = (source: string) => `<text><![CDATA[${source}]]></text>`;
  return `<decision id="table" name="Table"><decisionTable ${attributes}>
${inputs.map((source, n) => `<input id="in${n}"><inputExpression>${text(source)}</inputExpression></input>`).join('\n')}
${outputs.join('\n')}
${rules
  .map(
    (
      [tests, results],
      n,
    ) => `<rule id="r${n + 1}">${tests.map((test) => `<inputEntry>${text(test)}</inputEntry>`).join('')}
${results.map((result) => `<outputEntry>${text(result)}</outputEntry>`).join('')}</rule>`,
  )
  .join('\n')}
</decisionTable></decision>`;
}

/** A decision whose logic is one text. */
export function literal(id: string, source: string, requirements = ''): string {
  return `<decision id="${id}" name="${id}"><variable name="${id}"/>${requirements}
<literalExpression><text><![CDATA[${source}]]></text></literalExpression></decision>`;
}

/** The decisions of a file that is in order, by key. */
export function decisions(xml: string, options: DecisionOptions = {}): Record<string, Decision> {
  const deployed = deployDecisions(xml, options);
  if (!deployed.ok) throw new Error(deployed.problems.map(({ message }) => message).join('\n'));
  return Object.fromEntries(deployed.decisions.map((decision) => [decision.key, decision]));
}

export function decide(
  decision: Pick<Decision, 'evaluate'>,
  inputs: Readonly<Record<string, Json>> = {},
): Extract<DecisionOutcome, { ok: true }> {
  const outcome = outcomeOf(decision, inputs);
  if (!outcome.ok) throw new Error(outcome.reason);
  return outcome;
}

/** The value as JSON. */
export function decided(
  decision: Pick<Decision, 'evaluate'>,
  inputs: Readonly<Record<string, Json>> = {},
): Json {
  return toState(decide(decision, inputs).value);
}

/** Why there is no value. */
export function reasonOf(
  decision: Pick<Decision, 'evaluate'>,
  inputs: Readonly<Record<string, Json>> = {},
): string {
  const outcome = outcomeOf(decision, inputs);
  return outcome.ok ? '' : outcome.reason;
}

/** The sentences with which a file is refused. */
export function problemsOf(xml: string): string[] {
  const deployed = deployDecisions(xml);
  return deployed.ok ? [] : deployed.problems.map(({ message }) => message);
}

// helpers //////////

function outcomeOf(
  decision: Pick<Decision, 'evaluate'>,
  inputs: Readonly<Record<string, Json>>,
): DecisionOutcome {
  const get = (name: string) => (Object.hasOwn(inputs, name) ? fromState(inputs[name]!) : undefined);
  return decision.evaluate({ get }, { now: NOW, zone: 'UTC' });
}
