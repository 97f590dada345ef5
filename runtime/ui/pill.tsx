/** Small marks: a pill with a meaning, a count, a key of the keyboard. */
import type { ReactNode } from 'react';
import classes from './pill.module.css';

export type Tone = 'neutral' | 'accent' | 'good' | 'warn' | 'bad' | 'info';

export function Pill({
  tone = 'neutral',
  outlined = false,
  small = false,
  children,
}: {
  readonly tone?: Tone;
  readonly outlined?: boolean;
  readonly small?: boolean;
  readonly children: ReactNode;
}) {
  return (
    <span className={classes.pill} data-tone={tone} data-outlined={outlined} data-small={small}>
      {children}
    </span>
  );
}

export function Count({ value, hot = false }: { readonly value: number | string; readonly hot?: boolean }) {
  return (
    <span className={classes.count} data-hot={hot}>
      {value}
    </span>
  );
}

/** A key as it is written on the keyboard; `inverted` on filled buttons. */
export function Key({
  children,
  inverted = false,
}: {
  readonly children: ReactNode;
  readonly inverted?: boolean;
}) {
  return (
    <kbd className={classes.key} data-inverted={inverted}>
      {children}
    </kbd>
  );
}
