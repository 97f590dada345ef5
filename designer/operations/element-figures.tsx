/** The figures of one element of a running process. */
import type { ElementFigures } from '#api/processes.ts';
import { useFormat, useText } from '#ui/i18n.tsx';
import classes from './operations.module.css';
import { tookText } from './took.ts';

export function Figures({ figures }: { readonly figures: ElementFigures | undefined }) {
  const t = useText();
  const format = useFormat();
  const lines: readonly (readonly [string, string])[] = [
    ['now', format.number(figures?.now ?? 0)],
    ['incidents', format.number(figures?.incidents ?? 0)],
    ['done', format.number(figures?.done ?? 0)],
    ['cancelled', format.number(figures?.cancelled ?? 0)],
    ['failures', format.number(figures?.failures ?? 0)],
    ['median', figures?.medianMs == null ? '—' : tookText(figures.medianMs, format)],
    ['average', figures?.done ? tookText(figures.totalMs / figures.done, format) : '—'],
  ];
  return (
    <dl className={classes.figures}>
      {lines.map(([key, value]) => (
        <div key={key}>
          <dt>{t(`design.operations.figure.${key}`)}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
