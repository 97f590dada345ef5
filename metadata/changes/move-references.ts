/**
 * A field that has gone to another entity, carried through every definition: what named it by its own record names it over the
 * lookup (`limit` → `client.limit`), or the other way round; its rights and its texts go with it. What can't reach it any more stays
 * as it is, and publishing says where.
 */
import { type Configuration, type Path, splitReference, withDefinition } from '../definition.ts';
import type { ExpressionUse, Use } from '../kinds/kind.ts';
import type { Entity, Field, Registry } from '../registry/model.ts';
import { fieldOfName } from '../registry/typing.ts';
import { buildRegistry } from '../registry.ts';
import type { Json } from '../value.ts';
import { without } from './content.ts';
import { fieldsNamed, type NamedField } from './expression-fields.ts';
import { edit, usesOf, withSource, withTextsMoved } from './references.ts';

export interface FieldMove {
  /** Keys of entities. */
  readonly from: string;
  readonly to: string;
  readonly field: string;
  readonly as: string;
  /** Lookup between the two. */
  readonly along: string;
}

/** @param before as it was, `after`: with the field where it is now, and nothing that names it changed */
export function moveReferences(before: Configuration, after: Configuration, move: FieldMove): Configuration {
  const { registry } = buildRegistry(before);
  const all = rewritten(after, before, { ...move, registry }, new Set());
  // A way that is none, as a calculation that may not read it there, is left as it was typed.
  const wrong = new Set(
    buildRegistry(all).problems.flatMap(({ severity, definition, path }) =>
      severity === 'error' && definition && path ? [placeId(definition, path)] : [],
    ),
  );
  return wrong.size === 0 ? all : rewritten(after, before, { ...move, registry }, wrong);
}

// helpers //////////

interface Move extends FieldMove {
  /** As it was before. */
  readonly registry: Registry;
}

function rewritten(
  after: Configuration,
  before: Configuration,
  move: Move,
  but: ReadonlySet<string>,
): Configuration {
  let changed = after;
  for (const [id, { content: old }] of before.definitions) {
    const definition = after.definitions.get(id)!;
    let { content } = definition;
    for (const use of usesOf({ ...definition, content: old }))
      if (!but.has(placeId(id, use.path)) && isThere(content, use.path))
        content = moveInUse(content, use, move);
    if (definition.kind === 'translation')
      content = withTextsMoved(
        content,
        { id: `entity/${move.from}`, field: move.field },
        { id: `entity/${move.to}`, field: move.as },
      );
    if (content !== definition.content) changed = withDefinition(changed, id, { ...definition, content });
  }
  return changed;
}

function moveInUse(content: Json, use: Use, move: Move): Json {
  if (use.needs === 'expression') return moveInExpression(content, use, move);
  if (use.needs !== 'field') return content;
  const from = splitReference(use.entity).key;
  if (use.as === 'right')
    return from === move.from && use.field === move.field ? moveRight(content, use.path, move) : content;
  const to = movedPath(use.field.split('.'), from, move);
  // What belongs to the record itself can't be reached elsewhere.
  if (to.join('.') === use.field || (to.length > 1 && !use.reaches)) return content;
  return edit(content, use.path, use.field, to.join('.'));
}

function movedPath(path: readonly string[], from: string, move: Move): string[] {
  const out: string[] = [];
  let at = move.registry.entities.get(from);
  let last: Step | null = null;
  for (const step of path) {
    const found = at && fieldOfName(at, step);
    const here: Step | null = at && found ? { entity: at, field: found.field } : null;
    out.push(...stepsOf(step, here, last, out, move));
    const target: string | undefined = found?.field.type.refersTo?.(found.field)?.entities[0];
    at = target === undefined ? undefined : move.registry.entities.get(target);
    last = here;
  }
  return out;
}

interface Step {
  readonly entity: Entity;
  readonly field: Field;
}

/** The steps a step becomes; `out`, what has been gone so far, loses the lookup that need not be gone any more. */
function stepsOf(step: string, here: Step | null, last: Step | null, out: string[], move: Move): string[] {
  if (!here || !isMoved(here, move)) return [step];
  const moved = step.replace(move.field, move.as);
  if (isUpwards(move)) return [move.along, moved];
  if (!last || !isWay(last, move)) return [step];
  out.pop();
  return [moved];
}

function moveInExpression(content: Json, use: ExpressionUse, move: Move): Json {
  const named = fieldsNamed(use, move.registry);
  let { source } = use;
  for (const one of named) {
    if (!isMoved(one, move)) continue;
    const moved = one.name.replace(move.field, move.as);
    const end = one.start + one.name.length;
    const way = named.find(({ node }) => node === one.target);
    if (isUpwards(move)) source = replaced(source, one.start, end, `${move.along}.${moved}`);
    else if (way && isWay(way, move)) source = replaced(source, way.start, end, moved);
  }
  return source === use.source ? content : withSource(content, use, source);
}

function replaced(text: string, start: number, end: number, by: string): string {
  return text.slice(0, start) + by + text.slice(end);
}

/** Who may not read it at the one must not read it at the other. */
function moveRight(content: Json, path: Path, { to, field, as }: Move): Json {
  const role = content as { readonly fields: Readonly<Record<string, Record<string, Json>>> };
  const from = path[1] as string;
  const target = Object.keys(role.fields).find((reference) => splitReference(reference).key === to) ?? to;
  const right = role.fields[from]![field]!;
  const rest = without(role.fields[from]!, field);
  const others = Object.keys(rest).length > 0 ? { ...role.fields, [from]: rest } : without(role.fields, from);
  return { ...role, fields: { ...others, [target]: { ...others[target], [as]: right } } };
}

function isMoved({ entity, field }: Step | NamedField, move: Move): boolean {
  return entity.key === move.from && field.key === move.field;
}

/** The record it was at names the one it is at now. */
function isUpwards({ registry, from, to, along }: Move): boolean {
  const field = registry.entities.get(from)?.fields.get(along);
  return field?.type.refersTo?.(field)?.entities.includes(to) ?? false;
}

function isWay({ entity, field }: Step | NamedField, { to, along }: Move): boolean {
  return entity.key === to && field.key === along;
}

function isThere(content: Json, path: Path): boolean {
  let at: Json | undefined = content;
  for (const step of path) at = (at as Record<string, Json> | null | undefined)?.[step as string];
  return at !== undefined;
}

function placeId(definition: string, path: Path): string {
  return JSON.stringify([definition, ...path]);
}
