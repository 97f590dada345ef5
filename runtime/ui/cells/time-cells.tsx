/** Dates, instants, times of day, spans of time. */
import { useFormat } from '../i18n.tsx';
import type { CellProps } from './cell-kind.ts';
import classes from './cells.module.css';

export function DateCell({ value }: CellProps) {
  const format = useFormat();
  return (
    <time className={classes.figure} dateTime={String(value)} title={format.fullDate(String(value))}>
      {format.date(String(value))}
    </time>
  );
}

export function DateTimeCell({ value, dense }: CellProps) {
  const format = useFormat();
  const instant = String(value);
  return (
    <time
      className={classes.figure}
      dateTime={instant}
      title={`${format.fullDate(instant)} ${format.time(instant)}`}
    >
      {dense ? format.when(instant) : format.dateTime(instant)}
    </time>
  );
}

export function TimeCell({ value }: CellProps) {
  return <span className={classes.figure}>{String(value).slice(0, 5)}</span>;
}

export function DurationCell({ value }: CellProps) {
  return <span className={classes.figure}>{useFormat().duration(String(value))}</span>;
}
