/** An instant, shown and typed in the person's time zone. */
import { DateTimePicker } from '@mantine/dates';
import { IconCalendarClock } from '@tabler/icons-react';
import { useFormat } from '../i18n.tsx';
import { fromWallClock, toWallClock } from '../wall-clock.ts';
import { type ControlProps, defineControl, inputProps } from './control-kind.ts';

export const datetime = defineControl({ key: 'datetime', Draw: DateTimeControl });

// helpers //////////

function DateTimeControl(props: ControlProps) {
  const { timeZone } = useFormat();
  return (
    <DateTimePicker
      {...inputProps(props)}
      value={props.value === null ? null : toWallClock(String(props.value), timeZone)}
      onChange={(value) => props.onChange(value === null ? null : fromWallClock(value, timeZone))}
      valueFormat="D MMM YYYY, HH:mm"
      leftSection={<IconCalendarClock size={16} aria-hidden />}
      popoverProps={{ withinPortal: true }}
      clearable
      highlightToday
    />
  );
}
