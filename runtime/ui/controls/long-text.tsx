/** Text of several lines, growing with what is typed. */
import { Textarea } from '@mantine/core';
import { defineControl, inputProps } from './control-kind.ts';

export const longText = defineControl({
  key: 'long_text',
  wide: true,
  folds: true,
  large: true,
  Draw: (props) => (
    <Textarea
      {...inputProps(props)}
      minRows={props.bare ? 1 : 2}
      maxRows={14}
      value={String(props.value ?? '')}
      onChange={(event) => props.onChange(event.currentTarget.value || null)}
    />
  ),
});
