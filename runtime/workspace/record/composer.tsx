/** Writing a note into the timeline, or an answer to one. */
import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { addNote } from '#api/notes.ts';
import { useApi } from '#ui/api.tsx';
import { useText } from '#ui/i18n.tsx';
import { Keys } from '#ui/keys.tsx';
import { usePhone } from '#ui/phone.ts';
import { useProblemText } from '#ui/problem.tsx';
import { toast } from '#ui/toast.tsx';
import classes from './composer.module.css';
import { EMPTY_DRAFT, noteOf } from './note-draft.ts';
import { NoteInput } from './note-input.tsx';
import { useTimelineNews } from './use-timeline-news.ts';

export interface ComposerProps {
  readonly entity: string;
  readonly id: string;
  /** Id of the note that is answered. */
  readonly parent?: string;
  readonly onDone?: () => void;
}

export function Composer({ entity, id, parent, onDone }: ComposerProps) {
  const t = useText();
  const phone = usePhone();
  const client = useApi();
  const sentence = useProblemText();
  const news = useTimelineNews(entity, id);
  const [draft, setDraft] = useState(EMPTY_DRAFT);
  const send = useMutation({
    mutationFn: () =>
      client.call(addNote, { params: { entity, id }, body: { ...noteOf(draft), ...(parent && { parent }) } }),
    onSuccess: () => {
      setDraft(EMPTY_DRAFT);
      news();
      onDone?.();
    },
    onError: (error) => toast(sentence(error)),
  });
  const ready = draft.text.trim() !== '' && !send.isPending;
  const submit = () => ready && send.mutate();
  return (
    <form
      className={parent ? classes.answer : classes.composer}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <NoteInput
        entity={entity}
        id={id}
        label={t(parent ? 'record.note.answerPlaceholder' : 'record.note.placeholder')}
        draft={draft}
        onChange={setDraft}
        onSend={submit}
        onLeave={onDone}
        autoFocus={parent !== undefined}
      />
      {(draft.text !== '' || parent) && (
        <div className={classes.foot}>
          {onDone && (
            <Button variant="subtle" color="gray" onClick={onDone}>
              {t('ui.action.cancel')}
            </Button>
          )}
          <Button
            type="submit"
            variant="filled"
            disabled={!ready}
            loading={send.isPending}
            rightSection={phone ? undefined : <Keys keys="Ctrl+Enter" inverted />}
          >
            {t(parent ? 'record.note.answer' : 'record.note.submit')}
          </Button>
        </div>
      )}
    </form>
  );
}
