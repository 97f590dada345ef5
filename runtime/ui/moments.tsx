/** A timeline: moments under the heading of their day, latest first. Records and processes tell their history with it. */
import type { ReactNode } from 'react';
import { useFormat } from './i18n.tsx';
import classes from './moments.module.css';

export interface Moment {
  readonly key: string;
  readonly at: string;
  readonly icon: ReactNode;
  readonly tone?: 'accent' | 'good' | 'info' | 'bad';
  readonly title: ReactNode;
  /** Why and by whom. */
  readonly text?: ReactNode;
  /** What was written. */
  readonly note?: ReactNode;
}

export function Moments({ moments }: { readonly moments: readonly Moment[] }) {
  const format = useFormat();
  const days = new Map<string, Moment[]>();
  for (const moment of moments) {
    const day = format.dayOf(moment.at);
    days.set(day, [...(days.get(day) ?? []), moment]);
  }
  return (
    <div>
      {[...days].map(([day, own]) => (
        <section key={day} aria-label={format.dayHeading(day)}>
          <h3 className={classes.day}>{isNear(day) ? format.day(day) : format.dayHeading(day)}</h3>
          <ol>
            {own.map((moment) => (
              <li key={moment.key} className={classes.moment}>
                <span className={classes.icon} data-tone={moment.tone} aria-hidden="true">
                  {moment.icon}
                </span>
                <div className={classes.body}>
                  <div className={classes.head}>
                    <span className={classes.title}>{moment.title}</span>
                    <time className={classes.time} dateTime={moment.at} title={format.dateTime(moment.at)}>
                      {format.time(moment.at)}
                    </time>
                  </div>
                  {moment.text && <div className={classes.text}>{moment.text}</div>}
                  {moment.note && <div className={classes.note}>{moment.note}</div>}
                </div>
              </li>
            ))}
          </ol>
        </section>
      ))}
    </div>
  );

  function isNear(day: string): boolean {
    return Math.abs(Date.parse(day) - Date.parse(format.dayOf())) <= 86_400_000;
  }
}
