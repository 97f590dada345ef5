/** A process as it runs: its diagram with heat and counts, or its instances. */
import { Button, NativeSelect, SegmentedControl } from '@mantine/core';
import { IconArrowBarToRight } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useApi } from '#ui/api.tsx';
import { useText } from '#ui/i18n.tsx';
import { Link } from '#ui/link.tsx';
import { Page } from '#ui/page.tsx';
import { Pill } from '#ui/pill.tsx';
import { ProblemNotice } from '#ui/problem.tsx';
import { HOME, migrateAddress, OPERATIONS } from '../draft/addresses.ts';
import { BarLine, BarSpace, EditorFrame } from '../kit/editor-frame.tsx';
import { HeatDiagram } from './heat-diagram.tsx';
import { InstancesTab } from './instances-tab.tsx';
import classes from './operations.module.css';
import { figuresQuery, statisticsQuery, useModelElements } from './operations-data.ts';
import type { OperationsSearch } from './operations-search.ts';
import { sumOf } from './sum-of.ts';

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
        <HeatDiagram
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
