/** The title of a list below a canvas: what stands in it and how many. */
import type { ReactNode } from 'react';
import classes from './under-title.module.css';

export interface UnderTitleProps {
  readonly title: string;
  readonly count: number;
  /** At the right end: what the list is for. */
  readonly note?: ReactNode;
}

export function UnderTitle({ title, count, note }: UnderTitleProps) {
  return (
    <h2 className={classes.title}>
      {title} <span>{count}</span>
      {note && <small>{note}</small>}
    </h2>
  );
}
