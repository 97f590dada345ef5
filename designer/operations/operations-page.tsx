/** Operations of all processes: their figures, the instances that are stuck, deeds on many instances that run or ran. */
import { Tabs } from '@mantine/core';
import { useText } from '#ui/i18n.tsx';
import { Page } from '#ui/page.tsx';
import { HOME } from '../draft/addresses.ts';
import { BatchList } from './batch-list.tsx';
import classes from './operations.module.css';
import { type OperationsTab, TABS } from './operations-search.ts';
import { ProcessFigures } from './process-figures.tsx';
import { StuckInstances } from './stuck-instances.tsx';

const BODIES = { processes: ProcessFigures, stuck: StuckInstances, batches: BatchList };

export interface OperationsPageProps {
  readonly tab: OperationsTab | undefined;
  readonly onTab: (tab: OperationsTab) => void;
}

export function OperationsPage({ tab = 'processes', onTab }: OperationsPageProps) {
  const t = useText();
  const Body = BODIES[tab];
  return (
    <Page
      title={t('design.operations.title')}
      crumbs={[{ label: t('design.nav.overview'), href: HOME }]}
      back={HOME}
    >
      <div className={classes.page}>
        <Tabs value={tab} onChange={(next) => onTab(next as OperationsTab)} className={classes.tabs}>
          <Tabs.List>
            {TABS.map((key) => (
              <Tabs.Tab key={key} value={key}>
                {t(`design.operations.tab.${key}`)}
              </Tabs.Tab>
            ))}
          </Tabs.List>
        </Tabs>
        <Body />
      </div>
    </Page>
  );
}
