/** The box numbers are typed in: grouped and with the decimal mark of the person's language, exact as text. */
import { NumberInput, type NumberInputProps } from '@mantine/core';
import { useFormat } from '../i18n.tsx';
import { type ControlProps, inputProps } from './control-kind.ts';
import classes from './controls.module.css';

export interface NumberBoxProps
  extends Pick<NumberInputProps, 'leftSection' | 'rightSection' | 'rightSectionWidth'> {
  readonly control: ControlProps;
  /** Decimal text with a point, or null. */
  readonly number: string | null;
  readonly onNumber: (number: string | null) => void;
  readonly scale: number;
}

export function NumberBox({ control, number, onNumber, scale, ...sections }: NumberBoxProps) {
  const { decimalMark, groupMark } = useFormat();
  return (
    <NumberInput
      {...inputProps(control)}
      {...sections}
      classNames={{ input: control.bare ? classes.figure : undefined }}
      value={number ?? ''}
      valueIsNumericString
      decimalScale={scale}
      allowDecimal={scale > 0}
      decimalSeparator={decimalMark}
      // A point typed on the block of figures is meant as the decimal mark, whatever the language.
      allowedDecimalSeparators={['.', ',']}
      thousandSeparator={groupMark}
      inputMode={scale > 0 ? 'decimal' : 'numeric'}
      onValueChange={({ value }, { source }) => {
        if (source === 'event') onNumber(value === '' || value === '-' ? null : value);
      }}
    />
  );
}
