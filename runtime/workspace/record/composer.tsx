/** Writing a note into the timeline; Ctrl+Enter sends it. */
import { Button, Textarea } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { addNote } from '#api/records.ts';
import { useApi } from '#ui/api.tsx';
import { useText } from '#ui/i18n.tsx';
import { Keys } from '#ui/keys.tsx';
import { usePhone } from '#ui/phone.ts';
import { useProblemText } from '#ui/problem.tsx';
import { toast } from '#ui/toast.tsx';
import classes from './composer.module.css';

export function Composer({ entity, id }: { readonly entity: string; readonly id: string }) {
  const t = useText();
  const phone = usePhone();
  const client = useApi();
  const queries = useQueryClient();
  const sentence = useProblemText();
  const [text, setText] = useState('');
  const send = useMutation({
    mutationFn: () => client.call(addNote, { params: { entity, id }, body: { text: text.trim() } }),
    onSuccess: () => {
      setText('');
      void queries.invalidateQueries({ queryKey: ['records', entity, 'one', id, 'timeline'] });
    },
    onError: (error) => toast(sentence(error)),
  });
  const ready = text.trim() !== '' && !send.isPending;
  return (
    <form
      className={classes.composer}
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) send.mutate();
      }}
    >
      <Textarea
        aria-label={t('record.note.placeholder')}
        placeholder={t('record.note.placeholder')}
        minRows={1}
        maxRows={8}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
            event.preventDefault();
            event.stopPropagation();
            if (ready) send.mutate();
          }
        }}
      />
      {text !== '' && (
        <div className={classes.foot}>
          <Button
            type="submit"
            variant="filled"
            disabled={!ready}
            loading={send.isPending}
            rightSection={phone ? undefined : <Keys keys="Ctrl+Enter" inverted />}
          >
            {t('record.note.submit')}
          </Button>
        </div>
      )}
    </form>
  );
}
