/** A postal address in its parts. */
import { Input, TextInput } from '@mantine/core';
import type { Json } from '#metadata/value.ts';
import { useLabel } from '../model.ts';
import { type ControlProps, defineControl, inputProps } from './control-kind.ts';
import classes from './controls.module.css';

export const address = defineControl({ key: 'address', wide: true, folds: true, large: true, Draw: Address });

// helpers //////////

function Address(props: ControlProps) {
  const label = useLabel();
  const { label: name, description, error, withAsterisk } = inputProps(props);
  const value = (props.value as Record<string, string> | null) ?? {};
  const set = (part: string, text: string) => {
    const { [part]: _, ...others } = value;
    const next: Record<string, Json> = text ? { ...others, [part]: text } : others;
    props.onChange(Object.keys(next).length ? next : null);
  };
  return (
    <Input.Wrapper
      labelElement="div"
      label={name}
      description={description}
      error={error}
      withAsterisk={withAsterisk}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
    >
      <fieldset className={classes.parts} aria-label={props.label}>
        {props.field.columns
          .filter(({ suffix }) => suffix !== '')
          .map((column, i) => {
            const text = label(column.label, column.suffix);
            return (
              <TextInput
                key={column.suffix}
                aria-label={text}
                placeholder={text}
                autoFocus={props.autoFocus && i === 0}
                value={value[column.suffix] ?? ''}
                onChange={(event) => set(column.suffix, event.currentTarget.value)}
                onBlur={props.onBlur}
              />
            );
          })}
      </fieldset>
    </Input.Wrapper>
  );
}
