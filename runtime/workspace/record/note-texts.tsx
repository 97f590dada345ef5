/** What a note said before it was changed. */
import { Modal, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getNoteTexts } from '#api/notes.ts';
import { useApi } from '#ui/api.tsx';
import { useFormat, useText } from '#ui/i18n.tsx';
import { ProblemNotice } from '#ui/problem.tsx';
import classes from './note-texts.module.css';

export function NoteTexts({ noteId, onClose }: { readonly noteId: string; readonly onClose: () => void }) {
  const t = useText();
  const format = useFormat();
  const client = useApi();
  const found = useQuery({
    queryKey: ['notes', noteId, 'texts'],
    queryFn: () => client.call(getNoteTexts, { params: { id: noteId } }),
    staleTime: 0,
  });
  return (
    <Modal opened onClose={onClose} title={t('record.note.texts')}>
      {found.isError && <ProblemNotice error={found.error} onRetry={() => void found.refetch()} />}
      {found.isPending && <Skeleton height={60} />}
      <ol className={classes.texts}>
        {found.data?.items.map(({ text, until }) => (
          <li key={until}>
            <span className={classes.until}>{t('record.note.until', { when: format.dateTime(until) })}</span>
            <p className={classes.text}>{text}</p>
          </li>
        ))}
      </ol>
    </Modal>
  );
}
