/**
 * The frame of an editor: a bar with tabs and deeds, the canvas, properties on the right, a panel below. On the phone the
 * properties lie below the canvas.
 */
import { ActionIcon, Tooltip } from '@mantine/core';
import { IconArrowBackUp, IconArrowForwardUp } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useText } from '#ui/i18n.tsx';
import { Keys, useKeys } from '#ui/keys.tsx';
import classes from './editor-frame.module.css';

export interface EditorFrameProps {
  readonly bar: ReactNode;
  readonly props?: ReactNode;
  readonly under?: ReactNode;
  readonly children: ReactNode;
}

export function EditorFrame({ bar, props, under, children }: EditorFrameProps) {
  return (
    <div className={classes.frame} data-props={props !== undefined && props !== null}>
      <div className={classes.bar}>{bar}</div>
      <div className={classes.canvas}>{children}</div>
      {props && <aside className={classes.props}>{props}</aside>}
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

function Hint({ text, keys }: { readonly text: string; readonly keys: string }) {
  return (
    <span className={classes.hint}>
      {text} <Keys keys={keys} inverted />
    </span>
  );
}
