/** The icon of something on a tinted square, and its name with a line under it: heads of panels and dialogs. */
import type { ReactNode } from 'react';
import classes from './named-mark.module.css';

export function NamedMark({ icon, children }: { readonly icon: ReactNode; readonly children: ReactNode }) {
  return (
    <>
      <span className={classes.mark} aria-hidden>
        {icon}
      </span>
      <div className={classes.names}>{children}</div>
    </>
  );
}
