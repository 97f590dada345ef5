/**
 * Types of expressions (DMN 1.5 §10.3.2.2), plus the two the platform adds: a record of an entity and a choice with
 * known keys. They are plain data: entities, process variables and item definitions make them, the compiler reads them.
 */
import type { TypeName } from '../value.ts';

/** Kinds without parts; named as FEEL names them. */
export type SimpleKind = Exclude<TypeName, 'list' | 'context' | 'function' | 'range' | 'record'>;

export type Type =
  | { readonly kind: 'any' }
  | { readonly kind: SimpleKind }
  | { readonly kind: 'list'; readonly of: Type }
  /** `fields: null` for a context about which nothing is known. */
  | { readonly kind: 'context'; readonly fields: Readonly<Record<string, Type>> | null }
  /** `parameters: null` where any arguments are taken. */
  | { readonly kind: 'function'; readonly parameters: readonly Type[] | null; readonly result: Type }
  | { readonly kind: 'range'; readonly of: Type }
  /** A record of the data store; `CompileOptions.fieldsOf` knows its fields. */
  | { readonly kind: 'record'; readonly entity: string }
  /** A string that is one of `keys`; comparing it with another text is a mistake. */
  | { readonly kind: 'choice'; readonly keys: readonly string[] };

export type Kind = Type['kind'];

export const ANY: Type = { kind: 'any' };
export const NULL: Type = { kind: 'null' };
export const BOOLEAN: Type = { kind: 'boolean' };
export const STRING: Type = { kind: 'string' };
export const NUMBER: Type = { kind: 'number' };
export const DATE: Type = { kind: 'date' };
export const TIME: Type = { kind: 'time' };
export const DATE_TIME: Type = { kind: 'date and time' };
export const DAYS_DURATION: Type = { kind: 'days and time duration' };
export const MONTHS_DURATION: Type = { kind: 'years and months duration' };

export const listOf = (of: Type): Type => ({ kind: 'list', of });
export const rangeOf = (of: Type): Type => ({ kind: 'range', of });
export const contextWith = (fields: Readonly<Record<string, Type>> | null): Type => ({
  kind: 'context',
  fields,
});
export const recordOf = (entity: string): Type => ({ kind: 'record', entity });
export const choiceOf = (keys: readonly string[]): Type => ({ kind: 'choice', keys });
export const functionOf = (parameters: readonly Type[] | null, result: Type): Type => ({
  kind: 'function',
  parameters,
  result,
});

/** The type as FEEL writes it, for error texts: `list<number>`, `context<name: string>`. */
export function typeText(type: Type): string {
  switch (type.kind) {
    case 'any':
      return 'Any';
    case 'list':
      return `list<${typeText(type.of)}>`;
    case 'range':
      return `range<${typeText(type.of)}>`;
    case 'context':
      return type.fields === null
        ? 'context'
        : `context<${Object.entries(type.fields)
            .map(([name, field]) => `${name}: ${typeText(field)}`)
            .join(', ')}>`;
    case 'function':
      return `function<${(type.parameters ?? []).map(typeText).join(', ')}> -> ${typeText(type.result)}`;
    case 'record':
      return `record of ${type.entity}`;
    default:
      return type.kind;
  }
}

/** The type that both have in common: the same where they agree, `any` where they do not. Null joins with everything. */
export function joinTypes(a: Type, b: Type): Type {
  if (a === b) return a;
  if (a.kind === 'null') return b;
  if (b.kind === 'null') return a;
  if (a.kind === 'choice' && b.kind === 'choice') return choiceOf([...new Set([...a.keys, ...b.keys])]);
  if (plainKind(a) === 'string' && plainKind(b) === 'string') return STRING;
  if (a.kind !== b.kind) return ANY;
  if (a.kind === 'list' && b.kind === 'list') return listOf(joinTypes(a.of, b.of));
  if (a.kind === 'range' && b.kind === 'range') return rangeOf(joinTypes(a.of, b.of));
  if (a.kind === 'record' && b.kind === 'record') return a.entity === b.entity ? a : ANY;
  if (a.kind === 'function') return functionOf(null, ANY);
  if (a.kind === 'context' && b.kind === 'context') {
    return a.fields && b.fields ? contextWith(joinFields(a.fields, b.fields)) : contextWith(null);
  }
  return a;
}

/** The kind of a value of this type at run time: a choice is a string. */
export function plainKind(type: Type): Exclude<Kind, 'choice'> {
  return type.kind === 'choice' ? 'string' : type.kind;
}

// helpers //////////

/** Fields that only one side has may be missing, which reads as null; their type stands. */
function joinFields(
  a: Readonly<Record<string, Type>>,
  b: Readonly<Record<string, Type>>,
): Record<string, Type> {
  const fields: Record<string, Type> = Object.assign(Object.create(null), a);
  for (const [name, type] of Object.entries(b)) {
    fields[name] = Object.hasOwn(a, name) ? joinTypes(a[name]!, type) : type;
  }
  return fields;
}
