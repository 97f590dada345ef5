/** The buttons that end a task: take it, or its outcomes; and whether the next one opens by itself. */
import { Button, Switch } from '@mantine/core';
import { IconCheck, IconHandGrab } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { completeTask, type TaskDetail } from '#api/tasks.ts';
import { useApi } from '#ui/api.tsx';
import type { FormHandle } from '#ui/form.tsx';
import { useText } from '#ui/i18n.tsx';
import { useKept } from '#ui/kept.ts';
import { Keys, useKeys } from '#ui/keys.tsx';
import { usePhone } from '#ui/phone.ts';
import { useProblemText } from '#ui/problem.tsx';
import { useRegistry } from '#ui/registry.ts';
import { filledValues } from '#ui/task-form.ts';
import { toast } from '#ui/toast.tsx';
import { useAsking } from '#ui/use-asking.tsx';
import { useClaim } from './task-data.ts';
import classes from './task-foot.module.css';
import { WhyNoButton } from './why-no-button.tsx';

export interface TaskFootProps {
  readonly task: TaskDetail;
  readonly form: FormHandle;
  readonly onDone: (next: string | null) => void;
  readonly onStay: () => void;
  /** Something in the form is wrong: it must be seen. */
  readonly onRefused: () => void;
}

const DONE = 'Ctrl+Enter';

export function TaskFoot({ task, form, onDone, onStay, onRefused }: TaskFootProps) {
  const t = useText();
  const phone = usePhone();
  const client = useApi();
  const queries = useQueryClient();
  const sentence = useProblemText();
  const registry = useRegistry();
  const asking = useAsking();
  const [follow, setFollow] = useKept<'yes' | 'no'>('potik-next-task', 'yes');
  const claim = useClaim(task.item.id);
  const complete = useMutation({
    mutationFn: (outcome: string | undefined) =>
      asking((ask) =>
        client.call(completeTask, {
          params: { id: task.item.id },
          body: {
            values: filledValues(form, registry),
            outcome,
            version: task.form.version ?? undefined,
            ask,
          },
        }),
      ),
    onSuccess(completed) {
      // Who thought better of it at a warning stays with the form.
      if (!completed) return;
      const { next } = completed;
      toast(t('inbox.completed', { name: task.item.name }));
      if (follow === 'yes') onDone(next);
      else onStay();
      queries.removeQueries({ queryKey: ['tasks', 'one', task.item.id] });
      void queries.invalidateQueries({ queryKey: ['tasks'] });
    },
    onError(error) {
      onRefused();
      if (!form.refuse(error)) toast(sentence(error), { stay: true });
    },
  });
  const finish = (outcome?: string) => {
    if (complete.isPending) return;
    if (form.check()) complete.mutate(outcome);
    else {
      onRefused();
      toast(t('ui.form.mend'));
    }
  };
  const [first, ...others] =
    task.outcomes.length > 0 ? task.outcomes : [{ key: undefined, label: t('inbox.complete') }];
  useKeys([
    {
      keys: DONE,
      label: first?.label ?? t('inbox.complete'),
      run: () => finish(first?.key),
      disabled: !task.may.complete,
    },
  ]);
  if (!task.may.complete && !task.may.claim) return <WhyNoButton task={task} />;
  return (
    <footer className={classes.foot}>
      {task.may.claim && (
        <Button
          variant={task.may.complete ? 'default' : 'filled'}
          leftSection={<IconHandGrab size={16} />}
          loading={claim.isPending}
          onClick={() => claim.mutate({})}
        >
          {t('inbox.claim')}
        </Button>
      )}
      {task.may.complete && (
        <>
          <Button
            variant="filled"
            leftSection={<IconCheck size={16} />}
            rightSection={phone ? undefined : <Keys keys={DONE} inverted />}
            loading={complete.isPending && complete.variables === first?.key}
            onClick={() => finish(first?.key)}
          >
            {first?.label}
          </Button>
          {others.map(({ key, label }) => (
            <Button
              key={key}
              loading={complete.isPending && complete.variables === key}
              onClick={() => finish(key)}
            >
              {label}
            </Button>
          ))}
          <span className={classes.space} />
          <Switch
            labelPosition="left"
            label={t('inbox.openNext')}
            checked={follow === 'yes'}
            onChange={(event) => setFollow(event.currentTarget.checked ? 'yes' : 'no')}
          />
        </>
      )}
    </footer>
  );
}
