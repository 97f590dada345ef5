/** A task in the list: what to do, by when, about which record, in which process. */
import { IconFlag, IconGitMerge } from '@tabler/icons-react';
import type { TaskItem } from '#api/tasks.ts';
import { Avatar } from '#ui/avatar.tsx';
import { Due } from '#ui/due.tsx';
import { useFormat, useText } from '#ui/i18n.tsx';
import { Link } from '#ui/link.tsx';
import classes from './task-card.module.css';
import { isHigh } from './task-priority.ts';

export interface TaskCardProps {
  readonly task: TaskItem;
  readonly open: boolean;
  /** Whose it is, where that is not plain from the queue. */
  readonly showWho: boolean;
  readonly onOpen: (id: string) => void;
}

export function TaskCard({ task, open, showWho, onOpen }: TaskCardProps) {
  const t = useText();
  const format = useFormat();
  return (
    <li className={classes.item} data-open={open}>
      <Link
        href={`/inbox?task=${encodeURIComponent(task.id)}`}
        className={classes.card}
        aria-current={open ? 'true' : undefined}
        onClick={(event) => {
          if (event.metaKey || event.ctrlKey || event.button !== 0) return;
          event.preventDefault();
          onOpen(task.id);
        }}
      >
        <span className={classes.first}>
          <b className={classes.name}>{task.name}</b>
          {isHigh(task) && (
            <span className={classes.flag} title={t('inbox.priority.high')}>
              <IconFlag size={14} aria-hidden />
              <span className="hidden-text">{t('inbox.priority.high')}</span>
            </span>
          )}
          <span className={classes.space} />
          {task.doneAt ? (
            <time className={classes.done} dateTime={task.doneAt}>
              {format.when(task.doneAt)}
            </time>
          ) : (
            task.dueAt && <Due at={task.dueAt} />
          )}
        </span>
        {task.record?.title && <span className={classes.second}>{task.record.title}</span>}
        <span className={classes.third}>
          <IconGitMerge size={13} aria-hidden />
          <span className={classes.process}>{task.process.name}</span>
          {showWho && task.assignee && (
            <span className={classes.who} title={task.assignee.name}>
              <Avatar name={task.assignee.name} />
              <span className="hidden-text">{task.assignee.name}</span>
            </span>
          )}
        </span>
      </Link>
    </li>
  );
}
