/** Percentages. */
import { defineControl } from './control-kind.ts';
import { NumberBox } from './number-box.tsx';

export const percent = defineControl({
  key: 'percent',
  Draw: (props) => (
    <NumberBox
      control={props}
      scale={(props.field.settings as { scale?: number } | null)?.scale ?? 2}
      number={props.value === null ? null : String(props.value)}
      onNumber={props.onChange}
      rightSection={<span aria-hidden="true">%</span>}
    />
  ),
});
