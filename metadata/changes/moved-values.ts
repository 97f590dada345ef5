/** What becomes of values that go from one field to another, said in the plan: those taken over, and others, each by a line. */
import { type Consequence, consequence } from './change-kind.ts';

type Line = readonly [severity: Parameters<typeof consequence>[0], code: string, text: string, count: number];

/** @param lines of which only those stand that concern a value */
export function movedValues(taken: number, ...lines: readonly Line[]): Consequence[] {
  const all: readonly Line[] = [
    ['info', 'values_moved', 'Takes over {count} values; the old ones are kept for 30 days', taken],
    ...lines,
  ];
  return all.flatMap(([severity, code, text, count]) =>
    count > 0 ? [consequence(severity, code, text, { count })] : [],
  );
}
