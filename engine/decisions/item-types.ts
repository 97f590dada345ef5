/**
 * Item definitions (DMN 1.5 §7.3.2–7.3.3): the types of a model, with the values they allow. A type is resolved when it is first
 * asked for, so that the order of definitions does not matter; one that holds itself is open at that point.
 */
import {
  ANY,
  BUILT_IN_TYPES,
  type Compiled,
  coerce,
  contextWith,
  functionOf,
  listOf,
  type Scope,
  type Type,
  typeOfValue,
  typeText,
} from '#metadata/expression.ts';
import { isContext, type Value } from '#metadata/value.ts';
import type { Evaluation } from './logic.ts';
import { childOf, childrenOf, nameOf, textOf, typeRefOf } from './namespaces.ts';
import type { XmlElement } from './xml-tree.ts';

export interface ItemType {
  readonly type: Type;
  /** The value as one of this type; one that is not, or not allowed, violates the model. Null stays null. */
  accept(value: Value, what: string, evaluation: Evaluation): Value;
  /** True where the value, which is of the type, is among those allowed. */
  allows(value: Value, evaluation: Evaluation): boolean;
}

export interface ItemTypes {
  /** The type a `typeRef` names; null where it names none. */
  of(ref: string): ItemType | null;
  /** All types of the model by name, for FEEL. */
  readonly named: Readonly<Record<string, Type>>;
}

/** Compiles the tests of allowed values. */
export type CompileTests = (element: XmlElement, source: string, input: Type) => Compiled | null;

/** Types by Camunda's and DMN 1.1's names beside FEEL's. */
const ALIASES: Readonly<Record<string, Type>> = {
  integer: { kind: 'number' },
  long: { kind: 'number' },
  double: { kind: 'number' },
  any: ANY,
};

/**
 * `foreign` knows types from elsewhere: those of imported models by their qualified names, records by their entity.
 */
export function readItemTypes(
  definitions: readonly XmlElement[],
  foreign: (ref: string) => ItemType | null,
  compileTests: CompileTests,
  problem: (element: XmlElement, code: string, message: string) => void,
): ItemTypes {
  const elements = new Map(definitions.map((element) => [nameOf(element) ?? '', element]));
  const made = new Map<string, ItemType>();
  const open = new Set<string>();
  let allNamed: Readonly<Record<string, Type>> | null = null;

  const types: ItemTypes = {
    of(ref) {
      const name = ref.trim().replace(/\s+/g, ' ');
      const element = elements.get(name);
      if (!element) return builtIn(name) ?? foreign(name);
      const known = made.get(name);
      if (known) return known;
      if (open.has(name)) return itemType(ANY);
      open.add(name);
      const item = readItem(element, types, compileTests, problem);
      open.delete(name);
      made.set(name, item);
      return item;
    },
    get named() {
      allNamed ??= Object.fromEntries([...elements.keys()].map((name) => [name, types.of(name)!.type]));
      return allNamed;
    },
  };
  return types;
}

// helpers //////////

function builtIn(name: string): ItemType | null {
  // DMN 1.1 writes `feel:string`.
  const local = name.replace(/^feel:/, '');
  const type = Object.hasOwn(BUILT_IN_TYPES, local) ? BUILT_IN_TYPES[local] : ALIASES[local];
  return type ? itemType(type) : null;
}

/** A type with a restriction on its values. */
export function itemType(type: Type, allows: ItemType['allows'] = () => true): ItemType {
  return {
    type,
    allows,
    accept(value, what, evaluation) {
      const conforming = coerce(value, type);
      if (conforming === undefined) {
        return evaluation.violate(`${what} must be ${typeText(type)}, not ${typeText(typeOfValue(value))}.`);
      }
      if (conforming === null || allows(conforming, evaluation)) return conforming;
      return evaluation.violate(`${what} is none of the allowed values.`);
    },
  };
}

function readItem(
  element: XmlElement,
  types: ItemTypes,
  compileTests: CompileTests,
  problem: (element: XmlElement, code: string, message: string) => void,
): ItemType {
  const single = readSingle(element, types, compileTests, problem);
  const isList = element.attributes.isCollection === 'true';
  const allowed = readTests(childOf(element, 'allowedValues'), single.type, compileTests);
  const one: ItemType['allows'] = (value, evaluation) =>
    single.allows(value, evaluation) && allowed(value, evaluation);
  if (!isList) {
    const constraint = readTests(childOf(element, 'typeConstraint'), single.type, compileTests);
    return itemType(
      single.type,
      (value, evaluation) => one(value, evaluation) && constraint(value, evaluation),
    );
  }
  const list = listOf(single.type);
  const constraint = readTests(childOf(element, 'typeConstraint'), list, compileTests);
  return itemType(
    list,
    (value, evaluation) =>
      Array.isArray(value) &&
      value.every((item) => item === null || one(item, evaluation)) &&
      constraint(value, evaluation),
  );
}

/** The type of one item, without its own restrictions. */
function readSingle(
  element: XmlElement,
  types: ItemTypes,
  compileTests: CompileTests,
  problem: (element: XmlElement, code: string, message: string) => void,
): Pick<ItemType, 'type' | 'allows'> {
  const components = childrenOf(element, 'itemComponent');
  if (components.length > 0) {
    return contextOfComponents(components, (component) => readItem(component, types, compileTests, problem));
  }
  const functionItem = childOf(element, 'functionItem');
  if (functionItem) return { type: functionType(functionItem, types, problem), allows: () => true };
  const ref = typeRefOf(element);
  return ref === undefined ? { type: ANY, allows: () => true } : typeByRef(element, ref, types, problem);
}

/** The type of that name; open, with a problem, where there is none. */
export function typeByRef(
  element: XmlElement,
  ref: string,
  types: ItemTypes,
  problem: (element: XmlElement, code: string, message: string) => void,
): ItemType {
  const found = types.of(ref);
  if (found) return found;
  problem(element, 'type.unknown', `There is no type "${ref}".`);
  return itemType(ANY);
}

function contextOfComponents(
  components: readonly XmlElement[],
  read: (component: XmlElement) => ItemType,
): Pick<ItemType, 'type' | 'allows'> {
  const items = components.map((component) => [nameOf(component) ?? '', read(component)] as const);
  const fields: Record<string, Type> = Object.create(null);
  for (const [name, item] of items) fields[name] = item.type;
  return {
    type: contextWith(fields),
    allows: (value, evaluation) =>
      isContext(value) &&
      items.every(([name, item]) => (value[name] ?? null) === null || item.allows(value[name]!, evaluation)),
  };
}

function functionType(
  element: XmlElement,
  types: ItemTypes,
  problem: (element: XmlElement, code: string, message: string) => void,
): Type {
  const typeOf = (ref: string | undefined) => (ref ? typeByRef(element, ref, types, problem).type : ANY);
  const parameters = childrenOf(element, 'parameters').map((parameter) => typeOf(typeRefOf(parameter)));
  return functionOf(parameters, typeOf(element.attributes.outputTypeRef));
}

function readTests(
  element: XmlElement | undefined,
  input: Type,
  compileTests: CompileTests,
): ItemType['allows'] {
  const source = textOf(element);
  const compiled = element && source !== '' ? compileTests(element, source, input) : null;
  if (!compiled) return () => true;
  return (value, { env }) => {
    const scope: Scope = { get: (name) => (name === '?' ? value : undefined) };
    return compiled.evaluate(scope, env) === true;
  };
}
