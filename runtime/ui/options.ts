/** Options of choice and stage fields, as their types keep them in the settings. */
import type { Field } from '#metadata/field.ts';
import type { Label } from '#metadata/label.ts';

export interface Option {
  readonly key: string;
  readonly label: Label | undefined;
  readonly colour: string | null;
  /** Records that have it keep it; it is not offered. */
  readonly retired: boolean;
}

export function optionsOf(field: Field): readonly Option[] {
  const stages = field.type.stages?.(field)?.stages;
  if (stages) return stages.map(({ key, label }) => ({ key, label, colour: null, retired: false }));
  return (field.settings as { options?: readonly Option[] } | null)?.options ?? [];
}
