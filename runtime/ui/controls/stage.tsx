/** The stage of a record, among those one may go to from where it stands. */
import { Select } from '@mantine/core';
import { StageRing } from '../stage-ring.tsx';
import { type ControlProps, defineControl, inputProps } from './control-kind.ts';
import classes from './controls.module.css';
import { useOptions } from './use-options.ts';

export const stage = defineControl({ key: 'stage', Draw: Stage, picks: true });

// helpers //////////

function Stage(props: ControlProps) {
  const pipeline = props.field.type.stages?.(props.field);
  const value = (props.value as string | null) ?? null;
  const options = useOptions(props.field, value);
  if (!pipeline) return null;
  return (
    <Select
      {...inputProps(props)}
      data={options}
      value={value}
      onChange={props.onChange}
      allowDeselect={false}
      defaultDropdownOpened={props.bare && props.autoFocus}
      leftSection={value && <StageRing pipeline={pipeline} stage={value} />}
      renderOption={({ option }) => (
        <span className={classes.option}>
          <StageRing pipeline={pipeline} stage={option.value} />
          {option.label}
        </span>
      )}
      comboboxProps={{ withinPortal: true }}
    />
  );
}
