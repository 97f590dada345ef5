/**
 * Where an expression names fields of records: each with its entity and its place in the text, through lookups, conditions within
 * brackets and the variables of loops. For changes of what the fields are called or where they are.
 */

import { splitReference } from '../definition.ts';
import type { CompileResult, Node, Type } from '../expression.ts';
import type { ExpressionUse } from '../kinds/kind.ts';
import type { Entity, Field, Registry } from '../registry/model.ts';
import { AVERAGE } from '../registry/rollup.ts';
import { compileAbout, fieldOfName } from '../registry/typing.ts';

export interface NamedField {
  readonly entity: Entity;
  readonly field: Field;
  /** As it is written: the field's key or the name of a part of it. */
  readonly name: string;
  /** Offset of the name in the source. */
  readonly start: number;
  readonly node: Node;
  /** What the name is read from, as in `target.name`; null where it stands alone. */
  readonly target: Node | null;
}

/** In the order of the text, the last first, so that they can be replaced one by one. */
export function fieldsNamed(use: ExpressionUse, registry: Registry): NamedField[] {
  const { source, names = {} } = use;
  const root =
    use.entity === undefined ? null : (registry.entities.get(splitReference(use.entity).key) ?? null);
  const result: CompileResult = compileAbout(source, root, registry.entities, names, { functions: AVERAGE });
  if (!result.ok || !result.compiled.ast) return [];
  const found = new Map<number, NamedField>();
  const scope = { root: root?.key ?? null, items: [], locals: new Set(Object.keys(names)) };
  walk(result.compiled.ast, scope, result.compiled.typeOf, registry, (one) => {
    if (source.slice(one.start, one.start + one.name.length) === one.name) found.set(one.start, one);
  });
  return [...found.values()].sort((a, b) => b.start - a.start);
}

// helpers //////////

interface NameScope {
  readonly root: string | null;
  /** Entities whose fields can be read bare, innermost last (conditions within brackets). */
  readonly items: readonly string[];
  readonly locals: ReadonlySet<string>;
}

function walk(
  node: Node,
  scope: NameScope,
  typeOf: (node: Node) => Type,
  registry: Registry,
  found: (one: NamedField) => void,
): void {
  const named = (owner: string | null | undefined, name: string, start: number, target: Node | null) => {
    const entity = owner ? registry.entities.get(owner) : undefined;
    const field = entity && fieldOfName(entity, name)?.field;
    if (field) found({ entity, field, name, start, node, target });
  };
  const go = (part: Node, inner = scope) => walk(part, inner, typeOf, registry, found);
  switch (node.kind) {
    case 'name': {
      if (scope.locals.has(node.name)) return;
      const owner =
        [...scope.items].reverse().find((key) => registry.entities.get(key)?.fields.has(node.name)) ??
        scope.root;
      named(owner, node.name, node.start, null);
      return;
    }
    case 'path':
      go(node.target);
      named(recordEntity(typeOf(node.target)), node.name, node.end - node.name.length, node.target);
      return;
    case 'filter': {
      go(node.target);
      const item = recordEntity(typeOf(node.target));
      go(node.test, item ? { ...scope, items: [...scope.items, item] } : scope);
      return;
    }
    case 'for':
    case 'quantified': {
      const locals = new Set(scope.locals);
      for (const iterator of node.iterators) {
        go(iterator.source, { ...scope, locals: new Set(locals) });
        locals.add(iterator.name);
      }
      go(node.kind === 'for' ? node.result : node.condition, { ...scope, locals });
      return;
    }
    case 'function':
      go(node.body, {
        ...scope,
        locals: new Set([...scope.locals, ...node.parameters.map((parameter) => parameter.name)]),
      });
      return;
    default:
      for (const child of childrenOf(node)) go(child);
  }
}

function recordEntity(type: Type): string | null {
  if (type.kind === 'record') return type.entity;
  return type.kind === 'list' ? recordEntity(type.of) : null;
}

function childrenOf(node: Node): Node[] {
  const found: Node[] = [];
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) for (const item of value) visit(item);
    else if (typeof value === 'object' && value !== null) {
      if ('kind' in value && 'start' in value) found.push(value as Node);
      else if ('start' in value) for (const part of Object.values(value)) visit(part);
    }
  };
  for (const part of Object.values(node)) visit(part);
  return found;
}
