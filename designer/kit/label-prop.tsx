/** A label in three languages that is kept a moment after the last key press. */
import type { Label } from '#metadata/label.ts';
import { LabelInput, type LabelInputProps } from './label-input.tsx';
import { useLater } from './use-later.ts';

export function LabelProp({ value, onChange, ...props }: LabelInputProps) {
  const [label, setLabel, keepNow] = useLater<Label | undefined>(value, onChange);
  return <LabelInput {...props} value={label} onChange={setLabel} onBlur={keepNow} />;
}
