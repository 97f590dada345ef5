/** The lanes of a board: the stages of a pipeline, or the options of a choice. */
import type { Field } from '#metadata/field.ts';
import type { Label } from '#metadata/label.ts';
import type { Entity } from '#metadata/registry.ts';
import { optionsOf } from '#ui/options.ts';
import type { ListView } from './use-list-views.ts';

export interface Lane {
  readonly key: string;
  readonly label: Label | undefined;
  readonly colour: string | null;
}

/** The field whose values are the lanes: the view's, else the entity's stage. */
export function boardFieldOf(entity: Entity, view: ListView): Field | undefined {
  const named = view.kanban && entity.fields.get(view.kanban.by);
  if (named && optionsOf(named).length > 0) return named;
  return [...entity.fields.values()].find((field) => field.type.stages);
}

/** @param kind the only kind of record there is on the board; null: several */
export function lanesOf(field: Field, kind: string | null = null): readonly Lane[] {
  const way = kind === null ? undefined : field.type.stages?.(field, kind);
  if (way) return way.stages.map(({ key, label }) => ({ key, label, colour: null }));
  return optionsOf(field)
    .filter(({ retired }) => !retired)
    .map(({ key, label, colour }) => ({ key, label, colour }));
}
