/** The diagram of a process as it runs: figures above, heat and counts on it, one element's figures beside, incidents below. */
import { Button, NativeSelect, SegmentedControl } from '@mantine/core';
import { type ReactNode, useMemo, useState } from 'react';
import type { ProcessStatistics } from '#api/processes.ts';
import { useFormat, useText } from '#ui/i18n.tsx';
import { ProcessDrawing } from '#ui/process-drawing.tsx';
import { EditorFrame } from '../kit/editor-frame.tsx';
import { PanelBody, PanelHead, Section } from '../kit/panel.tsx';
import { BatchDialog, type BatchTarget } from './batch-dialog.tsx';
import { Figures } from './element-figures.tsx';
import { badgesOf, heatOf } from './heat.ts';
import { IncidentGroups } from './incident-groups.tsx';
import classes from './operations.module.css';
import type { ModelElement } from './operations-data.ts';
import { HEATS, type Heat, type OperationsSearch, PERIODS } from './operations-search.ts';
import { sumOf } from './sum-of.ts';
import { tookText } from './took.ts';

export interface HeatDiagramProps {
  readonly process: string;
  readonly search: OperationsSearch;
  readonly onSearch: (search: OperationsSearch) => void;
  readonly bar: ReactNode;
  readonly xml: string | null;
  readonly statistics: ProcessStatistics | undefined;
  readonly elements: ReadonlyMap<string, ModelElement> | null;
}

export function HeatDiagram({ process, bar, xml, statistics, elements, search, onSearch }: HeatDiagramProps) {
  const t = useText();
  const format = useFormat();
  const { heat = 'now', days = 30, version } = search;
  const [chosen, setChosen] = useState<string | null>(null);
  const [batch, setBatch] = useState<BatchTarget | null>(null);
  const sum = sumOf(statistics, version);
  const degrees = useMemo(() => heatOf(statistics?.elements ?? [], heat), [statistics, heat]);
  const badges = useMemo(
    () => badgesOf(statistics?.elements ?? [], heat, t, format),
    [statistics, heat, t, format],
  );
  const marks = useMemo(
    () => ({ done: [], current: [], flows: [], chosen: chosen === null ? [] : [chosen] }),
    [chosen],
  );
  const figures = statistics?.elements.find(({ element }) => element === chosen);
  const named = (id: string) => elements?.get(id)?.name ?? id;
  const show = (element: string, state: 'running' | 'incident') =>
    onSearch({ ...search, tab: 'instances', element, state });
  const retry = (element: string) =>
    setBatch({
      operation: { type: 'retry' },
      filter: { process, state: 'incident', element, ...(version !== undefined && { version }) },
    });
  const groups = statistics?.groups ?? [];
  const facts = [
    ['running', sum.running],
    ['incidents', sum.incidents],
    ['suspended', sum.suspended],
    ['ended', sum.ended],
    ['cancelled', sum.cancelled],
  ] as const;
  const panel = chosen !== null && elements?.has(chosen) && (
    <>
      <PanelHead icon="activity" title={named(chosen)} sub={<code>{chosen}</code>} />
      <PanelBody>
        <Section title={t('design.operations.period', { days })}>
          <Figures figures={figures} />
        </Section>
        {(figures?.now ?? 0) > 0 && (
          <div className={classes.panelDeeds}>
            <Button onClick={() => show(chosen, 'running')}>{t('design.operations.showInstances')}</Button>
          </div>
        )}
      </PanelBody>
    </>
  );
  return (
    <EditorFrame
      bar={bar}
      props={panel || undefined}
      propsOpen
      propsLabel={chosen === null ? undefined : named(chosen)}
      under={
        groups.length > 0 ? (
          <IncidentGroups
            groups={groups}
            named={named}
            onShow={(element) => show(element, 'incident')}
            onRetry={retry}
          />
        ) : undefined
      }
    >
      <div className={classes.diagram}>
        <div className={classes.strip}>
          {facts.map(([key, value]) => (
            <span key={key} data-bad={key === 'incidents' && value > 0}>
              <b>{format.number(value)}</b> {t(`design.operations.fact.${key}`)}
            </span>
          ))}
          {statistics?.medianMs != null && (
            <span>
              <b>{tookText(statistics.medianMs, format)}</b> {t('design.operations.fact.median')}
            </span>
          )}
          <span className={classes.stripSpace} />
          <SegmentedControl
            aria-label={t('design.operations.colour')}
            size="xs"
            value={heat}
            data={HEATS.map((value) => ({ value, label: t(`design.operations.heat.${value}`) }))}
            onChange={(value) => onSearch({ ...search, heat: value as Heat })}
          />
          <NativeSelect
            aria-label={t('design.operations.periodOf')}
            size="xs"
            value={String(days)}
            data={PERIODS.map((value) => ({
              value: String(value),
              label: t('design.operations.period', { days: value }),
            }))}
            onChange={(event) => onSearch({ ...search, days: Number(event.currentTarget.value) })}
          />
        </div>
        <div className={classes.drawing}>
          {xml !== null && (
            <ProcessDrawing
              xml={xml}
              label={t('design.operations.picture')}
              height="fill"
              heat={degrees}
              badges={badges}
              marks={marks}
              onElement={setChosen}
            />
          )}
        </div>
        {statistics?.sampled && <p className={classes.sampled}>{t('design.operations.sampled')}</p>}
      </div>
      {batch && <BatchDialog target={batch} onClose={() => setBatch(null)} />}
    </EditorFrame>
  );
}
