/** A label in the languages of the house: one line a language, the person's own first. */
import { Textarea, TextInput } from '@mantine/core';
import { type ReactNode, useId } from 'react';
import type { Label } from '#metadata/label.ts';
import { LANGUAGES, useLanguage, useText } from '#ui/i18n.tsx';
import classes from './label-input.module.css';

export interface LabelInputProps {
  readonly title: ReactNode;
  readonly value: Label | undefined;
  /** Undefined when every language is empty. */
  readonly onChange: (label: Label | undefined) => void;
  readonly lines?: boolean;
  readonly autoFocus?: boolean;
  readonly error?: string;
  /** When its place is left. */
  readonly onBlur?: () => void;
}

export function LabelInput({ title, value, onChange, lines, autoFocus, error, onBlur }: LabelInputProps) {
  const t = useText();
  const id = useId();
  const Input = lines ? Textarea : TextInput;
  const { language } = useLanguage();
  const inOrder = [...LANGUAGES].sort((a, b) => Number(b.code === language) - Number(a.code === language));
  const texts = textsOf(value);
  return (
    <fieldset className={classes.label} onBlur={onBlur}>
      <legend className={classes.title} id={id}>
        {title}
      </legend>
      {inOrder.map(({ code, name }, at) => (
        <div key={code} className={classes.line}>
          <span className={classes.language} title={name}>
            {code.toUpperCase()}
          </span>
          <Input
            className={classes.text}
            lang={code}
            aria-label={`${typeof title === 'string' ? title : t('design.label')}, ${name}`}
            value={texts[code] ?? ''}
            error={at === 0 ? error : undefined}
            data-autofocus={(autoFocus && at === 0) || undefined}
            autoFocus={autoFocus && at === 0}
            onChange={(event) => onChange(labelOf({ ...texts, [code]: event.currentTarget.value }))}
          />
        </div>
      ))}
    </fieldset>
  );
}

/** A text for all languages stands in each of them, so that one can be made different. */
export function textsOf(label: Label | undefined): Record<string, string> {
  if (typeof label === 'string') return Object.fromEntries(LANGUAGES.map(({ code }) => [code, label]));
  return { ...label };
}

export function labelOf(texts: Readonly<Record<string, string>>): Label | undefined {
  const given = Object.entries(texts).filter(([, text]) => text !== '');
  return given.length > 0 ? Object.fromEntries(given) : undefined;
}
