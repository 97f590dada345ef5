/** What the two looks of a form's field have in common. */
import type { FieldItem } from '#metadata/form.ts';
import type { Json } from '#metadata/value.ts';
import type { Control, ControlProps } from '../controls/control-kind.ts';
import { useLabel } from '../model.ts';
import type { FormHandle } from './use-form.ts';

export interface ItemProps {
  readonly item: FieldItem;
  readonly form: FormHandle;
  readonly control: Control;
  readonly readOnly: boolean;
  readonly focused: boolean;
}

export function useControlProps({ item, form }: ItemProps): ControlProps {
  const label = useLabel();
  const state = form.state.items.get(item);
  const { path, field } = item;
  return {
    field,
    label: label(item.label, path),
    help: item.help === undefined ? undefined : label(item.help, ''),
    required: state?.required ?? false,
    value: (form.values[path] ?? null) as Json,
    onChange: (value) => form.set(path, value),
    error: form.problems.get(path),
    problems: below(form.problems, path),
    bare: false,
    record: form.values,
    columns: item.columns,
  };
}

export function isLocked({ item, form, readOnly }: ItemProps): boolean {
  return readOnly || (form.state.items.get(item)?.readOnly ?? true);
}

// helpers //////////

/** `lines[2].quantity` → `[2].quantity` for the control of `lines`. */
function below(problems: ReadonlyMap<string, string>, path: string): ReadonlyMap<string, string> {
  const own = [...problems].filter(([at]) => at.startsWith(`${path}[`) || at.startsWith(`${path}.`));
  return new Map(own.map(([at, text]) => [at.slice(path.length), text]));
}
