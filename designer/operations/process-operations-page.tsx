/** A process as it runs: its diagram with heat and counts, or its instances. */
import { Button, NativeSelect, SegmentedControl } from '@mantine/core';
import { IconArrowBarToRight, IconRefresh } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { ElementFigures, ProcessStatistics } from '#api/processes.ts';
import { useApi } from '#ui/api.tsx';
import { useFormat, useText } from '#ui/i18n.tsx';
import { Link } from '#ui/link.tsx';
import { Page } from '#ui/page.tsx';
import { Count, Pill } from '#ui/pill.tsx';
import { ProblemNotice } from '#ui/problem.tsx';
import { type Badge, ProcessDrawing } from '#ui/process-drawing.tsx';
import { HOME, migrateAddress, OPERATIONS } from '../draft/addresses.ts';
import { BarLine, BarSpace, EditorFrame } from '../kit/editor-frame.tsx';
import { PanelBody, PanelHead, Section } from '../kit/panel.tsx';
import { BatchDialog, type BatchTarget } from './batch-dialog.tsx';
import { InstancesTab } from './instances-tab.tsx';
import classes from './operations.module.css';
import { figuresQuery, type ModelElement, statisticsQuery, useModelElements } from './operations-data.ts';
import { HEATS, type Heat, type OperationsSearch, PERIODS } from './operations-search.ts';
import { tookText } from './took.ts';

export interface ProcessOperationsProps {
  readonly process: string;
  readonly search: OperationsSearch;
  readonly onSearch: (search: OperationsSearch) => void;
}

export function ProcessOperationsPage({ process, search, onSearch }: ProcessOperationsProps) {
  const t = useText();
  const client = useApi();
  const { tab, version, days = 30 } = search;
  const statistics = useQuery(statisticsQuery(client, process, version, days));
  const named = useQuery(figuresQuery(client)).data?.items.find(({ key }) => key === process);
  const versions = statistics.data?.versions ?? [];
  const drawn = version ?? versions[0]?.version;
  const { xml, elements } = useModelElements(process, drawn);
  const sum = sumOf(statistics.data, version);
  const bar = (
    <>
      <SegmentedControl
        className={classes.views}
        aria-label={t('design.operations.view')}
        value={tab ?? 'diagram'}
        data={[
          { value: 'diagram', label: t('design.operations.diagram') },
          { value: 'instances', label: t('design.operations.instances') },
        ]}
        onChange={(next) => onSearch({ ...search, tab: next === 'instances' ? next : undefined })}
      />
      <BarSpace />
      <NativeSelect
        aria-label={t('design.operations.version')}
        value={version === undefined ? '' : String(version)}
        data={[
          { value: '', label: t('design.operations.allVersions') },
          ...versions.map((one) => ({
            value: String(one.version),
            label: t('design.operations.versionRuns', { version: one.version, count: one.running }),
          })),
        ]}
        onChange={(event) => {
          const chosen = Number(event.currentTarget.value);
          onSearch({ ...search, version: chosen || undefined });
        }}
      />
      {versions.length > 1 && (
        <>
          <BarLine />
          <Button
            component={Link}
            href={migrateAddress(process, version ?? versions[1]?.version)}
            leftSection={<IconArrowBarToRight size={16} />}
          >
            {t('design.operations.migrate')}
          </Button>
        </>
      )}
    </>
  );
  return (
    <Page
      title={named?.name ?? process}
      crumbs={[
        { label: t('design.nav.overview'), href: HOME },
        { label: t('design.operations.title'), href: OPERATIONS },
      ]}
      back={OPERATIONS}
      mark={
        sum.incidents > 0 && (
          <Pill tone="bad">{t('design.operations.incidentCount', { count: sum.incidents })}</Pill>
        )
      }
    >
      {statistics.isError && (
        <ProblemNotice error={statistics.error} onRetry={() => void statistics.refetch()} />
      )}
      {tab === 'instances' ? (
        <EditorFrame bar={bar}>
          <InstancesTab
            process={process}
            versions={versions.map((one) => one.version)}
            elements={elements}
            search={search}
            onSearch={onSearch}
          />
        </EditorFrame>
      ) : (
        <Diagram
          process={process}
          bar={bar}
          xml={xml}
          statistics={statistics.data}
          elements={elements}
          search={search}
          onSearch={onSearch}
        />
      )}
    </Page>
  );
}

// helpers //////////

function sumOf(statistics: ProcessStatistics | undefined, version: number | undefined) {
  const own = statistics?.versions.filter((one) => version === undefined || one.version === version) ?? [];
  const add = (of: (one: (typeof own)[number]) => number) => own.reduce((sum, one) => sum + of(one), 0);
  return {
    running: add(({ running }) => running),
    suspended: add(({ suspended }) => suspended),
    incidents: add(({ incidents }) => incidents),
    ended: add(({ ended }) => ended),
    cancelled: add(({ cancelled }) => cancelled),
  };
}

interface DiagramProps extends ProcessOperationsProps {
  readonly bar: React.ReactNode;
  readonly xml: string | null;
  readonly statistics: ProcessStatistics | undefined;
  readonly elements: ReadonlyMap<string, ModelElement> | null;
}

function Diagram({ process, bar, xml, statistics, elements, search, onSearch }: DiagramProps) {
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
                  <Button size="compact-sm" onClick={() => show(element, 'incident')}>
                    {t('design.operations.show')}
                  </Button>
                  <Button
                    size="compact-sm"
                    leftSection={<IconRefresh size={14} />}
                    onClick={() =>
                      setBatch({
                        operation: { type: 'retry' },
                        filter: {
                          process,
                          state: 'incident',
                          element,
                          ...(version !== undefined && { version }),
                        },
                      })
                    }
                  >
                    {t('design.operations.retryHere')}
                  </Button>
                </div>
              ))}
            </div>
          </section>
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

function Figures({ figures }: { readonly figures: ElementFigures | undefined }) {
  const t = useText();
  const format = useFormat();
  const lines: readonly (readonly [string, string])[] = [
    ['now', format.number(figures?.now ?? 0)],
    ['incidents', format.number(figures?.incidents ?? 0)],
    ['done', format.number(figures?.done ?? 0)],
    ['cancelled', format.number(figures?.cancelled ?? 0)],
    ['failures', format.number(figures?.failures ?? 0)],
    ['median', figures?.medianMs == null ? '—' : tookText(figures.medianMs, format)],
    ['average', figures?.done ? tookText(figures.totalMs / figures.done, format) : '—'],
  ];
  return (
    <dl className={classes.figures}>
      {lines.map(([key, value]) => (
        <div key={key}>
          <dt>{t(`design.operations.figure.${key}`)}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

const VALUES: Readonly<Record<Heat, (figures: ElementFigures) => number>> = {
  now: ({ now }) => now,
  done: ({ done }) => done,
  duration: ({ medianMs }) => medianMs ?? 0,
  failures: ({ failures }) => failures,
};

/** By the root, so that one very busy element does not make all others pale. */
function heatOf(elements: readonly ElementFigures[], heat: Heat): ReadonlyMap<string, number> {
  const values = elements.map((one) => [one.element, VALUES[heat](one)] as const).filter(([, n]) => n > 0);
  const most = Math.max(0, ...values.map(([, value]) => value));
  return new Map(values.map(([element, value]) => [element, Math.sqrt(value / most)]));
}

function badgesOf(
  elements: readonly ElementFigures[],
  heat: Heat,
  t: ReturnType<typeof useText>,
  format: ReturnType<typeof useFormat>,
): Badge[] {
  return elements.flatMap((one): Badge[] => {
    const { element, now, incidents, done, failures, medianMs } = one;
    const note = {
      done: done && format.number(done),
      duration: medianMs && tookText(medianMs, format),
      failures: failures && format.number(failures),
      now: 0,
    }[heat];
    return [
      ...(now > 0
        ? [
            {
              element,
              text: format.number(now),
              tone: 'count',
              label: t('design.operations.figure.now'),
            } as const,
          ]
        : []),
      ...(incidents > 0
        ? [
            {
              element,
              text: format.number(incidents),
              tone: 'bad',
              label: t('design.operations.figure.incidents'),
              place: 'left',
            } as const,
          ]
        : []),
      ...(note
        ? [
            {
              element,
              text: String(note),
              tone: 'note',
              label: t(`design.operations.heat.${heat}`),
              place: 'below',
            } as const,
          ]
        : []),
    ];
  });
}
