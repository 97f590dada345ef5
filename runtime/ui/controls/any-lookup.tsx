/** A record of one of several entities: first which, then the record. */
import { NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { useText } from '../i18n.tsx';
import { useLabel } from '../model.ts';
import { useRegistry } from '../registry.ts';
import { type ControlProps, defineControl } from './control-kind.ts';
import classes from './controls.module.css';
import { RecordSelect } from './record-select.tsx';

export const anyLookup = defineControl({ key: 'any_lookup', wide: true, large: true, Draw: AnyLookup });

// helpers //////////

interface Chosen {
  readonly entity: string;
  readonly id: string;
  readonly title?: string | null;
}

function AnyLookup(props: ControlProps) {
  const t = useText();
  const label = useLabel();
  const { entities } = useRegistry();
  const { field, onChange } = props;
  const value = props.value as Chosen | null;
  const offered = field.type.refersTo?.(field)?.entities ?? [];
  const [entity, setEntity] = useState(value?.entity ?? offered[0] ?? '');
  return (
    <div className={classes.pair}>
      <NativeSelect
        aria-label={t('ui.control.kindOfRecord')}
        data={offered.map((key) => ({ value: key, label: label(entities.get(key)?.label, key) }))}
        value={entity}
        onChange={(event) => {
          setEntity(event.currentTarget.value);
          onChange(null);
        }}
      />
      <RecordSelect
        control={props}
        entity={entity}
        value={value}
        onChoose={(chosen) => onChange(chosen && { entity, id: chosen.id, title: chosen.title ?? null })}
      />
    </div>
  );
}
