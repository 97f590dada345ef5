/** A calendar date. */
import { DateBox } from '../date-box.tsx';
import { type ControlProps, defineControl, inputProps } from './control-kind.ts';

export const date = defineControl({ key: 'date', Draw: DateControl });

// helpers //////////

function DateControl(props: ControlProps) {
  return (
    <DateBox
      {...inputProps(props)}
      value={(props.value as string | null) ?? null}
      onChange={props.onChange}
      clearable={false}
    />
  );
}
