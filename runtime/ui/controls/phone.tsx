/** Phone numbers: the keyboard of a phone shows figures. */
import { TextInput } from '@mantine/core';
import { defineControl, inputProps } from './control-kind.ts';

export const phone = defineControl({
  key: 'phone',
  Draw: (props) => (
    <TextInput
      {...inputProps(props)}
      type="tel"
      inputMode="tel"
      value={String(props.value ?? '')}
      onChange={(event) => props.onChange(event.currentTarget.value || null)}
    />
  ),
});
