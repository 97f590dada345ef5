/** A calendar date: typed as people write it, or picked. */
import { DateInput } from '@mantine/dates';
import { IconCalendar } from '@tabler/icons-react';
import dayjs from 'dayjs';
import customParseFormat from 'dayjs/plugin/customParseFormat.js';
import { useFormat } from '../i18n.tsx';
import { type ControlProps, defineControl, inputProps } from './control-kind.ts';

dayjs.extend(customParseFormat);

export const date = defineControl({ key: 'date', Draw: DateControl });

/** `31.1.26`, `31/01/2026`, `31 Jan 2026`, `2026-01-31`; a day and month alone are of this year. */
export function readDate(text: string, language: string, today: string): string | null {
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

// helpers //////////

function DateControl(props: ControlProps) {
  const { language, dayOf } = useFormat();
  return (
    <DateInput
      {...inputProps(props)}
      value={(props.value as string | null) ?? null}
      onChange={(value) => props.onChange(value ?? null)}
      valueFormat="D MMM YYYY"
      dateParser={(text) => readDate(text, language, dayOf())}
      rightSection={<IconCalendar size={16} aria-hidden />}
      rightSectionPointerEvents="none"
      popoverProps={{ withinPortal: true }}
      clearable={false}
      highlightToday
    />
  );
}
