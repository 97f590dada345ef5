/** Nothing here yet: one sentence, one button, and what else could be done. */
import type { ReactNode } from 'react';
import classes from './empty-state.module.css';

export interface EmptyStateProps {
  readonly title: string;
  readonly text?: string;
  /** The one button. */
  readonly action?: ReactNode;
  /** A quieter way below it. */
  readonly more?: ReactNode;
  /** Without the drawing, for panels and tabs. */
  readonly small?: boolean;
}

export function EmptyState({ title, text, action, more, small = false }: EmptyStateProps) {
  return (
    <div className={classes.empty} data-small={small}>
      {!small && <Drawing plus={Boolean(action)} />}
      <h2 className={classes.title}>{title}</h2>
      {text && <p className={classes.text}>{text}</p>}
      {action && <div className={classes.action}>{action}</div>}
      {more && <div className={classes.more}>{more}</div>}
    </div>
  );
}

// helpers //////////

/** With a plus where there is something to begin. */
function Drawing({ plus }: { readonly plus: boolean }) {
  return (
    <svg className={classes.art} viewBox="0 0 220 120" fill="none" aria-hidden="true">
      <rect className={classes.sheet} x="20.5" y="10.5" width="179" height="91" rx="7.5" />
      <path className={classes.rule} d="M21 35.5h178M21 59.5h178M21 80.5h178" />
      <rect className={classes.head} x="34" y="19" width="52" height="8" rx="3" />
      <rect className={classes.head} x="112" y="19" width="30" height="8" rx="3" />
      <rect className={classes.head} x="162" y="19" width="24" height="8" rx="3" />
      <rect className={classes.cell} x="34" y="44" width="64" height="7" rx="3" />
      <rect className={classes.cell} x="112" y="44" width="22" height="7" rx="3" />
      <rect className={classes.cell} x="162" y="44" width="18" height="7" rx="3" />
      <rect className={classes.cell} x="34" y="67" width="48" height="7" rx="3" />
      <rect className={classes.cell} x="112" y="67" width="36" height="7" rx="3" />
      {plus && <circle className={classes.disc} cx="174" cy="92" r="17" />}
      {plus && <path className={classes.plus} d="M174 84v16M166 92h16" />}
    </svg>
  );
}
