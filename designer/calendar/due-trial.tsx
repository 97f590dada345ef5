/** The calendar tried: when a task given at some instant with so much time is due, counted by what deadlines and timers count by. */
import { NumberInput, Select } from '@mantine/core';
import { DateTimePicker } from '@mantine/dates';
import { useId, useState } from 'react';
import { addWorkingTime } from '#metadata/calendar.ts';
import { createFormat } from '#ui/format.ts';
import { useFormat, useText } from '#ui/i18n.tsx';
import { fromWallClock } from '#ui/wall-clock.ts';
import type { CalendarEditing } from './calendar-editing.ts';
import classes from './due-trial.module.css';
import { dateAfter, weekdayOf } from './year.ts';

const UNITS = ['hours', 'days'] as const;
type Unit = (typeof UNITS)[number];

const FRIDAY = 4;
const HOUR = 3_600_000;

export function DueTrial({ calendar }: Pick<CalendarEditing, 'calendar'>) {
  const t = useText();
  const { language, timeZone, dayOf } = useFormat();
  const id = useId();
  const zone = calendar.zone ?? timeZone;
  const [given, setGiven] = useState(() => `${nextFriday(dayOf())} 17:00:00`);
  const [amount, setAmount] = useState(4);
  const [unit, setUnit] = useState<Unit>('hours');
  const begin = Date.parse(fromWallClock(given, zone));
  const duration = {
    months: 0,
    weeks: 0,
    days: unit === 'days' ? amount : 0,
    millis: unit === 'hours' ? amount * HOUR : 0,
  };
  const counts = calendar.week.some((spans) => spans.length > 0);
  const due = counts ? addWorkingTime(calendar, begin, duration, zone) : null;
  const inZone = createFormat({ language, timeZone: zone });
  const when = due === null ? null : new Date(due).toISOString();
  return (
    <section className={classes.trial} aria-label={t('design.calendar.try.title')}>
      <span id={`${id}-given`}>{t('design.calendar.try.given')}</span>
      <DateTimePicker
        id={`${id}-picker`}
        className={classes.given}
        aria-labelledby={`${id}-given ${id}-picker`}
        value={given}
        onChange={(value) => value && setGiven(value)}
        valueFormat="ddd, D MMM YYYY, HH:mm"
        popoverProps={{ withinPortal: true }}
      />
      <span>{t('design.calendar.try.with')}</span>
      <NumberInput
        className={classes.amount}
        aria-label={t('design.calendar.try.amount')}
        value={amount}
        onChange={(value) => setAmount(Math.trunc(Number(value)) || 0)}
        min={0}
        max={10_000}
        allowDecimal={false}
      />
      <Select
        className={classes.unit}
        aria-label={t('design.calendar.try.unit')}
        data={UNITS.map((value) => ({ value, label: t(`design.calendar.try.${value}`) }))}
        value={unit}
        onChange={(value) => setUnit((value as Unit | null) ?? 'hours')}
        allowDeselect={false}
      />
      <span aria-live="polite">
        {when === null ? (
          t('design.calendar.try.never')
        ) : (
          <>
            {t('design.calendar.try.due')}{' '}
            <strong>
              {t('design.calendar.try.when', { when: inZone.dayHeading(when), time: inZone.time(when) })}
            </strong>
          </>
        )}
      </span>
      <span className={classes.zone}>{zone}</span>
    </section>
  );
}

// helpers //////////

/** The end of a week shows best what a calendar does. */
function nextFriday(today: string): string {
  return dateAfter(today, (FRIDAY - weekdayOf(today) + 7) % 7);
}
