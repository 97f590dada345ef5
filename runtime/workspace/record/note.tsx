/** A note in the timeline with its answers; its author changes and deletes it, anybody answers. */
import { ActionIcon, Button, Menu, UnstyledButton } from '@mantine/core';
import { IconDots, IconHistory, IconPencil, IconTrash } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { deleteNote, editNote } from '#api/notes.ts';
import type { NoteReply, TimelineEntry } from '#api/records.ts';
import { useApi } from '#ui/api.tsx';
import { Avatar } from '#ui/avatar.tsx';
import { useConfirm } from '#ui/confirm.tsx';
import { useFormat, useText } from '#ui/i18n.tsx';
import { MentionText } from '#ui/mention-text.tsx';
import { useProblemText } from '#ui/problem.tsx';
import { useMe } from '#ui/session.ts';
import { toast } from '#ui/toast.tsx';
import { Composer } from './composer.tsx';
import classes from './note.module.css';
import { type Named, noteOf } from './note-draft.ts';
import { NoteInput } from './note-input.tsx';
import { NoteTexts } from './note-texts.tsx';
import { useTimelineNews } from './use-timeline-news.ts';

interface Place {
  readonly entity: string;
  readonly id: string;
}

export function Note({ entity, id, entry }: Place & { readonly entry: TimelineEntry }) {
  const t = useText();
  const format = useFormat();
  const [answering, setAnswering] = useState(false);
  const { note, text } = entry;
  return (
    <>
      {note?.deleted ? (
        <p className={classes.deleted}>{t('record.note.deleted')}</p>
      ) : (
        <Written
          entity={entity}
          id={id}
          written={{
            ...entry,
            text: text ?? '',
            editedAt: note?.editedAt ?? null,
            mentions: note?.mentions ?? [],
          }}
        />
      )}
      {note && note.replies.length > 0 && (
        <ol className={classes.replies}>
          {note.replies.map((reply) => (
            <li key={reply.id} className={classes.reply}>
              <Avatar name={reply.who?.name ?? ''} />
              <div className={classes.replyBody}>
                <div className={classes.replyHead}>
                  <b>{reply.who?.name}</b>
                  <time dateTime={reply.at} title={format.dateTime(reply.at)}>
                    {format.when(reply.at)}
                  </time>
                </div>
                <Written entity={entity} id={id} written={reply} />
              </div>
            </li>
          ))}
        </ol>
      )}
      {answering ? (
        <Composer entity={entity} id={id} parent={entry.id} onDone={() => setAnswering(false)} />
      ) : (
        <UnstyledButton className={classes.action} onClick={() => setAnswering(true)}>
          {t('record.note.answer')}
        </UnstyledButton>
      )}
    </>
  );
}

// helpers //////////

/** The text itself, or the place where its author changes it. */
function Written({ entity, id, written }: Place & { readonly written: NoteReply }) {
  const t = useText();
  const me = useMe();
  const [editing, setEditing] = useState(false);
  const [texts, setTexts] = useState(false);
  if (editing) return <Editing entity={entity} id={id} written={written} onDone={() => setEditing(false)} />;
  return (
    <div className={classes.written}>
      <span>
        <MentionText text={written.text} names={written.mentions.map(({ name }) => name)} />
        {written.editedAt && (
          <>
            {' '}
            <UnstyledButton className={classes.edited} onClick={() => setTexts(true)}>
              {t('record.note.edited')}
            </UnstyledButton>
          </>
        )}
      </span>
      {written.who?.id === me.person.id && (
        <OwnMenu
          entity={entity}
          id={id}
          noteId={written.id}
          onEdit={() => setEditing(true)}
          onTexts={written.editedAt ? () => setTexts(true) : undefined}
        />
      )}
      {texts && <NoteTexts noteId={written.id} onClose={() => setTexts(false)} />}
    </div>
  );
}

interface OwnMenuProps extends Place {
  readonly noteId: string;
  readonly onEdit: () => void;
  readonly onTexts?: () => void;
}

function OwnMenu({ entity, id, noteId, onEdit, onTexts }: OwnMenuProps) {
  const t = useText();
  const client = useApi();
  const sentence = useProblemText();
  const confirm = useConfirm();
  const news = useTimelineNews(entity, id);
  const remove = useMutation({
    mutationFn: () => client.call(deleteNote, { params: { id: noteId } }),
    onSuccess: news,
    onError: (error) => toast(sentence(error)),
  });
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon size={24} className={classes.menu} aria-label={t('record.note.more')}>
          <IconDots size={15} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconPencil size={16} />} onClick={onEdit}>
          {t('record.note.edit')}
        </Menu.Item>
        {onTexts && (
          <Menu.Item leftSection={<IconHistory size={16} />} onClick={onTexts}>
            {t('record.note.texts')}
          </Menu.Item>
        )}
        <Menu.Item
          color="bad"
          leftSection={<IconTrash size={16} />}
          onClick={async () => {
            const sure = await confirm({
              title: t('record.note.deleteTitle'),
              text: t('record.note.deleteText'),
              verb: t('record.note.delete'),
              danger: true,
            });
            if (sure) remove.mutate();
          }}
        >
          {t('record.note.delete')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

function Editing({
  entity,
  id,
  written,
  onDone,
}: Place & { readonly written: NoteReply; readonly onDone: () => void }) {
  const t = useText();
  const client = useApi();
  const sentence = useProblemText();
  const news = useTimelineNews(entity, id);
  const [draft, setDraft] = useState({ text: written.text, named: written.mentions as readonly Named[] });
  const save = useMutation({
    mutationFn: () => client.call(editNote, { params: { id: written.id }, body: noteOf(draft) }),
    onSuccess: () => {
      news();
      onDone();
    },
    onError: (error) => toast(sentence(error)),
  });
  const ready = draft.text.trim() !== '' && !save.isPending;
  const submit = () => ready && save.mutate();
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <NoteInput
        entity={entity}
        id={id}
        label={t('record.note.edit')}
        draft={draft}
        onChange={setDraft}
        onSend={submit}
        onLeave={onDone}
        autoFocus
      />
      <div className={classes.foot}>
        <Button variant="subtle" color="gray" onClick={onDone}>
          {t('ui.action.cancel')}
        </Button>
        <Button type="submit" variant="filled" disabled={!ready} loading={save.isPending}>
          {t('record.note.save')}
        </Button>
      </div>
    </form>
  );
}
