/** What a plan takes away: its dangerous consequences, and how many values and records they are about. */
import type { Consequence } from '#metadata/change.ts';

export interface Losses {
  readonly consequences: readonly Consequence[];
  /** Values and records together. */
  readonly count: number;
}

export function lossesOf(changes: readonly { readonly consequences: readonly Consequence[] }[]): Losses {
  const consequences = changes.flatMap((change) =>
    change.consequences.filter(({ severity }) => severity === 'danger'),
  );
  const count = consequences.reduce(
    (sum, { params }) => sum + (typeof params.count === 'number' ? params.count : 0),
    0,
  );
  return { consequences, count };
}

/** Whether somebody has typed how much is lost; thousands may be parted. */
export function isConfirmed({ count }: Losses, typed: string): boolean {
  return count === 0 || typed.replace(/[\s.,'’\u00a0\u202f]/g, '') === String(count);
}
