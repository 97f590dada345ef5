/**
 * A cell while it is edited, in the place of its value. Enter and leaving it keep the value, Tab goes on to the next, Escape
 * thinks better of it; what is picked from a list is kept at once.
 */
import { type FocusEvent, type KeyboardEvent, useRef, useState } from 'react';
import type { RecordValues } from '#api/records.ts';
import type { Field } from '#metadata/field.ts';
import type { FormValues } from '#metadata/form.ts';
import type { Json } from '#metadata/value.ts';
import { controlOf } from '#ui/form.tsx';
import { useLabel } from '#ui/model.ts';
import { isInOpened } from '#ui/opened.ts';
import classes from './list-table.module.css';

export interface CellEditorProps {
  readonly field: Field;
  readonly record: RecordValues;
  /** What was typed and refused, with the reason. */
  readonly refused: { readonly value: Json; readonly why: string } | null;
  /** `step`: cells to go on by. */
  readonly onSave: (value: Json, step: -1 | 0 | 1) => void;
  readonly onCancel: () => void;
}

export function CellEditor({ field, record, refused, onSave, onCancel }: CellEditorProps) {
  const label = useLabel();
  const box = useRef<HTMLFieldSetElement>(null);
  const left = useRef(false);
  const [value, setValue] = useState<Json>(refused ? refused.value : ((record[field.key] ?? null) as Json));
  const { Draw, picks } = controlOf(field.type.control);
  const save = (next: Json, step: -1 | 0 | 1 = 0) => {
    if (left.current) return;
    left.current = true;
    onSave(next, step);
  };
  const press = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.nativeEvent.isComposing) return;
    if (event.key === 'Escape') {
      left.current = true;
      onCancel();
    } else if (event.key === 'Enter') save(value);
    else if (event.key === 'Tab') save(value, event.shiftKey ? -1 : 1);
    else {
      // Arrows, Home and letters belong to the text that is edited, not to the table.
      event.stopPropagation();
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  };
  const leave = (event: FocusEvent) => {
    const next = event.relatedTarget as HTMLElement | null;
    if (isInOpened(next) || box.current?.contains(next)) return;
    save(value);
  };
  return (
    <fieldset
      ref={box}
      className={classes.editor}
      aria-label={label(field.label, field.key)}
      onKeyDown={press}
      onBlur={leave}
    >
      <Draw
        field={field}
        label={label(field.label, field.key)}
        required={field.required}
        value={value}
        onChange={(next) => (picks ? save(next) : setValue(next))}
        error={refused?.why}
        bare
        autoFocus
        record={record as unknown as FormValues}
      />
      {refused && (
        <span className={classes.why} role="alert">
          {refused.why}
        </span>
      )}
    </fieldset>
  );
}
