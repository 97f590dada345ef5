/** E-mail addresses: the keyboard of a phone shows @. */
import { TextInput } from '@mantine/core';
import { defineControl, inputProps } from './control-kind.ts';

export const email = defineControl({
  key: 'email',
  Draw: (props) => (
    <TextInput
      {...inputProps(props)}
      type="email"
      inputMode="email"
      value={String(props.value ?? '')}
      onChange={(event) => props.onChange(event.currentTarget.value || null)}
    />
  ),
});
