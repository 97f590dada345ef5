/** Stars; the chosen one again takes them away. */
import { Input, Rating } from '@mantine/core';
import { type ControlProps, defineControl, inputProps } from './control-kind.ts';

export const rating = defineControl({ key: 'rating', Draw: Stars, picks: true });

// helpers //////////

function Stars(props: ControlProps) {
  const { label, description, error, withAsterisk } = inputProps(props);
  const most = (props.field.settings as { max?: number } | null)?.max ?? 5;
  return (
    <Input.Wrapper label={label} description={description} error={error} withAsterisk={withAsterisk}>
      <Rating
        aria-label={props.label}
        count={most}
        color="var(--warn)"
        value={Number(props.value ?? 0)}
        onChange={(stars) => props.onChange(stars === props.value ? null : stars)}
      />
    </Input.Wrapper>
  );
}
