/** A time of day. */
import { TimeInput } from '@mantine/dates';
import { defineControl, inputProps } from './control-kind.ts';

export const time = defineControl({
  key: 'time',
  Draw: (props) => (
    <TimeInput
      {...inputProps(props)}
      value={String(props.value ?? '').slice(0, 5)}
      onChange={(event) => props.onChange(event.currentTarget.value || null)}
    />
  ),
});
