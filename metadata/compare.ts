/**
 * Compares two configurations and yields the changes from one to the other, as a person would have clicked them. Applied in
 * order they give exactly the second one. A field or entity that says `was:` is renamed instead of dropped and added.
 */

import { applyChange } from './change.ts';
import type { Change } from './changes/change-kind.ts';
import { fieldsOf } from './changes/content.ts';
import { propertiesOf } from './changes/set-entity.ts';
import { isRetyped } from './ddl/retype.ts';
import { type Configuration, type Definition, type DefinitionId, sameContent } from './definition.ts';
import { buildRegistry, type Registry } from './registry.ts';
import type { Json } from './value.ts';

const WITH_FIELDS = new Set(['entity', 'extension']);

export function compareConfigurations(from: Configuration, to: Configuration): Change[] {
  const changes: Change[] = [];
  let current = from;
  const make = (change: Change) => {
    const applied = applyChange(current, change);
    if (!applied.ok) throw new Error(`a comparison made a change that does not fit: ${applied.message}`);
    current = applied.configuration;
    changes.push(change);
  };
  for (const definition of to.definitions.values()) {
    const was = (definition.content as { readonly was?: string } | null)?.was;
    const renames =
      definition.kind === 'entity' && was !== undefined && !from.definitions.has(`entity/${definition.key}`);
    if (renames && from.definitions.has(`entity/${was}`) && !to.definitions.has(`entity/${was}`))
      make({ change: 'rename_entity', entity: was, to: definition.key });
  }
  // Solutions first: what belongs to one can only be put into one that is there. What is taken away goes last.
  for (const [id, definition] of ordered(to)) {
    const old = current.definitions.get(id);
    if (old && old.solution !== definition.solution) make(dropOf(old));
    if (WITH_FIELDS.has(definition.kind) && current.definitions.has(id))
      compareFields(id, () => current, to, make);
    else if (!current.definitions.has(id)) make(addOf(definition));
    else if (!sameContent(old!.content, definition.content)) make(putOf(definition));
  }
  for (const definition of [...current.definitions.values()].reverse())
    if (!to.definitions.has(`${definition.kind}/${definition.key}`)) make(dropOf(definition));
  return changes;
}

// helpers //////////

function ordered(configuration: Configuration): [DefinitionId, Definition][] {
  const rank = ({ kind }: Definition) => ['solution', 'entity', 'extension'].indexOf(kind) + 1 || 9;
  return [...configuration.definitions].sort(([, a], [, b]) => rank(a) - rank(b));
}

function addOf(definition: Definition): Change {
  const { kind, key, solution, content } = definition;
  return kind === 'entity' ? { change: 'add_entity', entity: key, solution, content } : putOf(definition);
}

function putOf({ kind, key, solution, content }: Definition): Change {
  return { change: 'put', kind, key, solution, content };
}

function dropOf({ kind, key }: Definition): Change {
  return kind === 'entity' ? { change: 'drop_entity', entity: key } : { change: 'drop', kind, key };
}

function compareFields(
  id: DefinitionId,
  current: () => Configuration,
  to: Configuration,
  make: (change: Change) => void,
): void {
  const target = to.definitions.get(id)!;
  const now = () => current().definitions.get(id)!;
  for (const [key, field] of Object.entries(fieldsOf(target))) {
    const was = field.was;
    const free =
      was !== undefined && !Object.hasOwn(fieldsOf(now()), key) && !Object.hasOwn(fieldsOf(target), was);
    if (free && Object.hasOwn(fieldsOf(now()), was))
      make({ change: 'rename_field', definition: id, field: was, to: key });
  }
  const wanted = fieldsOf(target);
  for (const key of Object.keys(fieldsOf(now())))
    if (!Object.hasOwn(wanted, key)) make({ change: 'drop_field', definition: id, field: key });
  const keys = Object.keys(wanted);
  for (const [i, key] of [...keys.entries()].reverse()) {
    if (Object.hasOwn(fieldsOf(now()), key)) continue;
    const behind = keys[i + 1];
    make({
      change: 'add_field',
      definition: id,
      field: key,
      content: wanted[key] as unknown as Json,
      ...(behind !== undefined && { before: behind }),
    });
  }
  const registries = lazily(() => [buildRegistry(current()).registry, buildRegistry(to).registry] as const);
  for (const key of keys) {
    const [old, next] = [fieldsOf(now())[key] as unknown as Json, wanted[key] as unknown as Json];
    if (sameContent(old, next)) continue;
    const change = retypes(target, key, ...registries()) ? 'retype_field' : 'set_field';
    make({ change, definition: id, field: key, content: next });
  }
  if (Object.keys(fieldsOf(now())).join() !== keys.join())
    make({ change: 'order_fields', definition: id, order: keys });
  // Renames carry references along, also into this definition; what still differs is set.
  if (target.kind === 'extension') {
    if (!sameContent(now().content, target.content)) make(putOf(target));
  } else if (!sameContent(now().content, target.content))
    make({ change: 'set_entity', entity: target.key, content: propertiesOf(target) });
  if (!sameContent(now().content, target.content)) make(putOf(target));
}

function retypes(definition: Definition, key: string, before: Registry, after: Registry): boolean {
  const extended = (definition.content as { readonly entity?: string }).entity?.split('/').at(-1);
  const entity = definition.kind === 'extension' ? (extended ?? '') : definition.key;
  const [was, is] = [
    before.entities.get(entity)?.fields.get(key),
    after.entities.get(entity)?.fields.get(key),
  ];
  return was !== undefined && is !== undefined && isRetyped(was, is);
}

function lazily<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}
