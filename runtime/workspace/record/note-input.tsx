/** Where a note is written: `@` offers people and teams; Ctrl+Enter sends, Escape leaves. */
import { Combobox, Textarea, useCombobox } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconUsers } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { listMentionable } from '#api/notes.ts';
import { useApi } from '#ui/api.tsx';
import { Avatar } from '#ui/avatar.tsx';
import { useText } from '#ui/i18n.tsx';
import { type NoteDraft, nameBefore, withName } from './note-draft.ts';
import classes from './note-input.module.css';

export interface NoteInputProps {
  readonly entity: string;
  readonly id: string;
  readonly label: string;
  readonly draft: NoteDraft;
  readonly onChange: (draft: NoteDraft) => void;
  readonly onSend: () => void;
  readonly onLeave?: () => void;
  readonly autoFocus?: boolean;
}

export function NoteInput({
  entity,
  id,
  label,
  draft,
  onChange,
  onSend,
  onLeave,
  autoFocus = false,
}: NoteInputProps) {
  const t = useText();
  const client = useApi();
  const field = useRef<HTMLTextAreaElement>(null);
  const [caret, setCaret] = useState(0);
  const [left, setLeft] = useState(false);
  const naming = left ? null : nameBefore(draft, caret);
  const [search] = useDebouncedValue(naming?.search ?? null, 120);
  const found = useQuery({
    queryKey: ['records', entity, 'one', id, 'mentionable', search],
    queryFn: () => client.call(listMentionable, { params: { entity, id }, query: { search: search ?? '' } }),
    enabled: search !== null,
    placeholderData: keepPreviousData,
    staleTime: 30_000,
  });
  const items = naming && search !== null ? (found.data?.items ?? []) : [];
  const opened = items.length > 0;
  const combobox = useCombobox({ opened });
  // Enter takes the first one.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only other names are news
  useEffect(() => {
    if (opened) combobox.selectFirstOption();
  }, [opened, found.data]);
  const put = (key: string) => {
    const chosen = items.find((item) => item.id === key);
    if (!chosen || !naming) return;
    const next = withName(draft, caret, naming.at, chosen);
    onChange(next.draft);
    setCaret(next.caret);
    // The caret is set when the text is there.
    requestAnimationFrame(() => {
      field.current?.focus();
      field.current?.setSelectionRange(next.caret, next.caret);
    });
  };
  return (
    <Combobox store={combobox} onOptionSubmit={put} position="bottom-start" width={280}>
      <Combobox.Target withKeyboardNavigation={opened} withAriaAttributes={opened}>
        <Textarea
          ref={field}
          data-autofocus={autoFocus || undefined}
          autoFocus={autoFocus}
          aria-label={label}
          placeholder={label}
          autosize
          minRows={1}
          maxRows={8}
          value={draft.text}
          onChange={({ currentTarget }) => {
            setLeft(false);
            setCaret(currentTarget.selectionStart);
            onChange({ ...draft, text: currentTarget.value });
          }}
          onSelect={({ currentTarget }) => setCaret(currentTarget.selectionStart)}
          onBlur={() => setLeft(true)}
          onFocus={() => setLeft(false)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
              event.preventDefault();
              event.stopPropagation();
              onSend();
            } else if (event.key === 'Escape' && (opened || onLeave)) {
              event.stopPropagation();
              if (opened) setLeft(true);
              else onLeave?.();
            }
          }}
        />
      </Combobox.Target>
      <Combobox.Dropdown>
        <Combobox.Options aria-label={t('record.note.people')}>
          {items.map((item) => (
            <Combobox.Option key={item.id} value={item.id} disabled={!item.sees}>
              <span className={classes.option}>
                {item.entity === 'team' ? <IconUsers size={18} aria-hidden /> : <Avatar name={item.name} />}
                <span className={classes.name}>{item.name}</span>
                {!item.sees && <span className={classes.unseen}>{t('record.note.unseen')}</span>}
              </span>
            </Combobox.Option>
          ))}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}
