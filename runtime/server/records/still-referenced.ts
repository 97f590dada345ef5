/** What is told of records that others hold back, for deleting and for erasing. */
import { textOf } from '#metadata/label.ts';
import type { Entity } from '#metadata/registry.ts';
import { type RowProblem, rowProblem } from './refused.ts';

/** @param rows the records of `other` that refer; @param rowOf the row a target came in by, null where it can't be told */
export function stillReferenced(
  entity: Entity,
  other: Entity,
  rows: readonly { readonly target: string }[],
  rowOf: (target: string) => number | null,
): RowProblem[] {
  const counts = new Map<string, number>();
  for (const { target } of rows) counts.set(target, (counts.get(target) ?? 0) + 1);
  return [...counts].map(([id, count]) =>
    rowProblem(
      rowOf(id),
      '',
      'still_referenced',
      {
        entity: textOf(entity.label, 'en', entity.key),
        count,
        other: textOf(other.plural ?? other.label, 'en', other.key),
      },
      409,
    ),
  );
}
