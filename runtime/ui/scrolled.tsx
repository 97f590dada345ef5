/**
 * A part of a page that scrolls by itself. It is reached with Tab, so that the arrows scroll it too; a label makes it a place
 * screen readers can go to.
 */
import type { ReactNode } from 'react';

export interface ScrolledProps {
  readonly as?: 'div' | 'pre' | 'section';
  readonly label?: string;
  readonly className: string | undefined;
  /** What it shows is being read anew. */
  readonly busy?: boolean;
  readonly children: ReactNode;
}

export function Scrolled({ as: Part = 'div', label, className, busy, children }: ScrolledProps) {
  return (
    <Part className={className} aria-label={label} data-busy={busy} tabIndex={0}>
      {children}
    </Part>
  );
}
