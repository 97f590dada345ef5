/** A month of the year's picture: a button a day, only one of the year is reached by Tab, arrows lead on from it. */
import { textOf } from '#metadata/label.ts';
import { useFormat, useLanguage, useText } from '#ui/i18n.tsx';
import { textOfSpans } from './hours-text.ts';
import classes from './month.module.css';
import { dateAfter, type YearDay } from './year.ts';

/** Any Monday, for the names of the days. */
const MONDAY = '2024-01-01';

export interface MonthProps {
  readonly days: readonly YearDay[];
  readonly title: string;
  readonly today: string;
  readonly chosen: string | null;
  /** The day that Tab leads to. */
  readonly reached: string;
  readonly choose: (date: string | null) => void;
}

export function Month({ days, title, today, chosen, reached, choose }: MonthProps) {
  const t = useText();
  const format = useFormat();
  const { language } = useLanguage();
  const words = ({ date, kind, spans, said }: YearDay) => {
    const name = said?.as === 'off' ? textOf(said.holiday.label, language, '') : '';
    const state = t(`design.calendar.kind.${kind}`);
    return [`${format.dayHeading(date)}: ${state}`, name, textOfSpans(spans)].filter(Boolean).join(', ');
  };
  return (
    <section className={classes.month} aria-label={title}>
      <h3 className={classes.title}>{title}</h3>
      <div className={classes.grid}>
        {Array.from({ length: 7 }, (_, day) => dateAfter(MONDAY, day)).map((date) => (
          <span key={date} className={classes.head} aria-hidden>
            {format.weekday(date).slice(0, 1).toUpperCase()}
          </span>
        ))}
        {days.map((day, at) => (
          <button
            key={day.date}
            type="button"
            className={classes.day}
            style={at === 0 ? { gridColumnStart: day.weekday + 1 } : undefined}
            data-date={day.date}
            data-kind={day.kind}
            data-said={day.said !== null}
            aria-current={day.date === today ? 'date' : undefined}
            aria-pressed={day.date === chosen}
            aria-label={words(day)}
            title={words(day)}
            tabIndex={day.date === reached ? 0 : -1}
            onClick={() => choose(day.date === chosen ? null : day.date)}
          >
            {Number(day.date.slice(8))}
          </button>
        ))}
      </div>
    </section>
  );
}
