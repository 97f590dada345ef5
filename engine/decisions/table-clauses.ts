/** The parts of a decision table: what its inputs read, what its outputs may be, the cells of its rules (DMN 1.5 §8.3). */
import { ANY, type Scope, type Type } from '#metadata/expression.ts';
import { numberOf, type Value } from '#metadata/value.ts';
import type { OutputClause } from './hit-policies/hit-policy.ts';
import { type ItemType, typeByRef } from './item-types.ts';
import { binding, type Evaluation, type Logic, type Place, readsOf, seeing } from './logic.ts';
import { CAMUNDA, childOf, childrenOf, nameOf, textOf, typeRefOf } from './namespaces.ts';
import type { XmlElement } from './xml-tree.ts';

export interface InputClause {
  readonly id: string;
  readonly label: string;
  readonly logic: Logic;
  readonly type: Type;
  /** The name under which cells see the value beside `?`. */
  readonly variable: string;
  read(names: Scope, evaluation: Evaluation): Value;
  /** Whether the value is among the input values, where any are listed. */
  allows(value: Value, evaluation: Evaluation): boolean;
  /** The scope of the column's tests. */
  within(names: Scope, value: Value): Scope;
}

export interface OutputColumn extends OutputClause {
  readonly type: Type;
  /** What it gives when no rule fires. */
  readonly fallback: Logic | null;
  accept(value: Value, evaluation: Evaluation): Value;
}

export interface Rule {
  readonly id: string;
  /** From 1. */
  readonly row: number;
  /** One an input; null where the cell is empty. */
  readonly tests: readonly (Logic | null)[];
  readonly results: readonly Logic[];
}

const INPUT = '?';
/** Camunda's name for the input in cells of other languages than FEEL. */
const CELL_INPUT = 'cellInput';

export function readInputs(table: XmlElement, place: Place): InputClause[] {
  return childrenOf(table, 'input').map((clause, index) => readInput(clause, index, place));
}

export function readOutputs(table: XmlElement, place: Place): OutputColumn[] {
  const clauses = childrenOf(table, 'output');
  return clauses.map((clause, index) => readOutput(clause, clauses.length === 1, index, place));
}

export function readRules(
  table: XmlElement,
  inputs: readonly InputClause[],
  outputs: readonly OutputColumn[],
  place: Place,
): Rule[] {
  return childrenOf(table, 'rule').map((element, index) =>
    readRule(element, index + 1, inputs, outputs, place),
  );
}

// helpers //////////

function readInput(clause: XmlElement, index: number, place: Place): InputClause {
  const expression = childOf(clause, 'inputExpression');
  const source = textOf(expression);
  const logic = place.text(
    expression ?? clause,
    source,
    { language: expression?.attributes.expressionLanguage },
    place,
  );
  if (source === '') place.problem(clause, 'table.input', `Input ${index + 1} has no expression.`);
  const ref = typeRefOf(expression);
  const item = ref === undefined ? null : typeByRef(clause, ref, place.types, place.problem);
  const type = item?.type ?? logic.type;
  const label = clause.attributes.label ?? source;
  const variable = clause.attributes[`{${CAMUNDA}}inputVariable`] || CELL_INPUT;
  return {
    id: clause.attributes.id ?? '',
    label,
    logic,
    type,
    variable,
    read: (names, evaluation) => {
      const value = logic.evaluate(names, evaluation);
      return place.camunda ? asNumber(value, type) : value;
    },
    allows: readAllowed(clause, 'inputValues', type, place),
    within: (names, value) => binding(binding(names, variable, value), INPUT, value),
  };
}

/** Camunda turns a text into a number where the column is one; the standard knows no such conversion. */
function asNumber(value: Value, type: Type): Value {
  return typeof value === 'string' && type.kind === 'number' ? (numberOf(value.trim()) ?? value) : value;
}

/** Camunda uses the listed values only in its editor, so they restrict nothing in its files. */
function readAllowed(clause: XmlElement, part: string, input: Type, place: Place): InputClause['allows'] {
  const element = childOf(clause, part);
  const source = textOf(element);
  if (!element || source === '' || place.camunda) return () => true;
  const tests = place.text(
    element,
    source,
    { language: element.attributes.expressionLanguage, input },
    seeing(place, { [INPUT]: input }),
  );
  return (value, evaluation) => {
    if (value === null) return true;
    return tests.evaluate({ get: (name) => (name === INPUT ? value : undefined) }, evaluation) === true;
  };
}

function readOutput(clause: XmlElement, isOnly: boolean, index: number, place: Place): OutputColumn {
  const name = nameOf(clause) ?? clause.attributes.label ?? (isOnly ? 'result' : `output ${index + 1}`);
  const ref = typeRefOf(clause);
  const item: ItemType | null = ref === undefined ? null : typeByRef(clause, ref, place.types, place.problem);
  const entry = childOf(clause, 'defaultOutputEntry');
  const source = textOf(entry);
  return {
    name,
    type: item?.type ?? ANY,
    order: readOrder(clause, place),
    fallback:
      entry && source !== ''
        ? place.text(entry, source, { language: entry.attributes.expressionLanguage }, place)
        : null,
    accept: (value, evaluation) =>
      item && !place.camunda ? item.accept(value, `The output "${name}"`, evaluation) : value,
  };
}

/** The listed output values in their order; none where they are no plain values. */
function readOrder(clause: XmlElement, place: Place): readonly Value[] {
  const element = childOf(clause, 'outputValues');
  const source = textOf(element);
  if (!element || source === '') return [];
  return place.constants(element, source);
}

function readRule(
  element: XmlElement,
  row: number,
  inputs: readonly InputClause[],
  outputs: readonly OutputColumn[],
  place: Place,
): Rule {
  const tests = childrenOf(element, 'inputEntry');
  const results = childrenOf(element, 'outputEntry');
  if (tests.length !== inputs.length || results.length !== outputs.length) {
    place.problem(
      element,
      'table.rule',
      `Rule ${row} has ${tests.length} and ${results.length} cells; the table has ${inputs.length} inputs and ${outputs.length} outputs.`,
    );
  }
  return {
    id: element.attributes.id ?? `row-${row}`,
    row,
    tests: inputs.map((input, index) => readTest(tests[index], input, place)),
    results: outputs.map((_output, index) => {
      const entry = results[index] ?? element;
      return place.text(
        entry,
        textOf(results[index]),
        { language: entry.attributes.expressionLanguage },
        place,
      );
    }),
  };
}

function readTest(entry: XmlElement | undefined, input: InputClause, place: Place): Logic | null {
  const source = textOf(entry);
  if (!entry || source === '' || source === '-') return null;
  const names = { [INPUT]: input.type, [input.variable]: input.type };
  const form = { language: entry.attributes.expressionLanguage, input: input.type };
  const test = place.text(entry, source, form, seeing(place, names));
  return { ...test, reads: readsOf([test], Object.keys(names)) };
}
