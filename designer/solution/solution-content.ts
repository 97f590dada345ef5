/** What the editor of a solution does to its content; what says nothing is left out. */
import type { SolutionDefinition } from '#metadata/schemas/generated/definitions.ts';

export function withParts(
  content: SolutionDefinition,
  parts: { readonly [K in keyof SolutionDefinition]?: SolutionDefinition[K] | undefined },
): SolutionDefinition {
  const all = Object.entries({ ...content, ...parts });
  return Object.fromEntries(all.filter(([, value]) => value !== undefined)) as unknown as SolutionDefinition;
}

/** @param range which versions will do; null: the solution is not needed any more */
export function withRequired(
  content: SolutionDefinition,
  key: string,
  range: string | null,
): SolutionDefinition {
  const { [key]: _old, ...others } = content.requires ?? {};
  const requires = range === null ? others : { ...content.requires, [key]: range };
  return withParts(content, { requires: Object.keys(requires).length > 0 ? requires : undefined });
}

export function isVersion(text: string): boolean {
  return /^\d+\.\d+\.\d+$/.test(text);
}

/** `^1.0`, `~2.1.3`, `1`. */
export function isRange(text: string): boolean {
  return /^[\^~]?\d+(\.\d+){0,2}$/.test(text);
}
