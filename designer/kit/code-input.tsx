/** A text with line numbers; Tab indents by two spaces, Escape then Tab leaves. */
import { type KeyboardEvent, useRef } from 'react';
import classes from './code-input.module.css';

export interface CodeInputProps {
  readonly value: string;
  readonly onChange: (text: string) => void;
  readonly label: string;
  /** Numbers of lines with a problem. */
  readonly marked?: readonly number[];
}

export function CodeInput({ value, onChange, label, marked = [] }: CodeInputProps) {
  const numbers = useRef<HTMLDivElement>(null);
  const leaving = useRef(false);
  const count = value.split('\n').length;
  const press = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.key === 'Escape') leaving.current = true;
    else if (event.key !== 'Tab' || event.shiftKey || leaving.current) leaving.current = false;
    else {
      event.preventDefault();
      // Keeps the browser's own undo, which setting the value would lose.
      document.execCommand('insertText', false, '  ');
    }
  };
  return (
    <div className={classes.code}>
      <div className={classes.numbers} ref={numbers} aria-hidden>
        {Array.from({ length: count }, (_, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a line's number is what it is
          <div key={at} data-marked={marked.includes(at + 1)}>
            {at + 1}
          </div>
        ))}
      </div>
      <textarea
        className={classes.text}
        aria-label={label}
        spellCheck={false}
        autoCapitalize="off"
        autoComplete="off"
        wrap="off"
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
        onKeyDown={press}
        onScroll={(event) => {
          if (numbers.current) numbers.current.scrollTop = event.currentTarget.scrollTop;
        }}
      />
    </div>
  );
}
