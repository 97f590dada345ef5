/**
 * A rename carried through every definition: paths in views, forms, roles and rules, names in expressions and titles. What
 * the registry knows as a use of the field or entity is rewritten at its place; everything else stays as it was typed.
 */
import { type Configuration, type DefinitionId, splitReference, withDefinition } from '../definition.ts';
import type { ExpressionUse, Use } from '../kinds/kind.ts';
import type { Registry } from '../registry/model.ts';
import { fieldOfName } from '../registry/typing.ts';
import { buildRegistry } from '../registry.ts';
import type { Json } from '../value.ts';
import { entityIn, renamed } from './content.ts';
import { fieldsNamed } from './expression-fields.ts';
import { edit, usesOf, withSource, withTextsMoved } from './references.ts';

export function renameFieldEverywhere(
  configuration: Configuration,
  id: DefinitionId,
  field: string,
  to: string,
): Configuration {
  const { registry } = buildRegistry(configuration);
  const entity = entityIn(configuration.definitions.get(id)!);
  const texts = { id: `entity/${entity}` } as const;
  let changed = configuration;
  for (const definition of configuration.definitions.values()) {
    let content = definition.content;
    for (const use of usesOf(definition))
      content = renameInUse(content, use, { entity, field, to, registry });
    if (definition.kind === 'translation')
      content = withTextsMoved(content, { ...texts, field }, { ...texts, field: to });
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

function renameInExpression(content: Json, use: ExpressionUse, rename: FieldRename): Json {
  let { source } = use;
  for (const { entity, field, start } of fieldsNamed(use, rename.registry)) {
    if (entity.key !== rename.entity || field.key !== rename.field) continue;
    source = source.slice(0, start) + rename.to + source.slice(start + field.key.length);
  }
  return source === use.source ? content : withSource(content, use, source);
}

function renameTextsOf(content: Json, id: DefinitionId, to: DefinitionId): Json {
  const texts = (content as { readonly texts?: Record<string, Json> }).texts ?? {};
  return id in texts ? ({ ...(content as object), texts: renamed(texts, id, to) } as Json) : content;
}
