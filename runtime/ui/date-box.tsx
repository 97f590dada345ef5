/** A field for a calendar date, typed as people write it, or picked: in forms, and outside them in filters and dialogs. */
import { DateInput, type DateInputProps } from '@mantine/dates';
import { IconCalendar } from '@tabler/icons-react';
import dayjs from 'dayjs';
import customParseFormat from 'dayjs/plugin/customParseFormat.js';
import { useFormat } from './i18n.tsx';

dayjs.extend(customParseFormat);

export interface DateBoxProps extends Omit<DateInputProps, 'value' | 'onChange' | 'minDate' | 'maxDate'> {
  /** `2026-01-31`; null: none. */
  readonly value: string | null;
  readonly onChange: (value: string | null) => void;
  readonly min?: string;
  readonly max?: string;
}

export function DateBox({ value, onChange, min, max, ...shown }: DateBoxProps) {
  const { language, dayOf } = useFormat();
  return (
    <DateInput
      {...shown}
      value={value}
      onChange={(next) => onChange(next ?? null)}
      minDate={min}
      maxDate={max}
      valueFormat="D MMM YYYY"
      dateParser={(text) => readDate(text, language, dayOf())}
      rightSection={value !== null && shown.clearable ? undefined : <IconCalendar size={16} aria-hidden />}
      rightSectionPointerEvents={value !== null && shown.clearable ? undefined : 'none'}
      popoverProps={{ withinPortal: true }}
      highlightToday
    />
  );
}

// helpers //////////

/** `31.1.26`, `31/01/2026`, `31 Jan 2026`, `2026-01-31`; a day and month alone are of this year. */
function readDate(text: string, language: string, today: string): string | null {
  const typed = text.trim().replaceAll(/[/,-]/g, '.').replaceAll(/\s+/g, ' ');
  const iso = /^(\d{4})\.(\d{1,2})\.(\d{1,2})$/.exec(typed);
  const ordered = iso ? `${iso[3]}.${iso[2]}.${iso[1]}` : typed.replace(/\.$/, '');
  for (const shape of ['D.M.YYYY', 'D.M.YY', 'D MMM YYYY', 'D MMMM YYYY', 'D MMM', 'D MMMM', 'D.M']) {
    const read = dayjs(ordered, shape, language, true);
    if (!read.isValid()) continue;
    return (shape.includes('Y') ? read : read.year(Number(today.slice(0, 4)))).format('YYYY-MM-DD');
  }
  return null;
}
