/** The queues: mine by due date, those of my teams, what I have done. */
import { UnstyledButton } from '@mantine/core';
import {
  IconCalendarDue,
  IconCalendarTime,
  IconChecklist,
  IconClockExclamation,
  IconSend,
  IconUserCheck,
  IconUsersGroup,
} from '@tabler/icons-react';
import type { ComponentType, ReactNode } from 'react';
import type { TaskQueues } from '#api/tasks.ts';
import { useText } from '#ui/i18n.tsx';
import { Link } from '#ui/link.tsx';
import { Tally } from '#ui/tally.tsx';
import { GROUP_PREFIX, OWN_QUEUES } from './queue-title.ts';
import classes from './queues.module.css';

const ICONS = {
  assigned: IconUserCheck,
  overdue: IconClockExclamation,
  today: IconCalendarDue,
  later: IconCalendarTime,
} as const;

export interface QueuesProps {
  readonly queues: TaskQueues | undefined;
  readonly current: string;
  readonly onChoose: (queue: string) => void;
}

export function Queues({ queues, current, onChoose }: QueuesProps) {
  const t = useText();
  const entry = (
    key: string,
    label: string,
    icon: ComponentType<{ size: number }>,
    count = 0,
    hot = false,
  ) => {
    const Icon = icon;
    return (
      <li key={key}>
        <UnstyledButton
          className={classes.queue}
          data-current={key === current}
          aria-current={key === current}
          onClick={() => onChoose(key)}
        >
          <Icon size={18} />
          <span className={classes.name}>{label}</span>
          <Tally count={count} hot={hot} />
        </UnstyledButton>
      </li>
    );
  };
  return (
    <nav className={classes.queues} aria-label={t('inbox.queues.title')}>
      <Group title={t('inbox.queues.mine')}>
        {OWN_QUEUES.map((key) =>
          entry(key, t(`inbox.queue.${key}`), ICONS[key], queues?.mine[key], key === 'overdue'),
        )}
      </Group>
      {queues && queues.groups.length > 0 && (
        <Group title={t('inbox.queues.teams')}>
          {queues.groups.map(({ key, name, count }) =>
            entry(GROUP_PREFIX + key, name, IconUsersGroup, count),
          )}
        </Group>
      )}
      <Group title={t('inbox.queues.done')}>
        {entry('done', t('inbox.queue.done'), IconChecklist)}
        <li>
          <Link href="/processes" className={classes.queue}>
            <IconSend size={18} />
            <span className={classes.name}>{t('inbox.queue.started')}</span>
          </Link>
        </li>
      </Group>
    </nav>
  );
}

// helpers //////////

function Group({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className={classes.group}>
      <h2 className={classes.title}>{title}</h2>
      <ul>{children}</ul>
    </section>
  );
}
