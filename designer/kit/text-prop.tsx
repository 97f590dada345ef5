/** A text of a properties panel: kept a moment after the last key press. */
import { Textarea, TextInput } from '@mantine/core';
import { useLater } from './use-later.ts';

export interface TextPropProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (text: string) => void;
  readonly help?: string;
  readonly placeholder?: string;
  readonly lines?: number;
  readonly mono?: boolean;
  readonly error?: string;
  readonly hideLabel?: boolean;
  readonly disabled?: boolean;
}

export function TextProp({
  label,
  value,
  onChange,
  help,
  placeholder,
  lines,
  mono,
  error,
  hideLabel,
  disabled,
}: TextPropProps) {
  const [text, setText, keepNow] = useLater(value, onChange);
  const common = {
    value: text,
    placeholder,
    description: help,
    error,
    disabled,
    onBlur: keepNow,
    ...(hideLabel ? { 'aria-label': label } : { label }),
    styles: mono ? { input: { fontFamily: 'var(--mono)', fontSize: 12.5 } } : undefined,
  };
  return lines ? (
    <Textarea
      {...common}
      minRows={lines}
      maxRows={14}
      onChange={(event) => setText(event.currentTarget.value)}
    />
  ) : (
    <TextInput {...common} onChange={(event) => setText(event.currentTarget.value)} />
  );
}
