/** The options of a field as Mantine's lists take them; retired ones only where the value has them. */
import type { Field } from '#metadata/field.ts';
import type { Json } from '#metadata/value.ts';
import { useLabel } from '../model.ts';
import { optionsOf } from '../options.ts';

export function useOptions(field: Field, value: Json): { value: string; label: string }[] {
  const label = useLabel();
  const chosen = Array.isArray(value) ? value : [value];
  return optionsOf(field)
    .filter((option) => !option.retired || chosen.includes(option.key))
    .map((option) => ({ value: option.key, label: label(option.label, option.key) }));
}
