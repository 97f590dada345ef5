/** The days off and days with hours of their own that the calendar itself names, in order; a press opens one beside. */
import { ActionIcon, UnstyledButton } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { readSpans } from '#metadata/calendar.ts';
import { useFormat, useText } from '#ui/i18n.tsx';
import { useLabelText } from '../draft/draft.tsx';
import { holidaysOf, setDay } from './calendar-content.ts';
import type { CalendarEditing } from './calendar-editing.ts';
import { textOfSpans } from './hours-text.ts';
import classes from './special-days.module.css';

export interface SpecialDaysProps extends CalendarEditing {
  /** In which days off of every year are opened. */
  readonly year: number;
  readonly chosen: string | null;
  readonly choose: (date: string) => void;
}

interface Special {
  readonly date: string;
  readonly everyYear: boolean;
  readonly what: string;
}

export function SpecialDays({ content, edit, year, chosen, choose }: SpecialDaysProps) {
  const t = useText();
  const format = useFormat();
  const text = useLabelText();
  const off = holidaysOf(content).map(({ day, label }) => ({
    date: day.length === 5 ? `${year}-${day}` : day,
    everyYear: day.length === 5,
    what: text(label, t('design.calendar.kind.off')),
  }));
  const own = Object.entries(content.exceptions ?? {}).map(([date, hours]) => {
    const read = readSpans(hours);
    return {
      date,
      everyYear: false,
      what: (read.ok && textOfSpans(read.spans)) || t('design.calendar.closed'),
    };
  });
  const days: readonly Special[] = [...off, ...own].sort((a, b) => (a.date < b.date ? -1 : 1));
  return (
    <section className={classes.days} aria-label={t('design.calendar.special')}>
      <h2 className={classes.title}>{t('design.calendar.special')}</h2>
      {days.length === 0 ? (
        <p className={classes.none}>{t('design.calendar.specialNone')}</p>
      ) : (
        <ul className={classes.list}>
          {days.map(({ date, everyYear, what }) => (
            <li key={`${date} ${everyYear}`} className={classes.day} data-chosen={date === chosen}>
              <UnstyledButton className={classes.open} onClick={() => choose(date)}>
                <span className={classes.date}>
                  {everyYear ? format.dayMonth(date) : format.fullDate(date)}
                </span>
                <span className={classes.what}>{what}</span>
                {everyYear && <span className={classes.note}>{t('design.calendar.everyYear')}</span>}
              </UnstyledButton>
              <ActionIcon
                aria-label={t('design.removeNamed', { name: format.fullDate(date) })}
                onClick={() => edit(setDay(content, date, null))}
              >
                <IconX size={14} />
              </ActionIcon>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
