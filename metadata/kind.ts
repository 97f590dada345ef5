/** The door to the kinds of definition: what they are called, where their files lie, how their keys look. */
import type { Kind } from './kinds/kind.ts';
import { KINDS } from './kinds/table.ts';

export type { KeyPattern, Kind } from './kinds/kind.ts';

/** In the order in which they are listed and written. */
export const DEFINITION_KINDS: readonly Kind[] = [...KINDS.values()];

export function definitionKind(key: string): Kind | undefined {
  return KINDS.get(key);
}

/** The kind a file belongs to by the end of its name, for files that are handed in without a folder: BPMN and DMN. */
export function kindOfModel(fileName: string): Kind | undefined {
  return DEFINITION_KINDS.find(
    ({ extension }) => extension !== '.yaml' && fileName.toLowerCase().endsWith(extension),
  );
}
