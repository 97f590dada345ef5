/** Whole numbers. */
import { defineControl } from './control-kind.ts';
import { NumberBox } from './number-box.tsx';

export const integer = defineControl({
  key: 'integer',
  Draw: (props) => (
    <NumberBox
      control={props}
      scale={0}
      number={props.value === null ? null : String(props.value)}
      onNumber={(number) => props.onChange(number === null ? null : Number(number))}
    />
  ),
});
