/** Hours of a day, typed as `9-13, 14-18`; kept when its place is left or by Enter, said at the field when they are none. */
import { TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Span } from '#metadata/calendar.ts';
import type { CalendarHours } from '#metadata/schemas/generated/definitions.ts';
import { useText } from '#ui/i18n.tsx';
import { readHours, textOfSpans } from './hours-text.ts';

export interface HoursInputProps {
  readonly label: string;
  readonly spans: readonly Span[];
  readonly onChange: (hours: CalendarHours) => void;
  readonly showLabel?: boolean;
}

export function HoursInput({ label, spans, onChange, showLabel = false }: HoursInputProps) {
  const t = useText();
  const [typed, setTyped] = useState<string | null>(null);
  const closed = t('design.calendar.closed');
  const shown = textOfSpans(spans) || closed;
  const read = typed === null ? null : readHours(typed, closed);
  const keep = () => {
    if (!read?.ok) return;
    setTyped(null);
    if (textOfSpans(read.spans) !== textOfSpans(spans)) onChange(read.hours);
  };
  return (
    <TextInput
      {...(showLabel
        ? { label, description: t('design.calendar.hoursHelp') }
        : { 'aria-label': label, title: t('design.calendar.hoursHelp') })}
      value={typed ?? shown}
      error={read && !read.ok ? t(`design.calendar.wrong.${read.problem}`, { part: read.part }) : undefined}
      onFocus={(event) => event.currentTarget.select()}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={keep}
      onKeyDown={(event) => {
        if (event.key === 'Enter') keep();
        if (event.key === 'Escape') setTyped(null);
      }}
    />
  );
}
