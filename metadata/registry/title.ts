/** Title templates: `{number} {name}` taken apart, and the title of entities that give none. */
import type { Field, TitlePart } from './model.ts';

/** Literal text and paths. Null when a brace is not closed or what it holds is no path. */
export function parseTitle(template: string): TitlePart[] | null {
  const parts: TitlePart[] = [];
  for (const [, text, path, wrong] of template.matchAll(/([^{}]+)|\{([a-z][a-z0-9_.]*)\}|([{}])/g)) {
    if (wrong) return null;
    parts.push(text === undefined ? { path: path!.split('.') } : { text });
  }
  return parts;
}

/** A field called name, title or number, else the first text that is required, else the first text, else the id. */
export function defaultTitle(fields: ReadonlyMap<string, Field>): TitlePart[] {
  for (const key of ['name', 'title', 'number']) if (fields.has(key)) return [{ path: [key] }];
  const texts = [...fields.values()].filter((field) => field.type.search === 'text' && !field.system);
  const chosen = texts.find((field) => field.required) ?? texts[0];
  return [{ path: [chosen?.key ?? 'id'] }];
}

/** Paths a title reads. */
export function titlePaths(parts: readonly TitlePart[]): (readonly string[])[] {
  return parts.flatMap((part) => ('path' in part ? [part.path] : []));
}
