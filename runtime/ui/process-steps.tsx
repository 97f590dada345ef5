/** The steps of an instance as a table: what was done by whom and how long it took, and where it stands. */
import { IconAlertTriangle, IconCircleCheck, IconPlayerPlay } from '@tabler/icons-react';
import type { HistoryEntry, InstanceDetail } from '#api/instances.ts';
import { Person } from './avatar.tsx';
import { useFormat, useText } from './i18n.tsx';
import classes from './process/process.module.css';
import { stepsOf } from './process/steps-of.ts';

export interface ProcessStepsProps {
  readonly detail: InstanceDetail;
  readonly history: readonly HistoryEntry[];
}

const MARK = { done: IconCircleCheck, current: IconPlayerPlay, failed: IconAlertTriangle };

export function ProcessSteps({ detail, history }: ProcessStepsProps) {
  const t = useText();
  const format = useFormat();
  const steps = stepsOf(detail, history);
  if (steps.length === 0) return null;
  return (
    <table className={classes.steps}>
      <caption>{t('ui.process.steps')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('ui.process.step')}</th>
          <th scope="col">{t('ui.process.who')}</th>
          <th scope="col">{t('ui.process.when')}</th>
          <th scope="col">{t('ui.process.took')}</th>
        </tr>
      </thead>
      <tbody>
        {steps.map((step) => {
          const Mark = MARK[step.state];
          return (
            <tr key={step.key} data-state={step.state}>
              <td>
                <span className={classes.step}>
                  <Mark size={16} aria-hidden />
                  <span className={classes.name}>{step.name}</span>
                  <span className="hidden-text">{t(`ui.process.state.${step.state}`)}</span>
                </span>
              </td>
              <td>
                {step.who ? (
                  <Person name={step.who} />
                ) : (
                  t(step.forPerson ? 'ui.process.notTaken' : 'ui.process.automatic')
                )}
              </td>
              <td>
                {step.dueAt
                  ? t('ui.process.due', { when: format.when(step.dueAt) })
                  : step.at && format.when(step.at)}
              </td>
              <td>{step.took !== null && format.span(step.took)}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
