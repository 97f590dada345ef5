/**
 * Instances go on with another version: both diagrams side by side, what becomes of each element (found by id, corrected by clicking
 * left, then right), then a look at what would happen to each instance, and the deed.
 */
import { Button, NativeSelect, UnstyledButton } from '@mantine/core';
import { IconArrowRight, IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useApi } from '#ui/api.tsx';
import { useText } from '#ui/i18n.tsx';
import { Page } from '#ui/page.tsx';
import { type Badge, ProcessDrawing } from '#ui/process-drawing.tsx';
import { HOME, OPERATIONS, operationsAddress } from '../draft/addresses.ts';
import { BatchDialog, type BatchTarget } from './batch-dialog.tsx';
import { automaticMapping, changedOnly } from './mapping.ts';
import classes from './operations.module.css';
import { figuresQuery, type ModelElement, statisticsQuery, useModelElements } from './operations-data.ts';

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
  const nameIn = (elements: ReadonlyMap<string, ModelElement> | null, id: string) =>
    elements?.get(id)?.name ?? id;
  const order = (id: string) => (mapping.get(id) === null ? 0 : mapping.get(id) !== id ? 1 : 2);
  const lines = [...mapping.keys()].sort(
    (a, b) => order(a) - order(b) || (standing.get(b) ?? 0) - (standing.get(a) ?? 0),
  );
  const badges: Badge[] = [...standing]
    .filter(([, count]) => count > 0)
    .map(([element, count]) => ({
      element,
      text: String(count),
      tone: 'count',
      label: t('design.operations.figure.now'),
    }));
  const open = lines.filter((id) => mapping.get(id) === null);
  const pickOld = (id: string) => mapping.has(id) && setChosen(id);
  const pickNew = (id: string) => {
    if (chosen === null || !next.elements?.get(id)) return;
    setCorrected({ ...corrected, [chosen]: id });
    setChosen(null);
  };
  const target = chosen === null ? null : (mapping.get(chosen) ?? null);
  const reset = (change: { from?: number; to?: number }) => {
    setCorrected({});
    setChosen(null);
    setPicked({ from, to, ...change });
  };
  const begin = () =>
    to !== undefined &&
    from !== undefined &&
    setBatch({
      operation: { type: 'migrate', version: to, elements: changedOnly(mapping) },
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
        <section className={classes.mapping} aria-label={t('design.operations.mapping')}>
          <h2 className={classes.underTitle}>
            {t('design.operations.mapping')}
            <small>
              {chosen === null
                ? t('design.operations.mappingHelp')
                : t('design.operations.nowRight', { name: nameIn(old.elements, chosen) })}
            </small>
          </h2>
          <div className={classes.groups}>
            {lines.map((id) => {
              const becomes = mapping.get(id) ?? '';
              const kind = old.elements?.get(id)?.kind;
              return (
                <div key={id} className={classes.line} data-open={becomes === ''} data-chosen={id === chosen}>
                  <UnstyledButton onClick={() => setChosen(id)}>
                    {nameIn(old.elements, id)}
                    {(standing.get(id) ?? 0) > 0 && <em>{standing.get(id)}</em>}
                  </UnstyledButton>
                  <IconArrowRight size={14} aria-hidden />
                  <NativeSelect
                    size="xs"
                    aria-label={t('design.operations.becomes', { name: nameIn(old.elements, id) })}
                    value={becomes}
                    data={[
                      { value: '', label: t('design.operations.nothing') },
                      ...[...(next.elements?.values() ?? [])]
                        .filter((one) => one.waits && (one.kind === kind || one.id === becomes))
                        .map((one) => ({ value: one.id, label: one.name })),
                    ]}
                    onChange={(event) => setCorrected({ ...corrected, [id]: event.currentTarget.value })}
                  />
                  {id in corrected && (
                    <Button
                      size="compact-xs"
                      variant="subtle"
                      leftSection={<IconX size={12} />}
                      onClick={() => {
                        const { [id]: _gone, ...rest } = corrected;
                        setCorrected(rest);
                      }}
                    >
                      {t('design.operations.automatic')}
                    </Button>
                  )}
                </div>
              );
            })}
          </div>
        </section>
      </div>
      {batch && (
        <BatchDialog
          target={batch}
          nameOf={(id) => nameIn(old.elements, id)}
          onClose={() => setBatch(null)}
        />
      )}
    </Page>
  );
}
