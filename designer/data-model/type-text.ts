/** A field's type in a word or two: "Text", "→ Customer", "Formula". */
import type { Field } from '#metadata/registry.ts';
import { useText } from '#ui/i18n.tsx';
import { useDraft, useLabelText } from '../draft/draft.tsx';
import { calculated, targetsOf } from './model-fields.ts';

export function useTypeText(): (field: Field) => string {
  const t = useText();
  const text = useLabelText();
  const { registry } = useDraft();
  return (field) => {
    const how = calculated(field);
    if (how) return t(`design.field.${how}`);
    const [target] = targetsOf(field);
    const holder = field.type.holders?.(field);
    const other = target ?? holder?.made?.to ?? holder?.entity;
    const known = other === undefined ? undefined : registry.entities.get(other);
    return known ? `→ ${text(known.label, known.key)}` : text(field.type.label, field.type.key);
  };
}
