/** How many wait behind an entry of a menu; in red where one of them is late. Nothing for none. */
import classes from './tally.module.css';

export function Tally({ count, hot }: { readonly count: number | undefined; readonly hot?: boolean }) {
  if (!count) return null;
  return (
    <span className={classes.tally} data-hot={hot}>
      {count}
    </span>
  );
}
