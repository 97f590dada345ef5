/**
 * A rename carried through every definition: paths in views, forms, roles and rules, names in expressions and titles. What
 * the registry knows as a use of the field or entity is rewritten at its place; everything else stays as it was typed.
 */
import {
  type Configuration,
  type Definition,
  type DefinitionId,
  type Path,
  splitReference,
  withDefinition,
} from '../definition.ts';
import type { CompileResult, Node, Type } from '../expression.ts';
import type { ExpressionUse, Use } from '../kinds/kind.ts';
import { KINDS } from '../kinds/table.ts';
import type { Registry } from '../registry/model.ts';
import { AVERAGE } from '../registry/rollup.ts';
import { compileAbout, fieldOfName } from '../registry/typing.ts';
import { buildRegistry } from '../registry.ts';
import type { Json } from '../value.ts';
import { renamed } from './content.ts';

export function renameFieldEverywhere(
  configuration: Configuration,
  id: DefinitionId,
  field: string,
  to: string,
): Configuration {
  const { registry } = buildRegistry(configuration);
  const owner = configuration.definitions.get(id)!;
  const extended = (owner.content as { readonly entity?: string }).entity;
  const entity = owner.kind === 'extension' && extended ? splitReference(extended).key : owner.key;
  let changed = configuration;
  for (const definition of configuration.definitions.values()) {
    let content = definition.content;
    for (const use of usesOf(definition))
      content = renameInUse(content, use, { entity, field, to, registry });
    if (definition.kind === 'translation') content = renameTexts(content, `entity/${entity}`, field, to);
    if (content !== definition.content)
      changed = withDefinition(changed, `${definition.kind}/${definition.key}`, { ...definition, content });
  }
  const current = changed.definitions.get(id)!;
  const object = current.content as Record<string, Json>;
  const fields = renamed(object.fields as Record<string, Json>, field, to);
  return withDefinition(changed, id, { ...current, content: { ...object, fields } });
}

export function renameEntityEverywhere(
  configuration: Configuration,
  entity: string,
  to: string,
): Configuration {
  let changed = configuration;
  for (const definition of configuration.definitions.values()) {
    let content = definition.content;
    for (const use of usesOf(definition)) {
      if (use.needs !== 'definition' || use.kind !== 'entity' || splitReference(use.reference).key !== entity)
        continue;
      content = edit(content, use.path, use.reference, use.reference.replace(/[^/]+$/, to));
    }
    if (definition.kind === 'translation')
      content = renameTextsOf(content, `entity/${entity}`, `entity/${to}`);
    if (content !== definition.content)
      changed = withDefinition(changed, `${definition.kind}/${definition.key}`, { ...definition, content });
  }
  const old = changed.definitions.get(`entity/${entity}`)!;
  return withDefinition(withDefinition(changed, `entity/${entity}`, undefined), `entity/${to}`, {
    ...old,
    key: to,
  });
}

// helpers //////////

interface FieldRename {
  readonly entity: string;
  readonly field: string;
  readonly to: string;
  readonly registry: Registry;
}

function usesOf(definition: Definition): Iterable<Use> {
  return KINDS.get(definition.kind)?.uses(definition.content, definition) ?? [];
}

function renameInUse(content: Json, use: Use, rename: FieldRename): Json {
  if (use.needs === 'expression') return renameInExpression(content, use, rename);
  if (use.needs !== 'field') return content;
  const renamedPath = renamePath(use.field.split('.'), splitReference(use.entity).key, rename).join('.');
  return renamedPath === use.field ? content : edit(content, use.path, use.field, renamedPath);
}

/** A path with every step that is the renamed field (or a part of it) replaced. */
function renamePath(
  path: readonly string[],
  from: string,
  { entity, field, to, registry }: FieldRename,
): string[] {
  const out: string[] = [];
  let at = registry.entities.get(from);
  for (const step of path) {
    const found = at && fieldOfName(at, step);
    const hit = at?.key === entity && found?.field.key === field;
    out.push(hit ? step.replace(field, to) : step);
    const target = found?.field.type.refersTo?.(found.field)?.entities[0];
    at = target === undefined ? undefined : registry.entities.get(target);
  }
  return out;
}

/** The text at a path with `from` replaced by `to`: the whole of it, behind a minus, within braces, or as a key. */
function edit(content: Json, path: Path, from: string, to: string): Json {
  const value = path.reduce<Json | undefined>(
    (node, step) => (node as Record<string, Json> | undefined)?.[step as string],
    content,
  );
  if (typeof value === 'string' && (value === from || value === `-${from}`))
    return setAt(content, path, value.replace(from, to));
  if (typeof value === 'string' && value.includes(`{${from}}`))
    return setAt(content, path, value.replaceAll(`{${from}}`, `{${to}}`));
  const last = path.at(-1);
  return typeof last === 'string' && last === from ? renameKeyAt(content, path, to) : content;
}

function setAt(node: Json, path: Path, value: Json): Json {
  const [step, ...rest] = path;
  if (step === undefined) return value;
  if (Array.isArray(node)) return node.map((item, i) => (i === step ? setAt(item, rest, value) : item));
  const object = node as Record<string, Json>;
  return { ...object, [step]: setAt(object[step]!, rest, value) };
}

function renameKeyAt(node: Json, path: Path, to: string): Json {
  const [step, ...rest] = path;
  const object = node as Record<string, Json>;
  if (rest.length === 0) return renamed(object, String(step), to);
  return { ...object, [step as string]: renameKeyAt(object[step as string]!, rest, to) };
}

function renameInExpression(content: Json, use: ExpressionUse, rename: FieldRename): Json {
  const entity =
    use.entity === undefined ? null : (rename.registry.entities.get(splitReference(use.entity).key) ?? null);
  const result: CompileResult = compileAbout(use.source, entity, rename.registry.entities, use.names, {
    functions: AVERAGE,
  });
  if (!result.ok || !result.compiled.ast) return content;
  const spans: number[] = [];
  const found = (start: number, name: string) => {
    if (use.source.slice(start, start + name.length) === name) spans.push(start);
  };
  walk(
    result.compiled.ast,
    { root: entity?.key ?? null, items: [], locals: new Set(Object.keys(use.names ?? {})) },
    result.compiled.typeOf,
    rename,
    found,
  );
  if (spans.length === 0) return content;
  const source = [...new Set(spans)]
    .sort((a, b) => b - a)
    .reduce(
      (text, start) => text.slice(0, start) + rename.to + text.slice(start + rename.field.length),
      use.source,
    );
  const written = use.path.reduce<Json>(
    (node, step) => (node as Record<string, Json>)[step as string]!,
    content,
  ) as string;
  return setAt(content, use.path, written.slice(0, written.length - use.source.length) + source);
}

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
  rename: FieldRename,
  found: (start: number, name: string) => void,
): void {
  const { entity, registry } = rename;
  const hit = (owner: string | null | undefined, name: string) => {
    const known = owner ? registry.entities.get(owner) : undefined;
    return known?.key === entity && fieldOfName(known, name)?.field.key === rename.field;
  };
  const go = (part: Node, inner = scope) => walk(part, inner, typeOf, rename, found);
  switch (node.kind) {
    case 'name': {
      if (scope.locals.has(node.name)) return;
      const owner =
        [...scope.items].reverse().find((key) => registry.entities.get(key)?.fields.has(node.name)) ??
        scope.root;
      if (hit(owner, node.name)) found(node.start, rename.field);
      return;
    }
    case 'path':
      go(node.target);
      if (hit(recordEntity(typeOf(node.target)), node.name)) found(node.end - node.name.length, rename.field);
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

function renameTexts(content: Json, id: DefinitionId, field: string, to: string): Json {
  const texts = (content as { readonly texts?: Record<string, Record<string, string>> }).texts ?? {};
  const own = texts[id];
  if (!own) return content;
  const entries = Object.entries(own).map(([path, text]) => [
    path.startsWith(`fields.${field}.`) ? path.replace(`fields.${field}.`, `fields.${to}.`) : path,
    text,
  ]);
  return { ...(content as object), texts: { ...texts, [id]: Object.fromEntries(entries) } } as Json;
}

function renameTextsOf(content: Json, id: DefinitionId, to: DefinitionId): Json {
  const texts = (content as { readonly texts?: Record<string, Json> }).texts ?? {};
  return id in texts ? ({ ...(content as object), texts: renamed(texts, id, to) } as Json) : content;
}
