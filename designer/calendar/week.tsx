/** The hours of the week: a line a day with its field and its bar. What a calendar takes over from another is marked, and can be again. */
import { ActionIcon, Tooltip } from '@mantine/core';
import { IconArrowBackUp, IconCopy } from '@tabler/icons-react';
import { useFormat, useText } from '#ui/i18n.tsx';
import { setWeekHours, WEEK, weekHours } from './calendar-content.ts';
import type { CalendarEditing } from './calendar-editing.ts';
import { DayBar } from './day-bar.tsx';
import { HoursInput } from './hours-input.tsx';
import { hoursOfSpans } from './hours-text.ts';
import classes from './week.module.css';
import { dateAfter } from './year.ts';

/** Any Monday, for the names of the days. */
const MONDAY = '2024-01-01';
const WORKDAYS = [0, 1, 2, 3, 4];
const HOURS = [0, 6, 12, 18, 24];

export function Week({ content, edit, calendar }: CalendarEditing) {
  const t = useText();
  const format = useFormat();
  const inherits = content.extends !== undefined;
  return (
    <section className={classes.week} aria-label={t('design.calendar.week')}>
      <h2 className={classes.title}>{t('design.calendar.week')}</h2>
      <div className={classes.scale} aria-hidden>
        {HOURS.map((hour) => (
          <span key={hour}>{hour}</span>
        ))}
      </div>
      {WEEK.map((key, day) => {
        const spans = calendar.week[day]!;
        const name = format.weekday(dateAfter(MONDAY, day));
        const own = weekHours(content, day) !== undefined;
        const hours = hoursOfSpans(spans);
        return (
          <div key={key} className={classes.day}>
            <span className={classes.name} data-rest={day >= WORKDAYS.length}>
              {name}
            </span>
            <div className={classes.hours}>
              <HoursInput
                label={t('design.calendar.hoursOf', { day: name })}
                spans={spans}
                onChange={(next) => edit(setWeekHours(content, [day], next))}
              />
            </div>
            <DayBar
              spans={spans}
              onChange={(next) => edit(setWeekHours(content, [day], hoursOfSpans(next)))}
            />
            <span className={classes.deeds}>
              {inherits && own && (
                <Deed
                  label={t('design.calendar.inheritDay', { day: name })}
                  onClick={() => edit(setWeekHours(content, [day], undefined))}
                >
                  <IconArrowBackUp size={16} />
                </Deed>
              )}
              {day < WORKDAYS.length && (
                <Deed
                  label={t('design.calendar.copyDay', { day: name })}
                  onClick={() => edit(setWeekHours(content, WORKDAYS, hours))}
                >
                  <IconCopy size={16} />
                </Deed>
              )}
            </span>
          </div>
        );
      })}
    </section>
  );
}

// helpers //////////

function Deed({
  label,
  onClick,
  children,
}: {
  readonly label: string;
  readonly onClick: () => void;
  readonly children: React.ReactNode;
}) {
  return (
    <Tooltip label={label}>
      <ActionIcon aria-label={label} onClick={onClick}>
        {children}
      </ActionIcon>
    </Tooltip>
  );
}
