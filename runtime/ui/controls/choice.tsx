/** One of a list of options. */
import { Select } from '@mantine/core';
import { useText } from '../i18n.tsx';
import { type ControlProps, defineControl, inputProps } from './control-kind.ts';
import { useOptions } from './use-options.ts';

export const choice = defineControl({ key: 'choice', Draw: Choice, picks: true });

/** Beyond this many, typing narrows the list. */
const SEARCHED = 8;

// helpers //////////

function Choice(props: ControlProps) {
  const t = useText();
  const options = useOptions(props.field, props.value);
  return (
    <Select
      {...inputProps(props)}
      data={options}
      value={(props.value as string | null) ?? null}
      onChange={props.onChange}
      searchable={options.length > SEARCHED}
      defaultDropdownOpened={props.bare && props.autoFocus}
      clearable={!props.required && !props.bare}
      allowDeselect={false}
      nothingFoundMessage={t('ui.choice.nothing')}
      comboboxProps={{ withinPortal: true }}
      checkIconPosition="right"
    />
  );
}
