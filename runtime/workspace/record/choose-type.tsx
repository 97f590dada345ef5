/** Which kind of record it shall be: asked before its form is shown, or exchanged above it. */
import { SegmentedControl, UnstyledButton } from '@mantine/core';
import type { RecordType } from '#metadata/record-type.ts';
import type { Entity } from '#metadata/registry.ts';
import { Icon } from '#ui/icon.tsx';
import { useLabel } from '#ui/model.ts';
import { useTypesToMake } from '#ui/record-types.ts';
import classes from './choose-type.module.css';

export interface ChooseTypeProps {
  readonly entity: Entity;
  readonly types: readonly RecordType[];
  readonly onChoose: (type: string) => void;
}

export function ChooseType({ entity, types, onChoose }: ChooseTypeProps) {
  const label = useLabel();
  const by = entity.fields.get(entity.types!.by);
  return (
    <fieldset className={classes.kinds}>
      <legend>{label(by?.label, entity.types!.by)}</legend>
      {types.map((type, i) => (
        <UnstyledButton
          key={type.key}
          className={classes.kind}
          data-autofocus={i === 0 || undefined}
          onClick={() => onChoose(type.key)}
        >
          <span className={classes.icon}>
            <Icon name={type.icon ?? entity.icon} size={20} />
          </span>
          {label(type.label, type.key)}
        </UnstyledButton>
      ))}
    </fieldset>
  );
}

export interface SwitchTypeProps {
  readonly entity: Entity;
  readonly type: string;
  readonly onSwitch: (type: string) => void;
}

export function SwitchType({ entity, type, onSwitch }: SwitchTypeProps) {
  const label = useLabel();
  const types = useTypesToMake(entity) ?? [];
  const by = entity.fields.get(entity.types!.by);
  return (
    <SegmentedControl
      className={classes.exchange}
      aria-label={label(by?.label, entity.types!.by)}
      value={type}
      onChange={onSwitch}
      data={types.map(({ key, label: name }) => ({ value: key, label: label(name, key) }))}
    />
  );
}
