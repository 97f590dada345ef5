/**
 * Values against types (DMN 1.5 §10.3.2.9): whether a value is of a type (`instance of`), and the implicit conversions of
 * §10.3.2.9.4: one item to a list and back, a date to the midnight it begins with.
 */
import {
  type Context,
  FeelDate,
  FeelFunction,
  isContext,
  Range,
  Reference,
  typeName,
  type Value,
} from '../../value.ts';
import { midnightOf } from '../temporal.ts';
import { ANY, listOf, plainKind, rangeOf, type Type } from '../types.ts';

/** True where the value is of the type; null is of type Null only. */
export function isInstance(value: Value, type: Type): boolean {
  return value === null ? type.kind === 'null' : conforms(value, type);
}

/**
 * The value as one of the type, or undefined where it cannot be one. Null stays null, for any type may be empty. Only the
 * value itself is converted, never parts of it.
 */
export function coerce(value: Value, type: Type): Value | undefined {
  if (value === null || type.kind === 'any' || conforms(value, type)) return value;
  if (type.kind === 'list') return conforms(value, type.of) ? [value] : undefined;
  if (Array.isArray(value)) {
    const [item] = value;
    return value.length === 1 && item !== null && conforms(item!, type) ? item! : undefined;
  }
  if (type.kind === 'date and time' && value instanceof FeelDate) return midnightOf(value, { offset: 0 });
  return undefined;
}

/** Whether every value of `a` is one of `b` (DMN 1.5 §10.3.2.9.3). */
export function typeConforms(a: Type, b: Type): boolean {
  if (b.kind === 'any' || a.kind === 'null' || a === b) return true;
  if (a.kind === 'list' && b.kind === 'list') return typeConforms(a.of, b.of);
  if (a.kind === 'range' && b.kind === 'range') return typeConforms(a.of, b.of);
  if (a.kind === 'record' && b.kind === 'record') return a.entity === b.entity;
  if (a.kind === 'context' && b.kind === 'context') return fieldsConform(a.fields, b.fields);
  if (a.kind === 'function' && b.kind === 'function') return functionConforms(a, b);
  if (a.kind === 'choice' && b.kind === 'choice') return a.keys.every((key) => b.keys.includes(key));
  return plainKind(a) === plainKind(b) && b.kind !== 'choice';
}

/** The type of a value, as far as it can be told. */
export function typeOfValue(value: Value): Type {
  if (Array.isArray(value)) return listOf(ANY);
  if (value instanceof Range) return rangeOf(typeOfValue(value.start ?? value.end));
  if (value instanceof FeelFunction) return value.type ?? { kind: 'function', parameters: null, result: ANY };
  if (value instanceof Reference) return { kind: 'record', entity: value.entity };
  if (isContext(value)) return { kind: 'context', fields: null };
  return { kind: typeName(value) } as Type;
}

// helpers //////////

/** For a value that is not null. Parts may be null whatever their type. */
function conforms(value: Value, type: Type): boolean {
  switch (type.kind) {
    case 'any':
      return true;
    case 'list':
      return Array.isArray(value) && value.every((item) => item === null || conforms(item, type.of));
    case 'context':
      return isContext(value) && (type.fields === null || contextConforms(value, type.fields));
    case 'range':
      return value instanceof Range && rangeConforms(value, type.of);
    case 'function':
      return value instanceof FeelFunction && typeConforms(typeOfValue(value), type);
    case 'record':
      return value instanceof Reference && value.entity === type.entity;
    case 'choice':
      return typeof value === 'string' && type.keys.includes(value);
    default:
      return typeName(value) === type.kind;
  }
}

function contextConforms(value: Context, fields: Readonly<Record<string, Type>>): boolean {
  return Object.entries(fields).every(([name, type]) => {
    const part = value[name];
    return part !== undefined && (part === null || conforms(part, type));
  });
}

function rangeConforms({ start, end }: Range, type: Type): boolean {
  return (start === null || conforms(start, type)) && (end === null || conforms(end, type));
}

function fieldsConform(
  a: Readonly<Record<string, Type>> | null,
  b: Readonly<Record<string, Type>> | null,
): boolean {
  if (b === null) return true;
  if (a === null) return false;
  return Object.entries(b).every(([name, type]) => Object.hasOwn(a, name) && typeConforms(a[name]!, type));
}

function functionConforms(
  a: Extract<Type, { kind: 'function' }>,
  b: Extract<Type, { kind: 'function' }>,
): boolean {
  if (b.parameters === null) return true;
  if (a.parameters === null || a.parameters.length !== b.parameters.length) return false;
  // A function may ask less of its arguments than is promised, and give more.
  return (
    b.parameters.every((parameter, index) => typeConforms(parameter, a.parameters![index]!)) &&
    typeConforms(a.result, b.result)
  );
}
