/**
 * A table of figures and moments, wider than the page only within itself. Cells say what they are: `data-number`, `data-check`,
 * `data-bad`; `data-wide` ones are left out on a phone.
 */
import type { ReactNode } from 'react';
import classes from './data-table.module.css';

export interface DataTableProps {
  /** Cells of the head. */
  readonly head: ReactNode;
  /** Rows may have several lines: cells stand at their top. */
  readonly tall?: boolean;
  readonly label?: string;
  readonly children: ReactNode;
}

export function DataTable({ head, tall = false, label, children }: DataTableProps) {
  return (
    <div className={classes.scroll}>
      <table className={tall ? `${classes.table} ${classes.tall}` : classes.table} aria-label={label}>
        <thead>
          <tr>{head}</tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  );
}
