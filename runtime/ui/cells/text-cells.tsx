/** Plain text as it was typed, formatted text as plain lines. */
import { useMemo } from 'react';
import type { CellProps } from './cell-kind.ts';
import classes from './cells.module.css';

export function TextCell({ value, dense }: CellProps) {
  return <span className={dense ? classes.line : classes.text}>{String(value)}</span>;
}

export function RichTextCell({ value, dense }: CellProps) {
  const text = useMemo(() => textOfHtml(String(value)), [value]);
  return <span className={dense ? classes.line : classes.text}>{text}</span>;
}

// helpers //////////

/** A parsed document runs no scripts and loads nothing. */
function textOfHtml(html: string): string {
  const broken = html.replaceAll(/<(br|\/p|\/li|\/h[1-6]|\/div)\b[^>]*>/gi, (tag) => `\n${tag}`);
  return (new DOMParser().parseFromString(broken, 'text/html').body.textContent ?? '').trim();
}
