/**
 * A value that is a literal or an expression after "=", or always an expression. Names that can stand where the cursor is are
 * offered while one types: variables, then the fields of the record behind a dot.
 */
import { Popover, Textarea, UnstyledButton } from '@mantine/core';
import { type KeyboardEvent, useRef, useState } from 'react';
import classes from './feel-input.module.css';
import { useLater } from './use-later.ts';

export interface FeelName {
  readonly name: string;
  /** Its type, in a word. */
  readonly note: string;
}

/** Names behind a path: none for the variables themselves, `['deal']` for the fields of the record. */
export type NamesBehind = (path: readonly string[]) => readonly FeelName[];

export interface FeelInputProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (text: string) => void;
  readonly names: NamesBehind;
  /** An expression always: "=" is drawn, and kept in the value. */
  readonly always?: boolean;
  readonly help?: string;
  readonly placeholder?: string;
  readonly hideLabel?: boolean;
}

const MOST = 12;

export function FeelInput({
  label,
  value,
  onChange,
  names,
  always = false,
  help,
  placeholder,
  hideLabel,
}: FeelInputProps) {
  const [typed, setTyped, keepNow] = useLater(value, onChange);
  const [word, setWord] = useState<{ readonly path: readonly string[]; readonly start: string } | null>(null);
  const [chosen, setChosen] = useState(0);
  const area = useRef<HTMLTextAreaElement>(null);
  const text = always ? typed.replace(/^\s*=\s*/, '') : typed;
  const isExpression = always || typed.trimStart().startsWith('=');
  const offered = word && isExpression ? offers(names(word.path), word.start) : [];
  const set = (next: string) => setTyped(always && next.trim() !== '' ? `= ${next}` : next);
  const look = () => {
    const at = area.current?.selectionStart ?? 0;
    const before = /([A-Za-z_][\w.]*)$/.exec(area.current?.value.slice(0, at) ?? '')?.[1];
    const parts = before?.split('.') ?? [];
    setWord(before === undefined ? null : { path: parts.slice(0, -1), start: parts.at(-1) ?? '' });
    setChosen(0);
  };
  const take = (name: string) => {
    const input = area.current;
    if (!input || !word) return;
    const at = input.selectionStart;
    const next = input.value.slice(0, at - word.start.length) + name + input.value.slice(at);
    set(next);
    setWord(null);
    const cursor = at - word.start.length + name.length;
    requestAnimationFrame(() => input.setSelectionRange(cursor, cursor));
  };
  const press = (event: KeyboardEvent) => {
    if (offered.length === 0) return;
    const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (by !== 0) {
      event.preventDefault();
      setChosen((chosen + by + offered.length) % offered.length);
    } else if (event.key === 'Enter' || event.key === 'Tab') {
      event.preventDefault();
      take(offered[chosen]!.name);
    } else if (event.key === 'Escape') {
      event.stopPropagation();
      setWord(null);
    }
  };
  return (
    <Popover
      opened={offered.length > 0}
      position="bottom-start"
      width="target"
      offset={2}
      trapFocus={false}
      // A text area is no combo box: the offers are a help while one types, and say so by themselves.
      withRoles={false}
      returnFocus={false}
      transitionProps={{ duration: 0 }}
    >
      <Popover.Target>
        <Textarea
          ref={area}
          {...(hideLabel ? { 'aria-label': label } : { label })}
          description={help}
          placeholder={placeholder}
          value={text}
          minRows={1}
          maxRows={8}
          leftSection={isExpression && always ? <span className={classes.sign}>=</span> : undefined}
          classNames={{ input: isExpression ? classes.code : undefined }}
          spellCheck={false}
          onChange={(event) => {
            set(event.currentTarget.value);
            look();
          }}
          onKeyDown={press}
          onBlur={() => {
            setWord(null);
            keepNow();
          }}
        />
      </Popover.Target>
      <Popover.Dropdown className={classes.offers} onMouseDown={(event) => event.preventDefault()}>
        {offered.map(({ name, note }, at) => (
          <UnstyledButton
            key={name}
            className={classes.offer}
            data-chosen={at === chosen}
            tabIndex={-1}
            onClick={() => take(name)}
          >
            <code>{name}</code>
            <span>{note}</span>
          </UnstyledButton>
        ))}
      </Popover.Dropdown>
    </Popover>
  );
}

// helpers //////////

function offers(all: readonly FeelName[], start: string): readonly FeelName[] {
  const wanted = start.toLowerCase();
  return all.filter(({ name }) => name.toLowerCase().startsWith(wanted) && name !== start).slice(0, MOST);
}
