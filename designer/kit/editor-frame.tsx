/**
 * The frame of an editor: a bar with tabs and deeds, the canvas, properties on the right, a panel below. On the phone the
 * properties lie folded below the canvas, which else would have no room.
 */
import { ActionIcon, Tooltip, UnstyledButton } from '@mantine/core';
import { IconArrowBackUp, IconArrowForwardUp, IconChevronDown, IconChevronUp } from '@tabler/icons-react';
import { type ReactNode, useId, useState } from 'react';
import { useText } from '#ui/i18n.tsx';
import { Keys, useKeys } from '#ui/keys.tsx';
import { usePhone } from '#ui/phone.ts';
import classes from './editor-frame.module.css';

export interface EditorFrameProps {
  readonly bar: ReactNode;
  readonly props?: ReactNode;
  /** Phone: what the fold is called, else "Properties"; and whether it is open at first. */
  readonly propsLabel?: string;
  readonly propsOpen?: boolean;
  readonly under?: ReactNode;
  readonly children: ReactNode;
}

export function EditorFrame({
  bar,
  props,
  propsLabel,
  propsOpen = false,
  under,
  children,
}: EditorFrameProps) {
  const phone = usePhone();
  return (
    <div className={classes.frame} data-props={props !== undefined && props !== null}>
      <div className={classes.bar}>{bar}</div>
      <div className={classes.canvas}>{children}</div>
      {props &&
        (phone ? (
          <Folded label={propsLabel} begin={propsOpen}>
            {props}
          </Folded>
        ) : (
          <aside className={classes.props}>{props}</aside>
        ))}
      {under && <div className={classes.under}>{under}</div>}
    </div>
  );
}

/** Pushes what follows in the bar to its right end. */
export function BarSpace() {
  return <span className={classes.space} />;
}

export function BarLine() {
  return <span className={classes.line} aria-hidden />;
}

export interface UndoRedoProps {
  readonly onUndo: () => void;
  readonly onRedo: () => void;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
}

export function UndoRedo({ onUndo, onRedo, canUndo, canRedo }: UndoRedoProps) {
  const t = useText();
  useKeys([
    { keys: 'Ctrl+Z', label: t('design.undo'), run: onUndo, disabled: !canUndo },
    { keys: 'Ctrl+Shift+Z', label: t('design.redo'), run: onRedo, disabled: !canRedo },
  ]);
  return (
    <>
      <Tooltip label={<Hint text={t('design.undo')} keys="Ctrl+Z" />}>
        <ActionIcon aria-label={t('design.undo')} onClick={onUndo} disabled={!canUndo}>
          <IconArrowBackUp size={18} />
        </ActionIcon>
      </Tooltip>
      <Tooltip label={<Hint text={t('design.redo')} keys="Ctrl+Shift+Z" />}>
        <ActionIcon aria-label={t('design.redo')} onClick={onRedo} disabled={!canRedo}>
          <IconArrowForwardUp size={18} />
        </ActionIcon>
      </Tooltip>
    </>
  );
}

// helpers //////////

function Folded({
  label,
  begin,
  children,
}: {
  readonly label?: string;
  readonly begin: boolean;
  readonly children: ReactNode;
}) {
  const t = useText();
  const [open, setOpen] = useState(begin);
  const id = useId();
  const Arrow = open ? IconChevronDown : IconChevronUp;
  return (
    <aside className={classes.props}>
      <UnstyledButton
        className={classes.fold}
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
      >
        {label ?? t('design.properties')}
        <Arrow size={18} aria-hidden />
      </UnstyledButton>
      <div id={id} className={classes.folded} hidden={!open}>
        {children}
      </div>
    </aside>
  );
}

function Hint({ text, keys }: { readonly text: string; readonly keys: string }) {
  return (
    <span className={classes.hint}>
      {text} <Keys keys={keys} inverted />
    </span>
  );
}
