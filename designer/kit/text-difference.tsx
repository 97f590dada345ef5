/** Two texts line by line: what went, what came, with three lines of what stayed around each. */
import { useMemo } from 'react';
import { type DifferenceLine, differenceOf } from './difference.ts';
import classes from './text-difference.module.css';

/** Lines shown around a change. */
const AROUND = 3;

export function TextDifference({ before, after }: { readonly before: string; readonly after: string }) {
  const lines = useMemo(() => near(differenceOf(before.split('\n'), after.split('\n'))), [before, after]);
  return (
    <pre className={classes.text}>
      {lines.map((line, at) =>
        line === null ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines have no identity but their place
          <span key={at} className={classes.gap}>
            ⋯
          </span>
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines have no identity but their place
          <span key={at} className={classes.line} data-kind={line.kind}>
            {SIGNS[line.kind]} {line.text}
          </span>
        ),
      )}
    </pre>
  );
}

// helpers //////////

const SIGNS = { same: ' ', gone: '−', come: '+' } as const;

function near(lines: readonly DifferenceLine[]): (DifferenceLine | null)[] {
  const shown = new Set<number>();
  for (const [at, { kind }] of lines.entries())
    if (kind !== 'same') for (let i = at - AROUND; i <= at + AROUND; i += 1) shown.add(i);
  return lines.flatMap((line, at) => (shown.has(at) ? [line] : shown.has(at - 1) ? [null] : []));
}
