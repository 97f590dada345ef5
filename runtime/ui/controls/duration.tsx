/** A span of time, typed in words (`1 h 30 min`) or as a clock (`1:30`). */
import { TextInput } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useFormat, useText } from '../i18n.tsx';
import { type ControlProps, defineControl, inputProps } from './control-kind.ts';

export const duration = defineControl({ key: 'duration', Draw: Duration });

// helpers //////////

function Duration(props: ControlProps) {
  const t = useText();
  const format = useFormat();
  const { field, value, onChange } = props;
  const written = value === null ? '' : format.duration(String(value));
  const [typed, setTyped] = useState(written);
  useEffect(() => setTyped(written), [written]);
  const settle = () => {
    const conventions = {
      language: format.language,
      zone: format.timeZone,
      decimalMark: '.',
      dateOrder: 'dmy',
    } as const;
    const read = field.type.readText(typed, field, conventions);
    // What can't be read stays as typed, so that the form's check names it.
    if (typed !== written) onChange(read.ok ? read.value : typed);
    props.onBlur?.();
  };
  return (
    <TextInput
      {...inputProps(props)}
      value={typed}
      placeholder={props.bare ? undefined : t('ui.control.durationExample')}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={settle}
    />
  );
}
