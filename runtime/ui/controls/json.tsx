/** Data as JSON text, for those who know it. */
import { Textarea } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { Json } from '#metadata/value.ts';
import { useText } from '../i18n.tsx';
import { type ControlProps, defineControl, inputProps } from './control-kind.ts';
import classes from './controls.module.css';

export const json = defineControl({ key: 'json', wide: true, large: true, Draw: JsonText });

// helpers //////////

function JsonText(props: ControlProps) {
  const t = useText();
  const { value, onChange } = props;
  const written = value === null ? '' : JSON.stringify(value, null, 2);
  const [typed, setTyped] = useState(written);
  const [broken, setBroken] = useState(false);
  useEffect(() => setTyped(written), [written]);
  const settle = () => {
    const read = readJson(typed);
    setBroken(read === undefined);
    if (read !== undefined && typed !== written) onChange(read);
    props.onBlur?.();
  };
  return (
    <Textarea
      {...inputProps(props)}
      classNames={{ input: classes.mono }}
      error={broken ? t('ui.control.brokenJson') : props.error}
      value={typed}
      maxRows={16}
      spellCheck={false}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={settle}
    />
  );
}

function readJson(text: string): Json | undefined {
  if (text.trim() === '') return null;
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}
