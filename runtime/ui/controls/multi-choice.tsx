/** Any number of a list of options. */
import { MultiSelect } from '@mantine/core';
import { useText } from '../i18n.tsx';
import { type ControlProps, defineControl, inputProps } from './control-kind.ts';
import { useOptions } from './use-options.ts';

export const multiChoice = defineControl({ key: 'multi_choice', large: true, Draw: MultiChoice });

// helpers //////////

function MultiChoice(props: ControlProps) {
  const t = useText();
  return (
    <MultiSelect
      {...inputProps(props)}
      data={useOptions(props.field, props.value)}
      value={(props.value as string[] | null) ?? []}
      onChange={(keys) => props.onChange(keys.length ? keys : null)}
      searchable
      clearable
      hidePickedOptions
      nothingFoundMessage={t('ui.choice.nothing')}
      comboboxProps={{ withinPortal: true }}
    />
  );
}
