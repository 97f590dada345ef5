/** How long something took, in the person's words, from fractions of a second on. */
import type { Format } from '#ui/format.ts';

export function tookText(milliseconds: number, format: Format): string {
  if (milliseconds >= 60_000) return format.span(milliseconds);
  const seconds = milliseconds / 1000;
  const unit = new Intl.NumberFormat(format.language, {
    style: 'unit',
    unit: 'second',
    unitDisplay: 'short',
    maximumFractionDigits: seconds < 10 ? 1 : 0,
  });
  return seconds < 0.1 ? `< ${unit.format(0.1)}` : unit.format(seconds);
}
