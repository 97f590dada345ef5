/** A cell being written: its mistake is told while one types; Enter keeps and goes down, Tab goes on, Escape lets it be. */

import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useSaid } from '../kit/said.ts';
import type { ColumnKind } from './decision-table.ts';
import classes from './table-grid.module.css';
import { cellMistake } from './trial.ts';

export interface CellInputProps {
  readonly kind: ColumnKind;
  readonly label: string;
  readonly text: string;
  readonly onKeep: (text: string) => void;
  readonly onLeave: (by: 'down' | 'right' | 'left' | 'stay') => void;
}

export function CellInput({ kind, label, text: given, onKeep, onLeave }: CellInputProps) {
  const [text, setText] = useState(given);
  const said = useSaid();
  const input = useRef<HTMLTextAreaElement>(null);
  const done = useRef(false);
  useEffect(() => {
    const { current } = input;
    current?.focus();
    current?.setSelectionRange(current.value.length, current.value.length);
  }, []);
  const mistake = kind === 'note' ? null : cellMistake(text, kind);
  const keep = () => {
    if (done.current) return;
    done.current = true;
    onKeep(text.trim());
  };
  const press = (event: KeyboardEvent) => {
    if (event.key === 'Escape') {
      event.stopPropagation();
      done.current = true;
      onLeave('stay');
    } else if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      keep();
      if (!event.ctrlKey && !event.metaKey) onLeave('down');
    } else if (event.key === 'Tab') {
      event.preventDefault();
      keep();
      onLeave(event.shiftKey ? 'left' : 'right');
    }
  };
  return (
    <span className={classes.writing}>
      <textarea
        ref={input}
        className={classes.input}
        aria-label={label}
        aria-invalid={mistake !== null}
        rows={1}
        spellCheck={kind === 'note'}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={press}
        onBlur={keep}
      />
      {mistake && (
        <span className={classes.mistake} role="status">
          {said(mistake)}
        </span>
      )}
    </span>
  );
}
