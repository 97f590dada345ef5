/** What the diagram of a running process shows by colour and number: how hot each element is, and what stands beside it. */
import type { ElementFigures } from '#api/processes.ts';
import type { useFormat, useText } from '#ui/i18n.tsx';
import type { Badge } from '#ui/process-drawing.tsx';
import type { Heat } from './operations-search.ts';
import { tookText } from './took.ts';

/** By the root, so that one very busy element does not make all others pale. */
export function heatOf(elements: readonly ElementFigures[], heat: Heat): ReadonlyMap<string, number> {
  const values = elements.map((one) => [one.element, VALUES[heat](one)] as const).filter(([, n]) => n > 0);
  const most = Math.max(0, ...values.map(([, value]) => value));
  return new Map(values.map(([element, value]) => [element, Math.sqrt(value / most)]));
}

export function badgesOf(
  elements: readonly ElementFigures[],
  heat: Heat,
  t: ReturnType<typeof useText>,
  format: ReturnType<typeof useFormat>,
): Badge[] {
  return elements.flatMap((one): Badge[] => {
    const { element, now, incidents, done, failures, medianMs } = one;
    const note = {
      done: done && format.number(done),
      duration: medianMs && tookText(medianMs, format),
      failures: failures && format.number(failures),
      now: 0,
    }[heat];
    return [
      ...(now > 0
        ? [
            {
              element,
              text: format.number(now),
              tone: 'count',
              label: t('design.operations.figure.now'),
            } as const,
          ]
        : []),
      ...(incidents > 0
        ? [
            {
              element,
              text: format.number(incidents),
              tone: 'bad',
              label: t('design.operations.figure.incidents'),
              place: 'left',
            } as const,
          ]
        : []),
      ...(note
        ? [
            {
              element,
              text: String(note),
              tone: 'note',
              label: t(`design.operations.heat.${heat}`),
              place: 'below',
            } as const,
          ]
        : []),
    ];
  });
}

// helpers //////////

const VALUES: Readonly<Record<Heat, (figures: ElementFigures) => number>> = {
  now: ({ now }) => now,
  done: ({ done }) => done,
  duration: ({ medianMs }) => medianMs ?? 0,
  failures: ({ failures }) => failures,
};
