/** In place of the buttons of a task one can only look at: why, and whose it is. */
import { useQuery } from '@tanstack/react-query';
import { explainTask, type TaskDetail, type TaskWhy } from '#api/tasks.ts';
import { useApi } from '#ui/api.tsx';
import { useText } from '#ui/i18n.tsx';
import classes from './task-foot.module.css';

export function WhyNoButton({ task }: { readonly task: TaskDetail }) {
  const t = useText();
  const client = useApi();
  const { data: why } = useQuery({
    queryKey: ['tasks', 'one', task.item.id, 'why'],
    queryFn: () => client.call(explainTask, { params: { id: task.item.id } }),
  });
  if (!why) return null;
  const whose = why.assignee?.name ?? why.candidates.map(({ name }) => name).join(', ');
  return (
    <footer className={classes.foot} role="note">
      {t(`inbox.why.${sayable(why.because)}`, { whose: whose || t('inbox.why.nobody') })}
    </footer>
  );
}

// helpers //////////

function sayable(because: TaskWhy['because']): 'taken' | 'operator' | 'none' {
  return because === 'taken' || because === 'operator' ? because : 'none';
}
