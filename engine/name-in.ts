/** Names in the language of whoever reads them: for task lists, pictures and histories. */
import type { Labels } from './process/expression.ts';

/** An element or flow of a process. */
export interface Named {
  readonly name: string | null;
  readonly labels: Labels | null;
}

/** Falls back to the name as it stands in the diagram; null where there is none. */
export function nameIn({ name, labels }: Named, language: string): string | null {
  return labels && Object.hasOwn(labels, language) ? labels[language]! : name;
}
