/** Figures of a process summed over its versions, or of one of them. */
import type { ProcessStatistics } from '#api/processes.ts';

export function sumOf(statistics: ProcessStatistics | undefined, version: number | undefined) {
  const own = statistics?.versions.filter((one) => version === undefined || one.version === version) ?? [];
  const add = (of: (one: (typeof own)[number]) => number) => own.reduce((sum, one) => sum + of(one), 0);
  return {
    running: add(({ running }) => running),
    suspended: add(({ suspended }) => suspended),
    incidents: add(({ incidents }) => incidents),
    ended: add(({ ended }) => ended),
    cancelled: add(({ cancelled }) => cancelled),
  };
}
