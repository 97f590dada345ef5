/** A colour as #rrggbb. */
import { ColorInput } from '@mantine/core';
import { defineControl, inputProps } from './control-kind.ts';

export const colour = defineControl({
  key: 'colour',
  Draw: (props) => (
    <ColorInput
      {...inputProps(props)}
      format="hex"
      value={String(props.value ?? '')}
      onChange={(value) => props.onChange(value || null)}
      popoverProps={{ withinPortal: true }}
    />
  ),
});
