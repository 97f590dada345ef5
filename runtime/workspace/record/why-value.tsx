/** At a change in the timeline: where the value comes from, step by step, back to the person or file that set it going. */
import { ActionIcon, Popover, Skeleton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconHelpCircle } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { explainValue } from '#api/audit.ts';
import { useApi } from '#ui/api.tsx';
import { useText } from '#ui/i18n.tsx';
import { ProblemNotice } from '#ui/problem.tsx';
import { CauseStepLine } from './cause-step.tsx';
import classes from './why-value.module.css';

export interface WhyValueProps {
  readonly entity: string;
  readonly id: string;
  readonly field: string;
  /** What people call the field. */
  readonly name: string;
  /** The version of the record whose change is asked about. */
  readonly version: number;
}

export function WhyValue({ entity, id, field, name, version }: WhyValueProps) {
  const t = useText();
  const client = useApi();
  const [opened, { toggle, close }] = useDisclosure(false);
  const why = useQuery({
    queryKey: ['records', entity, 'one', id, 'why', field, version],
    queryFn: () => client.call(explainValue, { params: { entity, id, field }, query: { version } }),
    enabled: opened,
  });
  return (
    <Popover opened={opened} onDismiss={close} position="bottom" width={340} shadow="md" trapFocus>
      <Popover.Target>
        <ActionIcon
          size={20}
          className={classes.ask}
          aria-label={t('record.whyValue.ask', { name })}
          title={t('record.whyValue.ask', { name })}
          onClick={toggle}
        >
          <IconHelpCircle size={14} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown>
        <h4 className={classes.title}>{t('record.whyValue.title', { name })}</h4>
        {why.isPending && <Skeleton height={48} />}
        {why.error && <ProblemNotice error={why.error} onRetry={() => void why.refetch()} />}
        {why.data && why.data.change === null && <p>{t('record.whyValue.unknown')}</p>}
        {why.data?.change && (
          <ol className={classes.steps}>
            {why.data.change.deed === 'calculated' && <li>{t('record.whyValue.calculated')}</li>}
            {why.data.steps.map((step, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: steps have no identity but their place
              <li key={at}>
                <CauseStepLine step={step} />
              </li>
            ))}
          </ol>
        )}
      </Popover.Dropdown>
    </Popover>
  );
}
