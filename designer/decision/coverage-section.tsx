/** What the rules of a table leave out, and where several answer though one may: told while one writes, nothing is refused by it. */
import { useMemo } from 'react';
import { useText } from '#ui/i18n.tsx';
import { Section } from '../kit/panel.tsx';
import { coverageOf, type Region } from './coverage.ts';
import classes from './decision-page.module.css';
import type { DecisionTable } from './decision-table.ts';

export function CoverageSection({ table }: { readonly table: DecisionTable }) {
  const t = useText();
  const coverage = useMemo(() => coverageOf(table), [table]);
  if (!coverage) return null;
  const { gaps, overlaps, more } = coverage;
  const inputs = table.columns.filter(({ kind }) => kind === 'input');
  const words = (region: Region) =>
    region
      .flatMap((feel, at) =>
        feel === null ? [] : [`${inputs[at]!.label || inputs[at]!.expression}: ${feel}`],
      )
      .join(' · ') || t('design.dmn.anything');
  return (
    <Section title={t('design.dmn.coverage')} note={gaps.length + overlaps.length || undefined}>
      {gaps.length + overlaps.length === 0 && <p className={classes.whole}>{t('design.dmn.whole')}</p>}
      <ul className={classes.coverage}>
        {overlaps.map(({ rules, at }) => (
          <li key={rules.join()}>
            <b>{t('design.dmn.overlap', { rules: rules.join(', ') })}</b> {words(at)}
          </li>
        ))}
        {gaps.map((region) => (
          <li key={words(region)}>
            <b>{t('design.dmn.gap')}</b> {words(region)}
          </li>
        ))}
      </ul>
      {more && <p className={classes.nothing}>{t('design.dmn.moreUntold')}</p>}
    </Section>
  );
}
