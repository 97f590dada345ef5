/** What the parts of the form's editor are handed, and what fields a form may show. */
import type { Label } from '#metadata/label.ts';
import type { Entity, Form } from '#metadata/registry.ts';
import type { FormDefinition } from '#metadata/schemas/generated/definitions.ts';
import { useDraft, useLabelText } from '../draft/draft.tsx';
import { fieldsOfPath } from '../draft/entity-fields.ts';
import { useEntityNames } from '../draft/entity-names.ts';
import type { Edit } from '../draft/use-content.ts';
import type { NamesBehind } from '../kit/feel-input.tsx';
import type { Place, SectionRows } from './form-layout.ts';

export interface FormEditing {
  readonly content: FormDefinition;
  readonly edit: Edit<FormDefinition>;
  readonly sections: readonly SectionRows[];
  readonly keep: (sections: readonly SectionRows[], about?: string) => void;
  readonly entity: Entity | undefined;
  readonly form: Form | undefined;
  readonly chosen: Chosen;
  readonly onChoose: (chosen: Chosen) => void;
}

/** An item, a section, or the form itself. */
export type Chosen = { readonly item: Place } | { readonly section: number } | null;

export interface FieldWords {
  /** What a place is called where the form gives no name of its own. */
  name(place: string): string;
  /** What its field type is called; null where there is no such field. */
  type(place: string): string | null;
}

export function useFieldWords({ entity, form }: Pick<FormEditing, 'entity' | 'form'>): FieldWords {
  const text = useLabelText();
  const { registry } = useDraft();
  const found = (place: string) => {
    const own = form?.variables.get(place);
    return own ? [own] : entity && fieldsOfPath(registry, entity, place);
  };
  return {
    name: (place) => {
      const fields = found(place);
      return fields ? fields.map((field) => text(field.label as Label, field.key)).join(' › ') : place;
    },
    type(place) {
      const type = found(place)?.at(-1)?.type;
      return type ? text(type.label, type.key) : null;
    },
  };
}

/** Names that conditions of the form may read. */
export function useFormNames({ entity, form }: Pick<FormEditing, 'entity' | 'form'>): NamesBehind {
  return useEntityNames(entity, [...(form?.variables.values() ?? [])]);
}
