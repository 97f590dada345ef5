/** Paths in the person's words: "Customer › City"; and all paths of an entity as a list to choose from. */
import type { Entity, Field } from '#metadata/registry.ts';
import { useDraft, useLabelText } from './draft.tsx';
import { fieldPaths, fieldsOfPath } from './entity-fields.ts';

export interface PathChoice {
  readonly value: string;
  readonly label: string;
}

export function usePathText(entity: Entity | undefined): (path: string) => string {
  const text = useLabelText();
  const { registry } = useDraft();
  return (path) => {
    const fields = entity && fieldsOfPath(registry, entity, path);
    return fields ? fields.map((field) => text(field.label, field.key)).join(' › ') : path;
  };
}

/** @param fits which fields may end a path */
export function usePathChoices(
  entity: Entity | undefined,
  fits: (field: Field) => boolean = () => true,
): readonly PathChoice[] {
  const text = useLabelText();
  const { registry } = useDraft();
  if (!entity) return [];
  return fieldPaths(registry, entity)
    .filter(({ fields }) => fits(fields.at(-1)!))
    .map(({ path, fields }) => ({
      value: path,
      label: fields.map((field) => text(field.label, field.key)).join(' › '),
    }));
}

/** Choices with those that are chosen already, though they lead nowhere any more. */
export function withChosen(choices: readonly PathChoice[], chosen: readonly string[]): PathChoice[] {
  const known = new Set(choices.map(({ value }) => value));
  return [
    ...choices,
    ...chosen.filter((path) => !known.has(path)).map((path) => ({ value: path, label: path })),
  ];
}
