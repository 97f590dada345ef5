/** Web addresses. */
import { TextInput } from '@mantine/core';
import { defineControl, inputProps } from './control-kind.ts';

export const url = defineControl({
  key: 'url',
  Draw: (props) => (
    <TextInput
      {...inputProps(props)}
      type="url"
      inputMode="url"
      value={String(props.value ?? '')}
      onChange={(event) => props.onChange(event.currentTarget.value || null)}
    />
  ),
});
