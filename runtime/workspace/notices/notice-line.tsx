/** One thing one was told. Of a record that is no longer there for oneself only that something was. */
import { Tooltip, UnstyledButton } from '@mantine/core';
import { IconArrowRight, IconSettingsAutomation } from '@tabler/icons-react';
import type { Notice } from '#api/notices.ts';
import { Avatar } from '#ui/avatar.tsx';
import { Cell, isEmpty } from '#ui/cell.tsx';
import { useFormat, useText } from '#ui/i18n.tsx';
import { useLabel } from '#ui/model.ts';
import { recordHref } from '#ui/records.ts';
import { useRegistry } from '#ui/registry.ts';
import classes from './notice-line.module.css';

export interface NoticeLineProps {
  readonly notice: Notice;
  readonly onOpen: (href: string) => void;
  /** Turns read into new and back. */
  readonly onRead: () => void;
}

export function NoticeLine({ notice, onOpen, onRead }: NoticeLineProps) {
  const t = useText();
  const format = useFormat();
  const { at, kind, who, record, text, task, read } = notice;
  const href = task
    ? `/inbox?task=${encodeURIComponent(task.id)}`
    : record?.title != null
      ? recordHref(record.entity, record.id)
      : null;
  const about = record?.title ?? task?.name ?? t('notices.unseen');
  return (
    <li className={classes.line} data-new={!read}>
      <UnstyledButton
        className={classes.open}
        disabled={href === null}
        onClick={() => href !== null && onOpen(href)}
      >
        {who ? (
          <Avatar name={who.name} size="medium" />
        ) : (
          <span className={classes.process}>
            <IconSettingsAutomation size={15} aria-hidden />
          </span>
        )}
        <span className={classes.body}>
          <span className={classes.said}>
            {t(`notices.kind.${kind}`, { who: who?.name ?? t('notices.process') })}
          </span>
          <span className={classes.about}>{about}</span>
          {text !== undefined && <span className={classes.text}>{text}</span>}
          <Changes notice={notice} />
          <time className={classes.time} dateTime={at} title={format.dateTime(at)}>
            {format.when(at)}
          </time>
        </span>
      </UnstyledButton>
      <Tooltip label={t(read ? 'notices.markNew' : 'notices.markRead')}>
        <UnstyledButton
          className={classes.dot}
          aria-label={t(read ? 'notices.markNew' : 'notices.markRead')}
          onClick={onRead}
        />
      </Tooltip>
    </li>
  );
}

// helpers //////////

/** Values that are told by themselves; of references and files only that they changed. */
function Changes({ notice: { changes, record } }: { readonly notice: Notice }) {
  const label = useLabel();
  const entity = useRegistry().entities.get(record?.entity ?? '');
  if (!changes || !entity) return null;
  return changes.map(({ field: key, to }) => {
    const field = entity.fields.get(key);
    const plain = field && !field.type.refersTo?.(field) && !field.type.holdsFile;
    return (
      <span key={key} className={classes.change}>
        <b>{label(field?.label, key)}</b>
        {plain && !isEmpty(to) && (
          <>
            <IconArrowRight size={13} aria-hidden />
            <Cell field={field} value={to} dense />
          </>
        )}
      </span>
    );
  });
}
