/** A year of the calendar as a picture: what every day is, what the year comes to; a press on a day opens it beside. */
import { ActionIcon } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import type { KeyboardEvent } from 'react';
import { useFormat, useText } from '#ui/i18n.tsx';
import type { CalendarEditing } from './calendar-editing.ts';
import { Month } from './month.tsx';
import { type DayKind, dateAfter, monthsOf, sumOf } from './year.ts';
import classes from './year-view.module.css';

export interface YearViewProps extends CalendarEditing {
  /** Date of the chosen day; null: none is. */
  readonly chosen: string | null;
  readonly choose: (date: string | null) => void;
  readonly year: number;
  readonly turn: (year: number) => void;
}

const KINDS: readonly DayKind[] = ['work', 'closed', 'off', 'own'];
const STEPS: Readonly<Record<string, number>> = {
  ArrowLeft: -1,
  ArrowRight: 1,
  ArrowUp: -7,
  ArrowDown: 7,
};

export function YearView({ content, calendar, chosen, choose, year, turn }: YearViewProps) {
  const t = useText();
  const format = useFormat();
  const months = monthsOf(calendar, content, year);
  const sum = sumOf(months);
  const hours = Math.round(sum.minutes / 60);
  const inYear = chosen?.startsWith(String(year)) ? chosen : `${year}-01-01`;
  const move = (event: KeyboardEvent<HTMLElement>) => {
    const step = STEPS[event.key];
    const date = (event.target as HTMLElement).dataset.date;
    if (step === undefined || date === undefined) return;
    event.preventDefault();
    const next = dateAfter(date, step);
    if (!next.startsWith(String(year))) return;
    choose(next);
    event.currentTarget.querySelector<HTMLElement>(`[data-date="${next}"]`)?.focus();
  };
  return (
    <section className={classes.year} aria-label={t('design.calendar.year')}>
      <div className={classes.head}>
        <h2 className={classes.title}>{t('design.calendar.year')}</h2>
        <span className={classes.turn}>
          <ActionIcon aria-label={t('design.calendar.yearBefore')} onClick={() => turn(year - 1)}>
            <IconChevronLeft size={16} />
          </ActionIcon>
          <span className={classes.number} aria-live="polite">
            {year}
          </span>
          <ActionIcon aria-label={t('design.calendar.yearAfter')} onClick={() => turn(year + 1)}>
            <IconChevronRight size={16} />
          </ActionIcon>
        </span>
        <span className={classes.sum}>
          {t('design.calendar.sum', {
            days: t('design.calendar.days', { count: sum.days, number: format.number(sum.days) }),
            hours: t('design.calendar.hours', { count: hours, number: format.number(hours) }),
          })}
        </span>
        <ul className={classes.legend}>
          {KINDS.map((kind) => (
            <li key={kind}>
              <span className={classes.sample} data-kind={kind} aria-hidden />
              {t(`design.calendar.kind.${kind}`)}
            </li>
          ))}
        </ul>
      </div>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: arrows go from one day's button to the next */}
      <div className={classes.months} onKeyDown={move}>
        {months.map((days) => (
          <Month
            key={days[0]!.date}
            days={days}
            title={format.monthName(days[0]!.date)}
            today={format.dayOf()}
            chosen={chosen}
            reached={inYear}
            choose={choose}
          />
        ))}
      </div>
    </section>
  );
}
