/** Free words. */
import { TagsInput } from '@mantine/core';
import { useText } from '../i18n.tsx';
import { type ControlProps, defineControl, inputProps } from './control-kind.ts';

export const tags = defineControl({ key: 'tags', large: true, Draw: Tags });

// helpers //////////

function Tags(props: ControlProps) {
  const t = useText();
  const value = (props.value as string[] | null) ?? [];
  return (
    <TagsInput
      {...inputProps(props)}
      value={value}
      placeholder={value.length ? undefined : t('ui.control.tagsHint')}
      onChange={(words) => props.onChange(words.length ? words : null)}
      clearable
    />
  );
}
