/**
 * Instances go on with another version: both diagrams side by side, what becomes of each element (found by id, corrected by clicking
 * left, then right), then a look at what would happen to each instance, and the deed.
 */
import { Button, NativeSelect } from '@mantine/core';
import { IconArrowRight } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useApi } from '#ui/api.tsx';
import { useText } from '#ui/i18n.tsx';
import { Page } from '#ui/page.tsx';
import { type Badge, ProcessDrawing } from '#ui/process-drawing.tsx';
import { HOME, OPERATIONS, operationsAddress } from '../draft/addresses.ts';
import { BatchDialog, type BatchTarget } from './batch-dialog.tsx';
import { automaticMapping, changedOnly } from './mapping.ts';
import { MappingLines } from './mapping-lines.tsx';
import classes from './operations.module.css';
import { figuresQuery, statisticsQuery, useModelElements } from './operations-data.ts';

export interface MigratePageProps {
  readonly process: string;
  readonly from: number | undefined;
  /** Only these instances; without it all of the version that run. */
  readonly instances: readonly string[] | undefined;
}

export function MigratePage({ process, from: given, instances }: MigratePageProps) {
  const t = useText();
  const client = useApi();
  const statistics = useQuery(statisticsQuery(client, process, undefined, 1)).data;
  const name = useQuery(figuresQuery(client)).data?.items.find(({ key }) => key === process)?.name ?? process;
  const versions = statistics?.versions.map(({ version }) => version) ?? [];
  const [picked, setPicked] = useState<{ from?: number; to?: number }>({});
  const from = picked.from ?? given ?? versions[1];
  const to = picked.to ?? versions.find((version) => version !== from);
  const old = useModelElements(process, from);
  const next = useModelElements(process, to);
  const now = useQuery({ ...statisticsQuery(client, process, from, 1), enabled: from !== undefined }).data;
  const [corrected, setCorrected] = useState<Readonly<Record<string, string>>>({});
  const [renewed, setRenewed] = useState<ReadonlySet<string>>(new Set());
  const [chosen, setChosen] = useState<string | null>(null);
  const [batch, setBatch] = useState<BatchTarget | null>(null);
  const automatic = useMemo(
    () => (old.elements && next.elements ? automaticMapping(old.elements, next.elements) : new Map()),
    [old.elements, next.elements],
  );
  const mapping: ReadonlyMap<string, string | null> = new Map([
    ...automatic,
    ...Object.entries(corrected).map(([id, target]) => [id, target || null] as const),
  ]);
  const standing = new Map(now?.elements.map((one) => [one.element, one.now]) ?? []);
  const badges: Badge[] = [...standing]
    .filter(([, count]) => count > 0)
    .map(([element, count]) => ({
      element,
      text: String(count),
      tone: 'count',
      label: t('design.operations.figure.now'),
    }));
  const open = [...mapping.keys()].filter((id) => mapping.get(id) === null && !old.elements?.get(id)?.beside);
  const pickOld = (id: string) => mapping.has(id) && setChosen(id);
  const pickNew = (id: string) => {
    if (chosen === null || !next.elements?.get(id)) return;
    setCorrected({ ...corrected, [chosen]: id });
    setChosen(null);
  };
  const target = chosen === null ? null : (mapping.get(chosen) ?? null);
  const reset = (change: { from?: number; to?: number }) => {
    setCorrected({});
    setRenewed(new Set());
    setChosen(null);
    setPicked({ from, to, ...change });
  };
  const begin = () =>
    to !== undefined &&
    from !== undefined &&
    setBatch({
      operation: {
        type: 'migrate',
        version: to,
        elements: changedOnly(mapping),
        renew: [...renewed].filter((id) => mapping.get(id)),
      },
      ...(instances
        ? { instances: [...instances] }
        : { filter: { process, version: from, state: 'running' } }),
    });
  return (
    <Page
      title={t('design.operations.migrateTitle')}
      crumbs={[
        { label: t('design.nav.overview'), href: HOME },
        { label: t('design.operations.title'), href: OPERATIONS },
        { label: name, href: operationsAddress(process) },
      ]}
      back={operationsAddress(process)}
    >
      <div className={classes.migrate}>
        <div className={classes.strip}>
          <NativeSelect
            aria-label={t('design.operations.fromVersion')}
            value={from === undefined ? '' : String(from)}
            data={versions.map((version) => ({
              value: String(version),
              label: t('ui.process.version', { version }),
            }))}
            onChange={(event) => reset({ from: Number(event.currentTarget.value) })}
          />
          <IconArrowRight size={16} aria-hidden />
          <NativeSelect
            aria-label={t('design.operations.toVersion')}
            value={to === undefined ? '' : String(to)}
            data={versions
              .filter((version) => version !== from)
              .map((version) => ({ value: String(version), label: t('ui.process.version', { version }) }))}
            onChange={(event) => reset({ to: Number(event.currentTarget.value) })}
          />
          <span>
            {instances
              ? t('design.operations.chosen', { count: instances.length })
              : t('design.operations.allOfVersion', {
                  count: now?.versions.find(({ version }) => version === from)?.running ?? 0,
                })}
          </span>
          <span className={classes.stripSpace} />
          <Button variant="filled" disabled={to === undefined} onClick={begin}>
            {t('design.operations.look')}
          </Button>
        </div>
        <div className={classes.pair}>
          {[
            { side: 'from', model: old, mark: chosen, press: pickOld, figures: badges },
            { side: 'to', model: next, mark: target, press: pickNew, figures: [] },
          ].map(({ side, model, mark, press, figures }) => (
            <section key={side} aria-label={t(`design.operations.${side}Version`)}>
              {model.xml !== null && (
                <ProcessDrawing
                  xml={model.xml}
                  label={t(`design.operations.${side}Version`)}
                  height="fill"
                  badges={figures}
                  marks={{
                    done: [],
                    flows: [],
                    current: [],
                    chosen: mark === null ? [] : [mark],
                    failed: side === 'from' ? open : [],
                  }}
                  onElement={press}
                />
              )}
            </section>
          ))}
        </div>
        <MappingLines
          mapping={mapping}
          corrected={corrected}
          onCorrect={setCorrected}
          renewed={renewed}
          onRenew={setRenewed}
          chosen={chosen}
          onChoose={setChosen}
          standing={standing}
          old={old.elements}
          next={next.elements}
        />
      </div>
      {batch && (
        <BatchDialog
          target={batch}
          nameOf={(id) => {
            const element = old.elements?.get(id);
            return element?.beside ? null : (element?.name ?? id);
          }}
          onClose={() => setBatch(null)}
        />
      )}
    </Page>
  );
}
