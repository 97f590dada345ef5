/** A due date as a list shows it: red when it has passed, amber when it is near. */
import { IconAlarm } from '@tabler/icons-react';
import classes from './due.module.css';
import { useFormat } from './i18n.tsx';

const HOUR = 3_600_000;
/** "Near": the person should see it before the working day is over. */
const NEAR = 4 * HOUR;

export type DueTone = 'late' | 'near' | 'calm';

export function dueTone(dueAt: string, now: number): DueTone {
  const left = Date.parse(dueAt) - now;
  return left < 0 ? 'late' : left < NEAR ? 'near' : 'calm';
}

/** Today's are shown by the time alone: the list's groups say the day. */
export function Due({ at }: { readonly at: string }) {
  const format = useFormat();
  const tone = dueTone(at, format.now());
  const today = format.dayOf(at) === format.dayOf();
  return (
    <time className={classes.due} data-tone={tone} dateTime={at} title={format.dateTime(at)}>
      {tone === 'late' && <IconAlarm size={14} aria-hidden />}
      {today ? format.time(at) : format.date(at)}
    </time>
  );
}
