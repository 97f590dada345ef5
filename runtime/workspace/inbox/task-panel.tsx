/** The open task: head, the record it is about, form, process, record and history as tabs, and the buttons that end it. */
import { Tabs } from '@mantine/core';
import { IconCloudCheck, IconCloudX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { TaskDetail } from '#api/tasks.ts';
import { useApi } from '#ui/api.tsx';
import { Form } from '#ui/form.tsx';
import { useFormat, useText } from '#ui/i18n.tsx';
import { ProblemNotice } from '#ui/problem.tsx';
import { ProcessView } from '#ui/process-view.tsx';
import { ContextCard } from './context-card.tsx';
import { TABS, type TaskTab } from './inbox-search.ts';
import { NextSteps } from './next-steps.tsx';
import { taskQuery } from './task-data.ts';
import { TaskFoot } from './task-foot.tsx';
import { TaskHead } from './task-head.tsx';
import { TaskHistory } from './task-history.tsx';
import classes from './task-panel.module.css';
import { TaskRecord } from './task-record.tsx';
import { TaskWaiting } from './task-waiting.tsx';
import { useTaskDraft } from './use-task-draft.ts';
import { useTaskForm } from './use-task-form.ts';

export interface TaskPanelProps {
  readonly id: string;
  readonly tab: TaskTab;
  readonly onTab: (tab: TaskTab) => void;
  /** After completion: the process's next task for this person, if any. */
  readonly onDone: (next: string | null) => void;
  /** After completion, when the next task is not wanted. */
  readonly onStay: () => void;
}

export function TaskPanel(props: TaskPanelProps) {
  const task = useQuery(taskQuery(useApi(), props.id));
  if (task.isError) return <ProblemNotice error={task.error} onRetry={() => void task.refetch()} />;
  if (!task.data) return <TaskWaiting />;
  return <OpenTask key={task.data.item.id} task={task.data} {...props} />;
}

// helpers //////////

function OpenTask({ task, tab, onTab, onDone, onStay }: TaskPanelProps & { readonly task: TaskDetail }) {
  const t = useText();
  const form = useTaskForm(task);
  const draft = useTaskDraft(task, form);
  const { record, process } = task.item;
  const tabs = TABS.filter((key) => key !== 'record' || record !== null);
  return (
    <div className={classes.panel}>
      <TaskHead task={task} />
      {record && <ContextCard record={record} />}
      <Tabs
        value={tab}
        onChange={(next) => onTab(next as TaskTab)}
        className={classes.tabs}
        keepMounted={false}
      >
        <div className={classes.tabLine}>
          <Tabs.List>
            {tabs.map((key) => (
              <Tabs.Tab key={key} value={key}>
                {t(`inbox.tab.${key}`)}
              </Tabs.Tab>
            ))}
          </Tabs.List>
          <DraftState {...draft} />
        </div>
        <Tabs.Panel value="form" className={classes.body}>
          {task.description && <p className={classes.description}>{task.description}</p>}
          {task.form.notRun.length > 0 && (
            <ul className={classes.notRun}>
              {task.form.notRun.map((sentence) => (
                <li key={sentence}>{sentence}</li>
              ))}
            </ul>
          )}
          {form.layout.items.length > 0 ? (
            <Form form={form} look="boxed" readOnly={!task.may.complete} />
          ) : (
            <p className={classes.noForm}>{t('inbox.noForm')}</p>
          )}
          <NextSteps outcomes={task.outcomes} />
        </Tabs.Panel>
        <Tabs.Panel value="process" className={classes.body}>
          <ProcessView instance={process.instanceId} linked />
        </Tabs.Panel>
        {record && (
          <Tabs.Panel value="record" className={classes.body}>
            <TaskRecord entity={record.entity} id={record.id} />
          </Tabs.Panel>
        )}
        <Tabs.Panel value="history" className={classes.body}>
          <TaskHistory instance={process.instanceId} />
        </Tabs.Panel>
      </Tabs>
      <TaskFoot task={task} form={form} onDone={onDone} onStay={onStay} onRefused={() => onTab('form')} />
    </div>
  );
}

function DraftState({ keptAt, failed }: { readonly keptAt: string | null; readonly failed: boolean }) {
  const t = useText();
  const format = useFormat();
  if (!failed && !keptAt) return null;
  const Icon = failed ? IconCloudX : IconCloudCheck;
  return (
    <span className={classes.draft} role="status" data-failed={failed}>
      <Icon size={14} aria-hidden />
      {failed || !keptAt ? t('inbox.draft.failed') : t('inbox.draft.kept', { when: format.time(keptAt) })}
    </span>
  );
}
