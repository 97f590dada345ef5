/**
 * Places of definitions where something else is named, for the changes that carry another name or another way through all of them:
 * paths in views, forms, roles and rules, names in expressions and titles. Everything else stays as it was typed.
 */
import type { Definition, DefinitionId, Path } from '../definition.ts';
import type { ExpressionUse, Use } from '../kinds/kind.ts';
import { KINDS } from '../kinds/table.ts';
import type { Json } from '../value.ts';
import { renamed } from './content.ts';

export function usesOf(definition: Definition): Iterable<Use> {
  return KINDS.get(definition.kind)?.uses(definition.content, definition) ?? [];
}

/** The text at a path with `from` replaced by `to`: the whole of it, behind a minus, within braces, or as a key. */
export function edit(content: Json, path: Path, from: string, to: string): Json {
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

export function setAt(node: Json, path: Path, value: Json): Json {
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

/** The content with another text of the expression; the `=` before it stays. */
export function withSource(content: Json, { path, source }: ExpressionUse, to: string): Json {
  const written = path.reduce<Json>(
    (node, step) => (node as Record<string, Json>)[step as string]!,
    content,
  ) as string;
  return setAt(content, path, written.slice(0, written.length - source.length) + to);
}

/** The texts of an entity's translation with a field's put under another entity or key. */
export function withTextsMoved(
  content: Json,
  from: { readonly id: DefinitionId; readonly field: string },
  to: { readonly id: DefinitionId; readonly field: string },
): Json {
  const texts = (content as { readonly texts?: Record<string, Record<string, string>> }).texts ?? {};
  const ofField = `fields.${from.field}.`;
  const own = Object.entries(texts[from.id] ?? {});
  const moved = own.filter(([path]) => path.startsWith(ofField));
  if (moved.length === 0) return content;
  const at = (path: string) => path.replace(ofField, `fields.${to.field}.`);
  const changed = { ...texts };
  if (from.id === to.id) {
    changed[to.id] = Object.fromEntries(
      own.map(([path, text]) => [path.startsWith(ofField) ? at(path) : path, text]),
    );
  } else {
    const rest = own.filter(([path]) => !path.startsWith(ofField));
    if (rest.length > 0) changed[from.id] = Object.fromEntries(rest);
    else delete changed[from.id];
    changed[to.id] = {
      ...texts[to.id],
      ...Object.fromEntries(moved.map(([path, text]) => [at(path), text])),
    };
  }
  return { ...(content as object), texts: changed } as Json;
}
