/** Options of a choice as rows that are edited, and as the definition has them. */
import type { Label } from '#metadata/label.ts';
import type { Json } from '#metadata/value.ts';

export interface OptionRow {
  readonly key: string;
  readonly label: Label | undefined;
  /** Colour and the like, kept as they are. */
  readonly more: Readonly<Record<string, Json>>;
}

export function optionRows(value: Json | undefined): OptionRow[] {
  if (Array.isArray(value)) return value.map((key) => ({ key: String(key), label: undefined, more: {} }));
  return Object.entries((value ?? {}) as Record<string, Json>).map(([key, option]) => {
    const whole = typeof option === 'object' && option !== null && 'label' in option;
    if (!whole) return { key, label: option as Label, more: {} };
    const { label, ...more } = option as Record<string, Json>;
    return { key, label: label as Label, more };
  });
}

export function optionsOf(rows: readonly OptionRow[]): Json | undefined {
  if (rows.length === 0) return undefined;
  return Object.fromEntries(
    rows.map(({ key, label, more }) => {
      const text = (label ?? key) as Json;
      return [key, Object.keys(more).length > 0 ? { label: text, ...more } : text];
    }),
  );
}
