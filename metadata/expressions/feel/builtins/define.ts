/**
 * The contract of FEEL's own functions (DMN 1.5 §10.3.4) and how they are called: an overload is chosen by the number
 * and the types of the arguments, which are converted as §10.3.2.9.4 allows. An argument that is null, or of a wrong
 * type, makes the result null.
 */
import { typeName, type Value } from '../../../value.ts';
import { ANY, type Type, typeText } from '../../types.ts';
import { coerce } from '../conform.ts';
import { note, type Run } from '../run.ts';

export interface BuiltInParameter {
  readonly name: string;
  readonly type: Type;
  readonly optional?: boolean;
  /** Takes null as a value like any other. */
  readonly nullable?: boolean;
  /** The last one: any number of arguments from here on. */
  readonly rest?: boolean;
}

export interface Overload {
  readonly parameters: readonly BuiltInParameter[];
  readonly result: Type | ((args: readonly Type[]) => Type);
  /** Arguments are converted; optional ones that were not given are null. A text says why there is no result. */
  readonly invoke: (args: readonly Value[], run: Run) => Value;
}

export interface BuiltIn {
  readonly name: string;
  readonly overloads: readonly Overload[];
}

export function defineBuiltIn(name: string, ...overloads: readonly Overload[]): BuiltIn {
  return Object.freeze({ name, overloads });
}

/** `A` says what the parameters' types make of the arguments. */
export function overload<A extends readonly Value[]>(
  parameters: readonly BuiltInParameter[],
  result: Overload['result'],
  invoke: (args: A, run: Run) => Value,
): Overload {
  return Object.freeze({ parameters, result, invoke: invoke as unknown as Overload['invoke'] });
}

export function parameter(name: string, type: Type = ANY): BuiltInParameter {
  return { name, type };
}

export function optional(name: string, type: Type = ANY): BuiltInParameter {
  return { name, type, optional: true, nullable: true };
}

/** A parameter that takes null too. */
export function nullable(name: string, type: Type = ANY): BuiltInParameter {
  return { name, type, nullable: true };
}

export function rest(name: string, type: Type = ANY): BuiltInParameter {
  return { name, type, rest: true, nullable: true };
}

/** True where so many arguments can be given. */
export function takes({ parameters }: Overload, count: number): boolean {
  const required = parameters.filter((one) => !one.optional && !one.rest).length;
  return (
    count >= Math.max(required, parameters[0]?.rest ? 1 : 0) &&
    (count <= parameters.length || parameters.at(-1)?.rest === true)
  );
}

/** The parameter that takes the argument at `index`. */
export function parameterAt({ parameters }: Overload, index: number): BuiltInParameter {
  return parameters[Math.min(index, parameters.length - 1)]!;
}

/** Calls with positional arguments. */
export function callBuiltIn(builtIn: BuiltIn, args: readonly Value[], run: Run): Value {
  return callFitting(builtIn, () => args, `${builtIn.name} does not take ${args.length} arguments.`, run);
}

/** Calls the first overload that takes its arguments, which may stand in another order for each. */
export function callFitting(
  { name, overloads }: BuiltIn,
  argumentsFor: (candidate: Overload) => readonly Value[] | null,
  otherwise: string,
  run: Run,
): Value {
  let why = otherwise;
  for (const candidate of overloads) {
    const args = argumentsFor(candidate);
    if (!args || !takes(candidate, args.length)) continue;
    const bound = bindArguments(name, candidate, args);
    if (typeof bound !== 'string') return candidate.invoke(bound, run);
    why = bound;
  }
  return note(run, why);
}

// helpers //////////

/** The arguments as the overload wants them, or why it does not take them. */
function bindArguments(name: string, candidate: Overload, args: readonly Value[]): Value[] | string {
  const bound: Value[] = [];
  for (const [index, arg] of args.entries()) {
    const wanted = parameterAt(candidate, index);
    if (arg === null && !wanted.nullable) return `${name}: "${wanted.name}" is null.`;
    const value = coerce(arg, wanted.type);
    if (value === undefined) {
      return `${name}: "${wanted.name}" must be ${typeText(wanted.type)}, not ${typeName(arg)}.`;
    }
    bound.push(value);
  }
  while (bound.length < candidate.parameters.length && !parameterAt(candidate, bound.length).rest)
    bound.push(null);
  return bound;
}
