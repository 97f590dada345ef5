/** A secret: written once, never shown again. */
import { PasswordInput } from '@mantine/core';
import { useText } from '../i18n.tsx';
import { type ControlProps, defineControl, inputProps } from './control-kind.ts';

export const secret = defineControl({ key: 'secret', large: true, Draw: Secret });

// helpers //////////

function Secret(props: ControlProps) {
  const t = useText();
  const typed = typeof props.value === 'string' ? props.value : '';
  const kept = props.value !== null && typeof props.value !== 'string';
  return (
    <PasswordInput
      {...inputProps(props)}
      value={typed}
      placeholder={kept ? '••••••' : undefined}
      autoComplete="off"
      visibilityToggleButtonProps={{ 'aria-label': t('ui.control.showSecret') }}
      onChange={(event) => props.onChange(event.currentTarget.value || null)}
    />
  );
}
