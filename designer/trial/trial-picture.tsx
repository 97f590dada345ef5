import { useText } from '#ui/i18n.tsx';
import { type Badge, ProcessDrawing } from '#ui/process-drawing.tsx';
import { tokensOf, waitingOf, wayOf } from './standing.ts';
import type { Trial } from './trial-run.ts';

export function TrialPicture({
  trial,
  process,
  xml,
  chosen,
  onElement,
}: {
  readonly trial: Trial;
  readonly process: string;
  readonly xml: string;
  readonly chosen: string | null;
  readonly onElement: (id: string) => void;
}) {
  const t = useText();
  const { simulation, refused } = trial;
  const tokens = tokensOf(simulation, process);
  const { visits, flows } = wayOf(simulation, process);
  const failed = [
    ...waitingOf(simulation).flatMap(({ incident, element }) => (incident ? [element.id] : [])),
    ...(refused?.element ? [refused.element] : []),
  ];
  const badges: Badge[] = [
    ...[...tokens].map(
      ([element, count]): Badge => ({
        element,
        text: String(count),
        tone: failed.includes(element) ? 'bad' : 'token',
        label: t('design.trial.tokens', { count }),
        place: 'left',
      }),
    ),
    ...[...visits].flatMap(([element, count]): Badge[] =>
      count > 1
        ? [{ element, text: `${count}×`, tone: 'count', label: t('design.trial.visits', { count }) }]
        : [],
    ),
    ...failed
      .filter((element) => !tokens.has(element))
      .map(
        (element): Badge => ({
          element,
          text: '!',
          tone: 'bad',
          label: refused?.message ?? '',
          place: 'left',
        }),
      ),
  ];
  return (
    <ProcessDrawing
      xml={xml}
      label={t('design.trial.picture')}
      height="fill"
      badges={badges}
      marks={{
        done: [...visits.keys()].filter((id) => !tokens.has(id)),
        flows: [...flows],
        current: [...tokens.keys()].filter((id) => !failed.includes(id)),
        failed,
        chosen: chosen === null ? [] : [chosen],
      }}
      onElement={onElement}
    />
  );
}
