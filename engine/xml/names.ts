/**
 * Names that expressions of a process may read: the variables it declares, with their types, and every other name in the
 * file that has spaces in it, which FEEL could not tell from several names. All others are allowed, of any type.
 */
import type { Type } from '#metadata/expression.ts';
import type { DeclaredVariable } from '../process.ts';
import type { Moddle } from './moddle.ts';

export type Names = Readonly<Record<string, Type>>;

/** The names as seen by one element: what it and its scopes set locally hides what is declared. */
export type NamesOf = (element: Moddle) => Names;

const ANY: Type = { kind: 'any' };
const WORDS = /^[\p{L}_][\p{L}\p{N}_]*( [\p{L}\p{N}_]+)+$/u;
const DATA = /^bpmn:(Data(Object|ObjectReference|Input|Output|StoreReference)|Property)$/;
/** Attributes of foreign elements that name variables. */
const NAMING = new Set(['name', 'target', 'result', 'resultVariable', 'item', 'variable', 'inputElement']);

export function namesOf(process: Moddle, declared: readonly DeclaredVariable[]): NamesOf {
  const names: Record<string, Type> = Object.create(null);
  const local = new Map<Moddle, string[]>();
  const visit = (element: Moddle): void => {
    if (DATA.test(element.$type) && element.name !== undefined) take(element.name);
    for (const [key, value] of Object.entries(element)) {
      if (key.startsWith('$')) continue;
      for (const one of Array.isArray(value) ? value : [value]) if (isChild(one, element)) visit(one);
    }
    for (const extension of element.extensionElements?.values ?? []) foreign(extension, element);
  };
  const take = (name: string) => {
    if (WORDS.test(name)) names[name] = ANY;
  };
  const foreign = (extension: Moddle, owner: Moddle): void => {
    const kind = extension.$type.replace(/^.*:/, '');
    for (const [key, value] of Object.entries(extension)) {
      if (typeof value !== 'string' || !NAMING.has(key)) continue;
      take(value);
      const hides = key === 'item' || key === 'inputElement' || /^input(Parameter)?$/.test(kind);
      if (hides) local.set(owner, [...(local.get(owner) ?? []), value]);
    }
    for (const child of (extension.$children as readonly Moddle[] | undefined) ?? []) foreign(child, owner);
  };
  visit(process);
  for (const { name, type } of declared) names[name] = type;
  if (declared.length === 0) return () => names;
  return (element) => {
    const hidden: Record<string, Type> = {};
    for (let at: Moddle | undefined = element; at !== undefined; at = at.$parent)
      for (const name of local.get(at) ?? []) hidden[name] = ANY;
    return { ...names, ...hidden };
  };
}

// helpers //////////

function isChild(value: unknown, parent: Moddle): value is Moddle {
  return (
    typeof value === 'object' &&
    value !== null &&
    '$type' in value &&
    (value as Moddle).$parent === parent &&
    (value as Moddle).$type.startsWith('bpmn:')
  );
}
