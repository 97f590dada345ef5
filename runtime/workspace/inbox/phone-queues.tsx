/** The queues of the phone as a line of chips; team queues open the whole list. */
import { UnstyledButton } from '@mantine/core';
import type { TaskQueues } from '#api/tasks.ts';
import { useText } from '#ui/i18n.tsx';
import classes from './phone-queues.module.css';
import type { QueuesProps } from './queues.tsx';

export function PhoneQueues({
  queues,
  current,
  onChoose,
  onMore,
}: QueuesProps & { readonly onMore: () => void }) {
  const t = useText();
  const teams = (queues as TaskQueues | undefined)?.groups ?? [];
  const waiting = teams.reduce((sum, { count }) => sum + count, 0);
  return (
    <div className={classes.chips}>
      {(['assigned', 'overdue', 'today'] as const).map((key) => (
        <UnstyledButton
          key={key}
          className={classes.chip}
          data-current={key === current}
          data-hot={key === 'overdue' && (queues?.mine.overdue ?? 0) > 0}
          aria-pressed={key === current}
          onClick={() => onChoose(key)}
        >
          {t(`inbox.chip.${key}`)} {queues && <b>{queues.mine[key]}</b>}
        </UnstyledButton>
      ))}
      {teams.length > 0 && (
        <UnstyledButton className={classes.chip} data-current={current.startsWith('group:')} onClick={onMore}>
          {t('inbox.chip.queues')} <b>{waiting}</b>
        </UnstyledButton>
      )}
    </div>
  );
}
