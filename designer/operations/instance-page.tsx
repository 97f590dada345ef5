/** One instance for operators: its way on the diagram, where it stands, what can be done with it, its history with causes. */

import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { InstanceDetail } from '#api/instances.ts';
import { useApi } from '#ui/api.tsx';
import { useText } from '#ui/i18n.tsx';
import { InstanceState } from '#ui/instance-list.tsx';
import { Page } from '#ui/page.tsx';
import { ProblemNotice } from '#ui/problem.tsx';
import { ProcessDrawing } from '#ui/process-drawing.tsx';
import { ProcessHistory } from '#ui/process-history.tsx';
import { instanceHistoryQuery, instanceQuery, marksOf } from '#ui/process-view.tsx';
import { Scrolled } from '#ui/scrolled.tsx';
import { HOME, OPERATIONS, operationsAddress } from '../draft/addresses.ts';
import { EditorFrame } from '../kit/editor-frame.tsx';
import { InstanceBar } from './instance-bar.tsx';
import { InstancePanel } from './instance-panel.tsx';
import classes from './operations.module.css';
import { useModelElements } from './operations-data.ts';
import { useInstanceDeed } from './use-instance-deed.ts';

export interface InstancePageProps {
  readonly process: string;
  readonly id: string;
}

export function InstancePage({ process, id }: InstancePageProps) {
  const t = useText();
  const client = useApi();
  const detail = useQuery(instanceQuery(client, id));
  const item = detail.data?.item;
  const name = item?.process.name ?? process;
  return (
    <Page
      title={item?.record?.title || item?.businessKey || id.slice(-12)}
      crumbs={[
        { label: t('design.nav.overview'), href: HOME },
        { label: t('design.operations.title'), href: OPERATIONS },
        { label: name, href: operationsAddress(process, { tab: 'instances' }) },
      ]}
      back={operationsAddress(process, { tab: 'instances' })}
      mark={item && <InstanceState item={item} />}
    >
      {detail.isError && <ProblemNotice error={detail.error} onRetry={() => void detail.refetch()} />}
      {detail.isPending && <Skeleton height="100%" />}
      {detail.data && <Operated detail={detail.data} process={process} />}
    </Page>
  );
}

// helpers //////////

function Operated({ detail, process }: { readonly detail: InstanceDetail; readonly process: string }) {
  const t = useText();
  const { item } = detail;
  const { xml, elements } = useModelElements(process, item.process.version);
  const history = useQuery(instanceHistoryQuery(useApi(), item.id));
  const [chosen, setChosen] = useState<string | null>(null);
  const deed = useInstanceDeed(item.id);
  const marks = useMemo(
    () => ({ ...marksOf(detail), chosen: chosen === null ? [] : [chosen] }),
    [detail, chosen],
  );
  return (
    <EditorFrame
      bar={<InstanceBar process={process} item={item} deed={deed} />}
      props={
        <InstancePanel
          process={process}
          detail={detail}
          deed={deed}
          elements={elements}
          chosen={chosen}
          onChoose={setChosen}
        />
      }
      propsLabel={t('design.operations.instance')}
      propsOpen
      under={
        <section aria-label={t('design.operations.history')} className={classes.history}>
          <h2 className={classes.underTitle}>{t('design.operations.history')}</h2>
          <Scrolled className={classes.historyBody}>
            {history.data && <ProcessHistory entries={history.data.items} />}
          </Scrolled>
        </section>
      }
    >
      <div className={classes.drawing}>
        {xml !== null && (
          <ProcessDrawing
            xml={xml}
            label={t('ui.process.picture', { name: item.process.name })}
            height="fill"
            marks={marks}
            onElement={setChosen}
          />
        )}
      </div>
    </EditorFrame>
  );
}
