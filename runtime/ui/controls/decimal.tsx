/** Decimal numbers, exact. */
import { defineControl } from './control-kind.ts';
import { NumberBox } from './number-box.tsx';

export const decimal = defineControl({
  key: 'decimal',
  Draw: (props) => (
    <NumberBox
      control={props}
      scale={(props.field.settings as { scale?: number } | null)?.scale ?? 2}
      number={props.value === null ? null : String(props.value)}
      onNumber={props.onChange}
    />
  ),
});
