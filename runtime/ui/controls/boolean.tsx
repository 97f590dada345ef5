/** Yes or no. */
import { Checkbox } from '@mantine/core';
import { defineControl } from './control-kind.ts';
import classes from './controls.module.css';

export const boolean = defineControl({
  key: 'boolean',
  picks: true,
  Draw: ({ value, onChange, label, help, error, bare, autoFocus, onBlur }) => (
    <Checkbox
      className={bare ? undefined : classes.check}
      label={bare ? undefined : label}
      aria-label={bare ? label : undefined}
      description={bare ? undefined : help}
      error={error}
      checked={value === true}
      autoFocus={autoFocus}
      onBlur={onBlur}
      onChange={(event) => onChange(event.currentTarget.checked)}
    />
  ),
});
