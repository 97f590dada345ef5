/**
 * A field as people read it: label left, value right. Touching the value makes it a control; a changed one has an amber edge
 * and says what it was.
 */
import { UnstyledButton } from '@mantine/core';
import { type FocusEvent, type KeyboardEvent, useRef, useState } from 'react';
import { Cell, isEmpty } from '../cell.tsx';
import { useText } from '../i18n.tsx';
import { isInOpened } from '../opened.ts';
import classes from './form.module.css';
import { type ItemProps, isLocked, useControlProps } from './item-props.ts';

export function InlineItem(props: ItemProps) {
  const t = useText();
  const [editing, setEditing] = useState(false);
  const value = useRef<HTMLFieldSetElement>(null);
  const control = useControlProps(props);
  const { item, form } = props;
  const changed = form.changed.includes(item);
  const locked = isLocked(props);
  const { Draw, wide, folds } = props.control;
  // Line items and formatted texts are edited where they stand.
  const always = wide && !folds && !locked;
  const leave = (event: FocusEvent) => {
    const next = event.relatedTarget as HTMLElement | null;
    if (isInOpened(next)) return;
    if (!value.current?.contains(next)) setEditing(false);
  };
  const press = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && !event.defaultPrevented) {
      form.set(item.path, (form.original[item.path] ?? null) as never);
      setEditing(false);
    }
    if (event.key === 'Enter' && !event.defaultPrevented && !wide && !event.ctrlKey && !event.metaKey)
      setEditing(false);
  };
  if (always || (wide && !folds && locked)) {
    return (
      <div className={classes.wideItem} data-changed={changed}>
        {locked && !(props.control.drawsLocked && !isEmpty(control.value)) ? (
          <>
            <div className={classes.inlineLabel}>{control.label}</div>
            {isEmpty(control.value) ? (
              <span className={classes.none}>{t('ui.form.none')}</span>
            ) : (
              <Cell field={control.field} value={control.value} />
            )}
          </>
        ) : (
          <Draw {...control} readOnly={locked} />
        )}
      </div>
    );
  }
  const open = editing || control.error !== undefined;
  return (
    <div className={classes.inlineItem} data-error={control.error !== undefined} data-tall={folds}>
      <div className={classes.inlineLabel} id={`label-${item.path}`}>
        {control.label}
        {control.required && <span className={classes.required}> *</span>}
      </div>
      {open && !locked ? (
        <fieldset
          ref={value}
          className={classes.editing}
          aria-label={control.label}
          onBlur={leave}
          onKeyDown={press}
        >
          <Draw {...control} bare autoFocus={editing} />
          {control.error && <div className={classes.error}>{control.error}</div>}
        </fieldset>
      ) : (
        <Value
          locked={locked}
          changed={changed}
          label={control.label}
          onOpen={() => setEditing(true)}
          was={changed && !isEmpty(form.original[item.path]) ? form.original[item.path] : undefined}
          {...{ control }}
        />
      )}
    </div>
  );
}

// helpers //////////

interface ValueProps {
  readonly locked: boolean;
  readonly changed: boolean;
  readonly label: string;
  readonly onOpen: () => void;
  readonly was: unknown;
  readonly control: ReturnType<typeof useControlProps>;
}

function Value({ locked, changed, label, onOpen, was, control }: ValueProps) {
  const t = useText();
  const empty = isEmpty(control.value);
  const shown = empty ? (
    <span className={classes.none}>{locked ? t('ui.form.none') : t('ui.form.add')}</span>
  ) : (
    <Cell field={control.field} value={control.value} />
  );
  const earlier = was !== undefined && (
    <span className={classes.was}>
      {t('ui.form.was')} <Cell field={control.field} value={was} dense />
    </span>
  );
  if (locked) {
    return (
      <div className={classes.value} data-changed={changed}>
        {shown}
      </div>
    );
  }
  // The value may hold a link of its own, so the whole is no button; the button lies beside it for keys and screen readers.
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the button inside does the same for the keyboard
    // biome-ignore lint/a11y/useKeyWithClickEvents: the button inside does the same for the keyboard
    <div
      className={classes.value}
      data-changed={changed}
      data-open="true"
      onClick={(event) => {
        if (!(event.target as HTMLElement).closest('a')) onOpen();
      }}
    >
      {shown}
      {earlier}
      <UnstyledButton
        className={classes.edit}
        aria-label={t('ui.form.edit', { field: label })}
        onClick={onOpen}
      />
    </div>
  );
}
