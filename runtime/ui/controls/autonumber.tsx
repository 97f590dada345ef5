/** A number the platform gives when the record is saved; nobody types it. */
import { TextInput } from '@mantine/core';
import { useText } from '../i18n.tsx';
import { type ControlProps, defineControl, inputProps } from './control-kind.ts';

export const autonumber = defineControl({ key: 'autonumber', large: true, Draw: GivenNumber });

// helpers //////////

function GivenNumber(props: ControlProps) {
  const t = useText();
  return (
    <TextInput
      {...inputProps(props)}
      readOnly
      value={String(props.value ?? '')}
      placeholder={t('ui.control.givenWhenSaved')}
    />
  );
}
