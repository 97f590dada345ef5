/**
 * A decision table (DMN 1.5 §8): inputs are worked out once, rules whose tests are all met fire, the hit policy makes one result
 * of them. The parts of the table are read in `../table-clauses.ts`.
 */
import { contextWith, listOf, type Scope, type Type } from '#metadata/expression.ts';
import { contextOf, type Value } from '#metadata/value.ts';
import type { HitPolicy, Match } from '../hit-policies/hit-policy.ts';
import { hitPolicyOf } from '../hit-policies/table.ts';
import { defineBoxed, type Evaluation, type Logic, readsOf, type TableOutcome } from '../logic.ts';
import {
  type InputClause,
  type OutputColumn,
  type Rule,
  readInputs,
  readOutputs,
  readRules,
} from '../table-clauses.ts';

interface Table {
  readonly policy: HitPolicy;
  readonly inputs: readonly InputClause[];
  readonly outputs: readonly OutputColumn[];
  readonly rules: readonly Rule[];
  /** Camunda gives an empty list where a list is asked for and no rule fires, the standard gives null. */
  readonly camunda: boolean;
}

export const decisionTable = defineBoxed({
  tag: 'decisionTable',
  compile(element, place) {
    const { hitPolicy, aggregation } = element.attributes;
    const policy = hitPolicyOf(hitPolicy, aggregation);
    if (!policy) {
      const name = [hitPolicy, aggregation].filter(Boolean).join(' ');
      place.problem(element, 'table.hit_policy', `There is no hit policy "${name}".`);
    }
    const inputs = readInputs(element, place);
    const outputs = readOutputs(element, place);
    if (outputs.length === 0) place.problem(element, 'table.outputs', 'The table has no output.');
    const rules = readRules(element, inputs, outputs, place);
    const table: Table = { policy: policy ?? hitPolicyOf()!, inputs, outputs, rules, camunda: place.camunda };
    const decide: Logic['decide'] = (names, evaluation) => decideTable(table, names, evaluation);
    return {
      type: typeOfTable(table),
      reads: readsOf([
        ...inputs.map(({ logic }) => logic),
        ...rules.flatMap(({ tests, results }) => [...tests.filter((test) => test !== null), ...results]),
      ]),
      outputs: outputTypes(table),
      decide,
      evaluate: (names, evaluation) => decide(names, evaluation).value,
    };
  },
});

// helpers //////////

function decideTable(table: Table, names: Scope, evaluation: Evaluation): TableOutcome {
  const values = table.inputs.map((input) => input.read(names, evaluation));
  const refused = table.inputs.findIndex((input, index) => !input.allows(values[index]!, evaluation));
  const matches = refused < 0 ? findMatches(table, values, names, evaluation) : [];
  const trace = {
    hitPolicy: table.policy.name,
    inputs: table.inputs.map(({ id, label }, index) => ({ id, label, value: values[index]! })),
    rules: matches.map((match) => ({ id: match.id, row: match.row, outputs: rowOf(match, table.outputs) })),
  };
  if (refused >= 0) {
    const value = evaluation.violate(
      `The value of "${table.inputs[refused]!.label}" is none of its input values.`,
    );
    return { value, rows: [], trace };
  }
  const [value, rows] = resultOf(table, matches, names, evaluation);
  return { value, rows, trace };
}

function findMatches(
  { inputs, rules, outputs, policy }: Table,
  values: readonly Value[],
  names: Scope,
  evaluation: Evaluation,
): Match[] {
  const matches: Match[] = [];
  // The scope of a column's tests is the same in every row.
  const scopes = inputs.map((input, index) => input.within(names, values[index]!));
  for (const rule of rules) {
    const fires = rule.tests.every(
      (test, index) => test === null || test.evaluate(scopes[index]!, evaluation) === true,
    );
    if (!fires) continue;
    const results = rule.results.map((result, index) =>
      outputs[index]!.accept(result.evaluate(names, evaluation), evaluation),
    );
    matches.push({ id: rule.id, row: rule.row, outputs: results });
    if (policy.stopsAtFirst) break;
  }
  return matches;
}

type Row = Readonly<Record<string, Value>>;

function resultOf(
  table: Table,
  matches: readonly Match[],
  names: Scope,
  evaluation: Evaluation,
): [value: Value, rows: readonly Row[]] {
  const { policy, outputs } = table;
  const choice = policy.choose(matches, outputs, evaluation);
  switch (choice.take) {
    case 'one':
      return choice.match ? oneResult(choice.match, outputs) : noResult(table, names, evaluation);
    case 'all': {
      if (choice.matches.length === 0) return noResult(table, names, evaluation);
      const results = choice.matches.map((match) => oneResult(match, outputs));
      return [results.map(([value]) => value), results.flatMap(([, rows]) => rows)];
    }
    case 'value':
      return [choice.value, [contextOf([[outputs[0]!.name, choice.value]])]];
    case 'nothing':
      return [evaluation.violate(choice.why), []];
  }
}

function oneResult(match: Match, outputs: readonly OutputColumn[]): [value: Value, rows: readonly Row[]] {
  const row = rowOf(match, outputs);
  return [outputs.length === 1 ? match.outputs[0]! : contextOf(Object.entries(row)), [row]];
}

function rowOf(match: Pick<Match, 'outputs'>, outputs: readonly OutputColumn[]): Row {
  return contextOf(outputs.map(({ name }, index) => [name, match.outputs[index]!] as const));
}

/** No rule fired: the default outputs, where there are any. */
function noResult(
  { policy, outputs, camunda }: Table,
  names: Scope,
  evaluation: Evaluation,
): [value: Value, rows: readonly Row[]] {
  if (outputs.some(({ fallback }) => fallback !== null)) {
    const values = outputs.map(({ fallback, accept }) =>
      fallback ? accept(fallback.evaluate(names, evaluation), evaluation) : null,
    );
    return oneResult({ id: '', row: 0, outputs: values }, outputs);
  }
  return [camunda && policy.givesList ? [] : null, []];
}

function outputTypes({ outputs }: Table): Record<string, Type> {
  return Object.fromEntries(outputs.map(({ name, type }) => [name, type]));
}

function typeOfTable(table: Table): Type {
  const { policy, outputs } = table;
  const one: Type = outputs.length === 1 ? outputs[0]!.type : contextWith(outputTypes(table));
  return policy.givesList ? listOf(one) : (policy.type ?? one);
}
