/** Below the diagram: incidents by their cause, to be looked at or retried together. */
import { Button } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import type { ProcessStatistics } from '#api/processes.ts';
import { useFormat, useText } from '#ui/i18n.tsx';
import { Count } from '#ui/pill.tsx';
import classes from './operations.module.css';

export interface IncidentGroupsProps {
  readonly groups: ProcessStatistics['groups'];
  /** What people call an element. */
  readonly named: (element: string) => string;
  readonly onShow: (element: string) => void;
  readonly onRetry: (element: string) => void;
}

export function IncidentGroups({ groups, named, onShow, onRetry }: IncidentGroupsProps) {
  const t = useText();
  const format = useFormat();
  return (
    <section aria-label={t('design.operations.causes')}>
      <h2 className={classes.underTitle}>
        {t('design.operations.causes')} <Count value={groups.length} hot />
      </h2>
      <div className={classes.groups}>
        {groups.map(({ element, message, count, first }) => (
          <div key={`${element} ${message}`} className={classes.group}>
            <b>{named(element)}</b>
            <span className={classes.message}>{message}</span>
            <span className={classes.since}>{format.when(first)}</span>
            <span data-bad>{format.number(count)}</span>
            <Button size="compact-sm" onClick={() => onShow(element)}>
              {t('design.operations.show')}
            </Button>
            <Button
              size="compact-sm"
              leftSection={<IconRefresh size={14} />}
              onClick={() => onRetry(element)}
            >
              {t('design.operations.retryHere')}
            </Button>
          </div>
        ))}
      </div>
    </section>
  );
}
