/**
 * A function definition (DMN 1.5 §7.3.9): parameters and a body that sees them. It is also the logic of a business knowledge model.
 * Functions in Java or PMML have no counterpart here.
 */
import { ANY, coerce, descend, functionOf, type Type } from '#metadata/expression.ts';
import { FeelFunction, type Value } from '#metadata/value.ts';
import { type ItemType, typeByRef } from '../item-types.ts';
import { bindingAll, conformed, defineBoxed, type Logic, type Place, readsOf, seeing } from '../logic.ts';
import { childrenOf, nameOf, typeRefOf } from '../namespaces.ts';
import { onlyExpression } from '../only-expression.ts';
import type { XmlElement } from '../xml-tree.ts';

/** How deep a call may count against the budget: the frames of a boxed body and its expressions. */
const LEVELS = 8;

interface Parameter {
  readonly name: string;
  readonly item: ItemType | null;
}

export const functionDefinition = defineBoxed({
  tag: 'functionDefinition',
  compile: (element, place) => compileFunction(element, 'function', place),
});

/** The function that an element defines, under the name it is called by. */
export function compileFunction(element: XmlElement, name: string, place: Place): Logic {
  const parameters = childrenOf(element, 'formalParameter').map((parameter): Parameter => {
    const ref = typeRefOf(parameter);
    const item = ref === undefined ? null : typeByRef(parameter, ref, place.types, place.problem);
    return { name: nameOf(parameter) ?? '', item };
  });
  const types: Record<string, Type> = Object.create(null);
  for (const parameter of parameters) types[parameter.name] = parameter.item?.type ?? ANY;
  const { kind } = element.attributes;
  if (kind === 'Java' || kind === 'PMML') return external(element, kind, name, parameters);

  const body = onlyExpression(element, seeing(place, types));
  const ref = typeRefOf(element);
  const result = ref === undefined ? null : typeByRef(element, ref, place.types, place.problem);
  const type = functionOf(Object.values(types), result?.type ?? body.type);
  return {
    type,
    reads: readsOf([body], Object.keys(types)),
    evaluate: (names, evaluation) =>
      new FeelFunction(
        name,
        parameters.map((parameter) => parameter.name),
        (args) => {
          const values = bindArguments(name, parameters, args, evaluation.env.notes);
          if (!values) return null;
          const value = descend(evaluation.env, LEVELS, () =>
            body.evaluate(bindingAll(names, values), evaluation),
          );
          return conformed(value, result, `The result of ${name}`, evaluation);
        },
        type,
      ),
  };
}

// helpers //////////

function external(element: XmlElement, kind: string, name: string, parameters: readonly Parameter[]): Logic {
  const types = parameters.map(({ item }) => item?.type ?? ANY);
  const sentence = `${name} is written in ${kind}, which cannot be called here (line ${element.line}).`;
  return {
    type: functionOf(types, ANY),
    reads: [],
    evaluate: (_names, { env }) =>
      new FeelFunction(
        name,
        parameters.map((parameter) => parameter.name),
        () => {
          env.notes.push(sentence);
          return null;
        },
      ),
  };
}

function bindArguments(
  name: string,
  parameters: readonly Parameter[],
  args: readonly Value[],
  notes: string[],
): Map<string, Value> | null {
  if (args.length !== parameters.length) {
    notes.push(`${name} takes ${parameters.length} arguments, ${args.length} were given.`);
    return null;
  }
  const values = new Map<string, Value>();
  for (const [index, parameter] of parameters.entries()) {
    const value = parameter.item ? coerce(args[index]!, parameter.item.type) : args[index]!;
    if (value === undefined) {
      notes.push(`${name}: the argument "${parameter.name}" is not of its type.`);
      return null;
    }
    values.set(parameter.name, value);
  }
  return values;
}
