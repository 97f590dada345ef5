/** How close the rows of lists stand: a choice of the device, for all lists. */
import { useKept } from '#ui/kept.ts';

export const DENSITIES = ['compact', 'normal', 'roomy'] as const;
export type Density = (typeof DENSITIES)[number];

/** Pixels; `normal` is the row of the design tokens. */
const HEIGHTS: Readonly<Record<Density, number>> = { compact: 28, normal: 36, roomy: 44 };

export function rowHeight(density: Density): number {
  return HEIGHTS[density];
}

export function useDensity(): [Density, (density: Density) => void] {
  const [kept, setKept] = useKept<Density>('potik.list.density', 'normal');
  // What is kept may come from another version of this page.
  return [DENSITIES.find((known) => known === kept) ?? 'normal', setKept];
}
