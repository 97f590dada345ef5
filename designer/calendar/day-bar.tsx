/**
 * The working spans of a day on a line of 24 hours, pulled, moved and drawn by the pointer. The field beside it says and does the
 * same by keyboard, so that this is only a picture for whoever does not see it.
 */
import { type PointerEvent, useState } from 'react';
import type { Span } from '#metadata/calendar.ts';
import classes from './day-bar.module.css';
import { dragged, type Grip, gripAt } from './drag-spans.ts';
import { clockAt } from './hours-text.ts';

const DAY = 24 * 60;
/** Pixels beside an edge that still take hold of it. */
const REACH = 6;

interface Drag {
  readonly grip: Grip;
  readonly from: number;
  readonly to: number;
}

export interface DayBarProps {
  readonly spans: readonly Span[];
  readonly onChange: (spans: readonly Span[]) => void;
}

export function DayBar({ spans, onChange }: DayBarProps) {
  const [drag, setDrag] = useState<Drag | null>(null);
  const shown = drag ? dragged(spans, drag.grip, drag.from, drag.to) : spans;
  const begin = (event: PointerEvent<HTMLDivElement>) => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    const { minute, width } = placeOf(event);
    setDrag({ grip: gripAt(spans, minute, (REACH / width) * DAY), from: minute, to: minute });
  };
  const end = () => {
    setDrag(null);
    if (drag && JSON.stringify(shown) !== JSON.stringify(spans)) onChange(shown);
  };
  return (
    <div
      className={classes.bar}
      aria-hidden
      onPointerDown={begin}
      onPointerMove={(event) => drag && setDrag({ ...drag, to: placeOf(event).minute })}
      onPointerUp={end}
      onPointerCancel={() => setDrag(null)}
    >
      {shown.map(({ from, to }) => (
        <span
          key={from}
          className={classes.span}
          style={{ left: `${(from / DAY) * 100}%`, width: `${((to - from) / DAY) * 100}%` }}
        >
          <span className={classes.times}>
            {clockAt(from)}–{clockAt(to)}
          </span>
        </span>
      ))}
    </div>
  );
}

// helpers //////////

function placeOf(event: PointerEvent<HTMLDivElement>): { minute: number; width: number } {
  const { left, width } = event.currentTarget.getBoundingClientRect();
  const share = Math.min(Math.max((event.clientX - left) / width, 0), 1);
  return { minute: share * DAY, width };
}
