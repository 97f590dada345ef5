/** Text on one line. */
import { TextInput } from '@mantine/core';
import { defineControl, inputProps } from './control-kind.ts';

export const text = defineControl({
  key: 'text',
  Draw: (props) => (
    <TextInput
      {...inputProps(props)}
      value={String(props.value ?? '')}
      maxLength={(props.field.settings as { maxLength?: number } | null)?.maxLength}
      onChange={(event) => props.onChange(event.currentTarget.value || null)}
    />
  ),
});
